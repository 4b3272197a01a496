import type { PeriodEffect, PeriodGuard } from '../kernel/period-step.ts'
import { SETTLING_EFFECTS } from '../payments/settle-closing.ts'
import { PUBLICATION_EFFECTS, PUBLICATION_GUARDS } from '../publication/publication-guards.ts'
import { PUBLISH_EFFECTS, PUBLISH_GUARDS } from '../runs/publish-guards.ts'
import { COLLECTING_GUARDS } from './collecting-guards.ts'

/** The conditions of all steps: each part of the service keeps its own in a file of its own and adds one line here. */
export const GUARDS: readonly PeriodGuard[] = [...COLLECTING_GUARDS, ...PUBLISH_GUARDS, ...PUBLICATION_GUARDS]

/** What else happens with a step, in the same transaction: likewise. */
export const EFFECTS: readonly PeriodEffect[] = [...PUBLISH_EFFECTS, ...PUBLICATION_EFFECTS, ...SETTLING_EFFECTS]
