import { z } from 'zod'
import { timeText } from '../kernel/fields.ts'

export const deputySchema = z
  .object({
    id: z.number().int(),
    manager: z.string().meta({ description: 'The employee number of the manager; the marks count for it.' }),
    /** The deputy's account id and name. */
    account: z.string(),
    accountName: z.string(),
    /** "2026-11-02" to "2026-11-06", both counted. */
    first: z.string(),
    last: z.string(),
    reason: z.string(),
    /** planned, in_force, over (its last day has passed) or ended (by HR). */
    state: z.enum(['planned', 'in_force', 'over', 'ended']),
    endedAt: timeText.nullable(),
  })
  .meta({ id: 'Deputy' })
