import { z } from 'zod'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'
import { headerMapFrom, type SheetMapping, valueMeaningsFrom } from './header-map.ts'

const LONGEST_HEADER = 300
const MOST_COLUMNS = 200
const fewer = (record: Readonly<Record<string, unknown>>): boolean => Object.keys(record).length <= MOST_COLUMNS

/** The parts of a mapping 列对应 as JSON has them: on the server, in a file of `convert --profile`, and from one to the other. */
export const mappingFields = {
  columns: z
    .record(z.string().min(1).max(LONGEST_HEADER), z.string().min(1).max(60))
    .refine(fewer, { error: '最多对应 200 列。 / Map 200 headers at most.' })
    .meta({ description: 'Header to the English key of the column. A second header of the same text is named "最早 (2)".' }),
  meanings: z
    .record(z.string().max(LONGEST_HEADER + 10), z.record(z.string().max(LONGEST_HEADER), z.string().max(80).nullable()))
    .refine((meanings) => Object.values(meanings).every(fewer), {
      error: '每列最多说明 200 个值。 / Give the meanings of 200 values a column at most.',
    })
    .meta({
      description:
        'By column of choices or flags, or by "header:审批状态" of any header: a value of the file, "" for a blank cell and "*" for any other, to a choice’s key, "true" or "false", a choice of another column ("status:void", "type:refund"), or "counts"; null leaves its rows out. What is not in it is asked.',
    }),
  forms: z
    .strictObject({
      dates: z.enum(['dmy', 'mdy', 'ymd']).optional().meta({ description: 'The order of dates in numbers.' }),
      decimal: z.enum([',', '.']).optional(),
      scale: z
        .number()
        .int()
        .min(2)
        .max(100)
        .optional()
        .meta({ description: 'The best answer of a questionnaire: of 5, 4 are 80 points.' }),
      amounts: z
        .enum(['line', 'document'])
        .optional()
        .meta({ description: 'Of a document on several rows: each has an amount of its own, or the document’s stands on each.' }),
      late: z
        .enum(['separate', 'contains'])
        .optional()
        .meta({ description: 'Of a report that counts 迟到 and 严重迟到: whether the former has the latter in it; separate unless told.' }),
    })
    .meta({ description: 'The forms of values that are not ours.' }),
  fill: z
    .boolean()
    .meta({ description: 'Merged cells stand in each row that they cover; rows with nothing to read go on with the one above.' }),
  key: z
    .array(z.string().min(1).max(LONGEST_HEADER))
    .max(20)
    .meta({ description: 'The headers that a record’s number is made of where no column holds one.' }),
  headerRow: z.number().int().min(1).max(100_000).meta({ description: 'The row of the header, where it is not found by itself.' }),
}

/** A kept mapping as a file: what the server hands out and takes back, and what `convert --profile` reads. */
export const profileFile = z
  .strictObject({
    format: z.literal(1),
    name: z.string().trim().min(1).max(100),
    table: z.enum(TABLE_KEYS),
    headers: z
      .array(z.string().max(LONGEST_HEADER))
      .max(500)
      .default([])
      .meta({ description: 'The headers of the files that it is for, in their order.' }),
    report: z
      .string()
      .regex(/^[a-z_]{1,60}$/)
      .optional()
      .meta({ description: 'The report of another program whose words it explains; it then has no columns.' }),
    columns: mappingFields.columns.nullable().default(null).meta({ description: 'Null when the headers are the table’s own.' }),
    meanings: mappingFields.meanings.default({}),
    forms: mappingFields.forms.optional(),
    fill: mappingFields.fill.optional(),
    key: mappingFields.key.optional(),
    headerRow: mappingFields.headerRow.optional(),
  })
  .meta({ id: 'MappingProfileFile', description: 'A kept mapping 列对应方案 as a file.' })
export type ProfileFile = z.infer<typeof profileFile>

/** A mapping in the form in which JSON has it. */
export interface MappingSaid extends Pick<ProfileFile, 'forms' | 'fill' | 'key' | 'headerRow'> {
  readonly table: ProfileFile['table'] | null
  readonly columns: Readonly<Record<string, string>> | null
  readonly meanings?: Readonly<Record<string, Readonly<Record<string, string | null>>>> | undefined
}

/** What a mapping as JSON says of one file or sheet. */
export function mappingFrom(said: MappingSaid, file: string, sheet: string | undefined): SheetMapping {
  const { table, columns, meanings, forms, fill, key, headerRow } = said
  return {
    ...{ file, sheet, table: table ?? undefined, forms, fill, key, headerRow },
    columns: table !== null && columns !== null ? headerMapFrom(table, columns) : undefined,
    meanings: meanings && valueMeaningsFrom(meanings),
  }
}

/** A mapping in the form in which JSON has it; `names` are the headers as they stand in the sheet. */
export function mappingSaid(
  { table, columns, meanings, forms, fill, key, headerRow }: SheetMapping,
  headed: ReadonlyMap<string, string>,
): MappingSaid {
  return {
    table: table ?? null,
    columns: columns ? Object.fromEntries([...columns].map(([header, column]) => [headed.get(header) ?? header, column])) : null,
    meanings: Object.fromEntries([...(meanings ?? [])].map(([each, texts]) => [each, Object.fromEntries(texts)])),
    ...(forms ? { forms } : {}),
    ...(fill === undefined ? {} : { fill }),
    ...(key ? { key: [...key] } : {}),
    ...(headerRow === undefined ? {} : { headerRow }),
  }
}
