import { z } from 'zod'
import { MODULES } from '../../domain/engineers/service-facts.ts'
import { decimalText } from '../kernel/fields.ts'

const words = z.object({ zh: z.string(), en: z.string() })

export const moduleSchema = z
  .object({
    module: z.enum(MODULES),
    weight: decimalText,
    score: decimalText.nullable(),
    counted: z.boolean(),
    treated: z.enum(['reweight', 'zero', 'value']).nullable().meta({ description: 'How a module without data was treated.' }),
    missing: words.nullable().meta({ description: 'Why the module has no data.' }),
    remarks: z.array(words).readonly(),
  })
  .meta({ id: 'PreviewedModule' })

export const engineerSchema = z
  .object({
    employee: z.string(),
    name: z.string(),
    /** The home region of the period; another one only where the company splits by days in post. */
    region: z.string(),
    status: z.enum(['scored', 'incomplete', 'excluded']),
    modules: z.array(moduleSchema).readonly(),
    final: decimalText.nullable(),
    share: decimalText.nullable().meta({ description: 'In yuan; null while the region is held.' }),
    days: z.number().int().nullable(),
    percent: z.number().int().nullable().meta({ description: 'At how many of a hundred the person takes part; null is whole.' }),
    overallMark: z.enum(['missing', 'draft', 'submitted']),
    remarks: z.array(words).readonly(),
  })
  .meta({ id: 'PreviewedEngineer' })
