import { z } from 'zod'

export const progress = z
  .object({
    employee: z.string(),
    name: z.string(),
    region: z.string().nullable().meta({ description: 'The region that falls to them today; null for R&D managers, who rate everywhere.' }),
    engineers: z.number().int(),
    /** Engineers by where their mark stands: the overall mark of a regional manager, the on-site rating of an R&D manager. */
    submitted: z.number().int(),
    drafts: z.number().int(),
    /** Engineers without any mark. Of an R&D manager these owe nothing: their rating replaces the counted figure (POLICY A9). */
    missing: z.number().int(),
    owes: z.boolean().meta({ description: 'Whether the next step waits for them. R&D managers never owe a rating.' }),
  })
  .meta({ id: 'MarkingProgress' })
