import { z } from 'zod'
import { measureFileSchema } from '../engine/rule/measure-rule.ts'
import { planFileSchema } from '../engine/rule/pay-rule.ts'
import { policyFileSchema, ruleFileSchema } from '../engine/rule/rule-file.ts'

/** The JSON Schemas that editors use for rule files and policies, by file name inside the rules folder. */
export function ruleJsonSchemas(): Readonly<Record<string, string>> {
  return {
    'rule.schema.json': schemaText(ruleFileSchema),
    'plan.schema.json': schemaText(planFileSchema),
    'measure.schema.json': schemaText(measureFileSchema),
    'policy.schema.json': schemaText(policyFileSchema),
  }
}

function schemaText(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', reused: 'ref' }), null, 2)}\n`
}
