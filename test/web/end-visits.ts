import { afterAll } from 'vitest'
import { endVisits } from './browser.ts'

// Runs before every test file of this folder; see vitest.config.ts.
afterAll(endVisits, 60_000)
