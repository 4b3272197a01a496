import { fileURLToPath } from 'node:url'

/** The rules that come with the program; they implement the policy as it is written. */
export const SHIPPED_RULES = fileURLToPath(new URL('../../rules', import.meta.url))

/** The demo world: a small company of 26 months, complete in its last. */
export const DEMO_DATASET = fileURLToPath(new URL('../../fixtures/worlds/demo/dataset', import.meta.url))
export const DEMO_PERIOD = '2026-10'
