import { z } from 'zod'
import { timeText } from '../kernel/fields.ts'

const file = z.string().min(1).max(200).meta({ description: 'The name of a file, as the upload has it.' })
const sheet = z.string().min(1).max(100).nullable().meta({ description: 'The name of a sheet; null for a text file.' })
const row = z.number().int().min(1).max(10_000_000)
const isPrintable = (text: string): boolean => !/[\p{Cc}\u2028\u2029\ufffe\uffff]/u.test(text)

const cell = z.strictObject({
  file,
  sheet,
  row: row.nullable().meta({ description: 'As a spreadsheet numbers it; null: wherever the column holds the value.' }),
  column: z.string().min(1).max(200).meta({ description: 'The header that the cell stands below, as the file has it.' }),
  found: z.string().max(500).meta({
    description: 'What stands there, after earlier corrections; empty for a blank cell. A cell that holds anything else is not corrected.',
  }),
  value: z.string().trim().max(500).refine(isPrintable).meta({ description: 'What is read in its place.' }),
})
/** Blank cells stand in rows too that are no records, such as totals: each is filled by its row. */
const isOfAValue = ({ row: of, found }: { readonly row: number | null; readonly found: string }): boolean =>
  of !== null || found.trim() !== ''

const leftOutRow = z.strictObject({
  file,
  sheet,
  row,
  reason: z.string().trim().min(1).max(500).refine(isPrintable).meta({ description: 'Why the row is not to be read.' }),
})

/** What somebody says of an upload. */
export const correctionFields = z.strictObject({
  cells: z
    .array(cell.refine(isOfAValue, { path: ['row'] }))
    .max(1_000)
    .default([]),
  rows: z.array(leftOutRow).max(1_000).default([]),
  undo: z.array(z.number().int()).max(1_000).default([]).meta({ description: 'The numbers of corrections and rows that are taken back.' }),
})

const kept = {
  n: z.number().int().meta({ description: 'Its number, to undo it.' }),
  by: z.string(),
  at: timeText,
  applied: z
    .number()
    .int()
    .meta({ description: 'How many cells or records it concerned when the files were read last; 0: it does not fit them any more.' }),
}

export const keptCorrections = z
  .object({
    cells: z.array(cell.extend(kept)).readonly(),
    rows: z
      .array(leftOutRow.extend({ text: z.string().optional().meta({ description: 'The text of the row when it was left out.' }), ...kept }))
      .readonly(),
  })
  .meta({ description: 'What was read otherwise than it stands in the files, which stay as they are.' })
