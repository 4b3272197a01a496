import { afterAll } from 'vitest'
import { closeTestServices } from './test-service.ts'

// Runs before every test file of this folder; see vitest.config.ts.
afterAll(closeTestServices)
