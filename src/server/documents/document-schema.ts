import { z } from 'zod'
import { timeText } from '../kernel/fields.ts'

export const downloadSchema = z
  .object({
    entry: z.number().int().meta({ description: 'The number of its entry in the audit trail.' }),
    at: timeText,
    by: z.string().meta({ description: 'The name of who took it.' }),
    address: z.string().nullable(),
    name: z.string(),
    region: z.string().nullable().meta({ description: 'Null for a workbook of the whole company.' }),
    regionName: z.string().nullable(),
    archive: z.boolean().meta({ description: 'Taken with others in one zip.' }),
  })
  .meta({ id: 'DocumentDownload' })
