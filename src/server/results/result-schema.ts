import { z } from 'zod'
import type { Explained, ExplainedRecord } from '../../appraisal/explain/explained.ts'
import { codeField, decimalText, periodField } from '../kernel/fields.ts'

/** A run by its id, or "published". */
export const ofRun = z.object({
  period: periodField,
  run: codeField.meta({ description: 'The id of a run, or "published" for the one that people see.' }),
})
export const ofPerson = ofRun.extend({ employee: codeField })

/** What use cases take for the published run. */
export function runNamed(run: string): string | undefined {
  return run === 'published' ? undefined : run
}

export const kindField = z.enum(['sales', 'service'])
export const wordsSchema = z.object({ zh: z.string(), en: z.string() })

/** Regions within reach, for names and filters. */
export const regionNamesSchema = z.array(z.object({ region: z.string(), name: z.string() }))

export const resultLineSchema = z
  .object({
    kind: kindField.meta({ description: 'service: service engineer 技术客服; sales: sales representative 业务员.' }),
    employee: z.string(),
    name: z.string(),
    region: z.string().meta({ description: 'The home region of the period.' }),
    status: z.string().meta({ description: 'scored, incomplete, excluded; of a representative scored or held.' }),
    score: decimalText.nullable().meta({ description: 'Final score, or points.' }),
    bonus: decimalText.nullable().meta({ description: 'In yuan; null where nothing is split.' }),
  })
  .meta({ id: 'ResultLine' })

export const regionResultSchema = z
  .object({
    region: z.string(),
    name: z.string(),
    status: z.string(),
    receipts: decimalText,
    refunds: decimalText,
    heldBy: z.array(z.string()),
    result: z.looseObject({}).meta({ description: "The region's entry of result.json." }),
  })
  .meta({ id: 'RegionResult' })

export const recordSchema = z
  .object({
    table: z.string(),
    values: z.record(z.string(), z.string()).meta({ description: 'By column, as one would write them.' }),
    balance: decimalText.optional().meta({
      description: 'In a list of arrears 欠款: what the client owes after this document. Such lists go client by client, and by day.',
    }),
  })
  .meta({ id: 'SourceRecord' })

/** A node of the workings 计算过程: how one value came about. */
const node = z.object({
  name: z.string(),
  title: wordsSchema,
  clause: z.string().optional().meta({ description: 'The clause of the policy.' }),
  unit: z.string().optional(),
  value: z.string().nullable(),
  published: z.string().optional().meta({ description: 'What is printed, where that is rounded further.' }),
  reason: z.string().optional(),
  exact: z.string().optional().meta({ description: 'What the formula comes to, where the value is that rounded.' }),
  formula: z.string().optional(),
  substituted: z.string().optional().meta({ description: 'The formula with figures in place of names.' }),
  decisions: z.array(z.object({ name: z.string(), clause: z.string(), zh: z.string(), en: z.string() })).optional(),
  notes: z.array(wordsSchema).optional(),
  records: z
    .object({
      total: z.number(),
      shown: z.array(recordSchema),
      fact: z.string().optional().meta({ description: 'Its records are at .../workings/{fact}/records.' }),
    })
    .optional(),
})
export type WorkingsNode = z.infer<typeof node> & { parts: WorkingsNode[] }
const workingsNode: z.ZodType<WorkingsNode, WorkingsNode> = node
  .extend({
    get parts() {
      return z.array(workingsNode)
    },
  })
  .meta({ id: 'Workings' })

export const workingsSchema = z
  .object({
    run: z.string(),
    period: z.string(),
    employee: z.string(),
    name: z.string(),
    region: z.string(),
    values: z.array(workingsNode).meta({ description: 'One tree a value.' }),
    clauses: z.record(z.string(), wordsSchema).meta({ description: 'The words of every clause that a tree cites, as they stood then.' }),
    reasons: z.record(z.string(), wordsSchema).meta({ description: 'The words of the reasons that the rules give for a missing value.' }),
  })
  .meta({ id: 'PersonWorkings' })

/** A tree of workings as it is sent: what a node does not have is left out. */
export function workingsJson(tree: Explained): WorkingsNode {
  const { parts, records, decisions, notes, title, name, value } = tree
  const optional = Object.fromEntries(
    (['clause', 'unit', 'published', 'reason', 'exact', 'formula', 'substituted'] as const).flatMap((key) =>
      tree[key] === undefined ? [] : [[key, tree[key]]],
    ),
  )
  return {
    ...{ name, title, value },
    ...optional,
    ...(decisions && decisions.length > 0 ? { decisions: [...decisions] } : {}),
    ...(notes && notes.length > 0 ? { notes: [...notes] } : {}),
    ...(records
      ? { records: { total: records.total, shown: records.shown.map(recordJson), ...(records.fact ? { fact: records.fact } : {}) } }
      : {}),
    parts: parts.map(workingsJson),
  }
}

export function recordJson({ table, values, balance }: ExplainedRecord): z.infer<typeof recordSchema> {
  return { table, values: { ...values }, ...(balance === undefined ? {} : { balance }) }
}
