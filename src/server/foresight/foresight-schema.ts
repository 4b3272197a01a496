import { z } from 'zod'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'
import { PERIOD_STATES } from '../../domain/states.ts'
import { problemEntry } from '../kernel/problem-response.ts'

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export const changeState = z.enum(['changed', 'new'])
export const uploadChangeSchema = z
  .object({
    table: z.enum(TABLE_KEYS),
    key: z.string().meta({ description: 'Names the record in an address.' }),
    state: changeState,
    row: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'The row of the file; null where its table stands in several sheets or in none.' }),
    before: values.nullable().meta({ description: 'As it is in force; null of a new one.' }),
    after: values,
    differs: z
      .array(z.string())
      .readonly()
      .meta({ description: 'The columns that a changed one differs in; of a new one those that say anything beyond what identifies it.' }),
  })
  .meta({ id: 'UploadChange', description: 'A record as it is in force and as an upload brings it.' })

const text = z.string().nullable()
const beforeAfter = z.object({ before: text, after: text })
const regionStatus = z.enum(['split', 'held', 'unallocated']).nullable()
const personStatus = z.enum(['scored', 'incomplete', 'excluded', 'held']).nullable()

export const regionEffectSchema = z.object({
  region: z.string(),
  name: z.string(),
  status: z.object({ before: regionStatus, after: regionStatus }),
  pool: beforeAfter.meta({ description: 'In yuan; null where there is no such region.' }),
})
export const personEffectSchema = z.object({
  kind: z.enum(['service', 'sales', 'other']).meta({ description: 'other: neither, such as a manager whom a plan pays.' }),
  employee: z.string(),
  name: z.string(),
  region: z.string(),
  status: z
    .object({ before: personStatus, after: personStatus })
    .meta({ description: 'held: points of a representative that are held; null of whoever is not appraised in the period.' }),
  score: beforeAfter.meta({ description: 'Final score of an engineer, points of a representative; null without one.' }),
  bonus: beforeAfter.meta({ description: 'Of all regions together, in yuan; null without a share.' }),
  commission: beforeAfter.meta({ description: 'What plans pay as commission, in yuan; null without a plan.' }),
  performancePay: beforeAfter.meta({ description: 'In yuan; null without a pay base.' }),
})
export const uploadEffectSchema = z
  .object({
    periods: z
      .array(
        z.object({
          period: z.string(),
          state: z.enum(PERIOD_STATES),
          regions: z.array(regionEffectSchema).readonly(),
          people: z.array(personEffectSchema).readonly().meta({ description: 'The largest differences, of money and then of points.' }),
          peopleChanged: z.number().int().meta({ description: 'How many there are in all.' }),
          problems: z.array(problemEntry).meta({ description: 'Why a run of the period could not be computed.' }),
        }),
      )
      .readonly(),
    others: z
      .array(z.string())
      .readonly()
      .meta({ description: 'Periods that it may change too and that were not computed: only the latest are.' }),
  })
  .meta({ id: 'UploadEffect', description: 'What runs after committing an upload would find otherwise than runs before it.' })

export const sumSchema = z.object({
  rows: z.number().int(),
  amounts: z.record(z.string(), z.string()).meta({ description: 'By column: yuan, or a quantity, as decimal text.' }),
})
const splitSums = {
  counted: sumSchema.meta({ description: 'What counts: of documents the audited ones.' }),
  others: z.array(sumSchema.extend({ status: z.string() })).meta({ description: 'What does not: drafts and void documents.' }),
}
export const tableSumsSchema = z.object({
  table: z.enum(TABLE_KEYS),
  columns: z.array(z.string()).readonly().meta({ description: 'The columns that are added up.' }),
  groups: z.array(
    z.object({
      period: z
        .string()
        .meta({ description: 'The month of the company that the records’ own day lies in, or the period they are written for.' }),
      region: z.string().nullable().meta({ description: 'The record’s own, else that of its representative on its day.' }),
      regionName: z.string().nullable(),
      ...splitSums,
    }),
  ),
  ...splitSums,
})
export const comparedTotalSchema = z.object({
  table: z.enum(TABLE_KEYS),
  file: z.string(),
  sheet: z.string().nullable(),
  row: z.number().int(),
  word: z.string().meta({ description: 'By what it is a total: 合计.' }),
  column: z.string(),
  found: z.string().meta({ description: 'What the file says.' }),
  read: z.string().meta({ description: 'What the records come to that were read above it, or since the total above it.' }),
  rows: z.number().int().meta({ description: 'How many these are.' }),
  difference: z.string().meta({ description: 'What the file says more.' }),
  agrees: z.boolean(),
  explained: z
    .enum(['left_out', 'signs'])
    .nullable()
    .meta({ description: 'left_out: the rows left out come to the difference; signs: it adds up refunds as if they were receipts.' }),
  leftOut: z
    .array(z.object({ row: z.number().int(), why: z.string(), amount: z.string() }))
    .meta({ description: 'Rows above it that were left out and have an amount; the first of them.' }),
})
export const uploadSumsSchema = z
  .object({ tables: z.array(tableSumsSchema).readonly(), totals: z.array(comparedTotalSchema).readonly() })
  .meta({ id: 'UploadSums', description: 'What a waiting upload comes to, and the totals of its files beside what was read.' })
