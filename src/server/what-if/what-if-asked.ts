import { z } from 'zod'

/** What a what-if tries, as its row keeps it. */
export const askedSchema = z.object({
  periods: z.array(z.string()).readonly().meta({ description: 'The periods that it is tried on, in their order.' }),
  settings: z
    .record(z.string(), z.string().nullable())
    .meta({ description: 'Settings by key as they would be; null: the rule file’s own value.' }),
  texts: z.record(z.string(), z.string()).meta({
    description: 'Rule files as they would be, by their path inside the rules folder. The newest version of each counts in every period.',
  }),
})
export type WhatIfAsked = z.output<typeof askedSchema>
