import type { Answer } from '../../base/answer.ts'
import type { Language, Problem } from '../../base/problem.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { mappingSaid } from '../../sheets/read/mapping-profile.ts'
import { cellText, type RawRow, type SheetPart, sheetParts, topOf } from '../../sheets/read/sheet-parts.ts'
import { type Recognisable, readsAs, recognisable, type SuggestedColumn } from '../../sheets/read/suggest-columns.ts'
import { LEAST_LIKELIHOOD, suggestMapping } from '../../sheets/read/suggest-mapping.ts'
import { recognisedReport } from '../../sheets/reports/recognised-report.ts'
import { findUpload, type Upload } from '../../store/aggregates/uploads.ts'
import { companyBook } from '../../store/company-book/company-book.ts'
import { problemEntryOf } from '../kernel/problem-response.ts'
import type { Actor } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { tablesKeptBy } from '../records/change-rules.ts'
import { everythingKnown } from '../records/read-cells.ts'
import type { inspected } from './mapping-schema.ts'
import { allProblems } from './read-uploads.ts'
import { VALUE_ROWS } from './sheet-questions.ts'
import { pathOfFiles } from './upload-files.ts'
import { uploadProblem } from './upload-problems.ts'

/** Which table and which header row one sheet is to be looked at with, where the user chose. */
export interface InspectUpload {
  readonly upload: string
  readonly file: string | undefined
  readonly sheet: string | undefined
  readonly table: TableKey | undefined
  readonly headerRow: number | undefined
  readonly language: Language
}

export interface InspectedColumn {
  readonly position: number
  /** The header as it is named in a mapping; a second one of the same text is "最早 (2)". */
  readonly header: string
  /** Some values below it, each another. */
  readonly samples: readonly string[]
  /** What it probably means in the suggested table. */
  readonly suggestion: Omit<SuggestedColumn, 'position'> | null
  /** Every value of a column of few, with what each reads as in the table's columns of choices; empty for columns of many. */
  readonly values: readonly { readonly text: string; readonly reads: Readonly<Record<string, string>> }[]
}

export type InspectedSheet = ShapeOf<typeof inspected>

const ROWS = 60
/** How many values make a column of few. */
const FEW_VALUES = 30
const SHOWN_ROWS = 30
const SAMPLES = 5
const LONGEST_SAMPLE = 60

/**
 * What stands in the files of an upload: every sheet with its columns and some values of each, which table it is likely to be and what
 * its headers then mean. Problems: thing_must_exist, upload_must_still_have_its_files.
 */
export const inspectUpload = useCase(
  'upload.read',
  async (service, actor, input: InspectUpload): Promise<Answer<{ readonly ok: true; readonly sheets: readonly InspectedSheet[] }>> => {
    const found = await uploadWithFiles(service, actor, input.upload)
    if (!found.ok) return found
    const { upload, path } = found
    const known = recognisable(await everythingKnown(service.store, await companyBook(service.store)))
    const sheets: InspectedSheet[] = []
    const problems = await allProblems(service, upload.id)
    for (const part of await sheetParts(path)) {
      const isMeant = input.file === part.file && (input.sheet ?? undefined) === part.sheet
      if (input.file !== undefined && !isMeant) continue
      sheets.push(
        await inspect(actor, { upload, problems }, part, known, isMeant ? input : { ...input, table: undefined, headerRow: undefined }),
      )
    }
    return { ok: true, sheets: sheets.filter(({ top }) => top.length > 0) }
  },
)

/** An upload whose files are kept, and where: the one file or the folder of several. */
export const uploadWithFiles = useCase(
  'upload.read',
  async (service, _, id: string): Promise<Answer<{ readonly ok: true; readonly upload: Upload; readonly path: string }>> => {
    const upload = await findUpload(service.store, id)
    if (!upload) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `upload ${id}` })] }
    const path = await pathOfFiles(service, upload)
    if (path === undefined) {
      return { ok: false, problems: [uploadProblem('upload_must_still_have_its_files', { upload: id, file: upload.fileName })] }
    }
    return { ok: true, upload, path }
  },
)

async function inspect(
  actor: Actor,
  { upload, problems }: { readonly upload: Upload; readonly problems: readonly Problem[] },
  part: SheetPart,
  known: Recognisable,
  chosen: Pick<InspectUpload, 'table' | 'headerRow' | 'language'>,
): Promise<InspectedSheet> {
  const { file, sheet } = part
  const rows = await topOf(part, VALUE_ROWS)
  const read = upload.sheets.find((each) => each.file === file && each.sheet === (sheet ?? null))
  const kept = tablesKeptBy(actor)
  const said = { table: chosen.table ?? read?.table ?? undefined, headerRow: chosen.headerRow }
  const report = read?.columns ? undefined : recognisedReport(rows)
  const whole = { file, sheet, rows, merged: await part.mergedCells() }
  const first = suggestMapping(whole, known, said)
  // Of the tables that it may be, those are proposed that whoever looks may keep.
  const theirs = first.tables.find(({ table, likelihood }) => (kept.size === 0 || kept.has(table)) && likelihood >= LEAST_LIKELIHOOD)?.table
  const isOther = said.table === undefined && first.mapping.table !== undefined && theirs !== first.mapping.table
  const found = isOther ? suggestMapping(whole, known, { ...said, table: theirs }) : first
  const { header, names, columns: suggested } = found
  const tables = found.tables.filter(({ table }) => kept.size === 0 || kept.has(table))
  // Where it may as well be one table as another, somebody has to choose: none is proposed.
  const isTied = found.questions.some(({ code }) => code === 'table_must_be_chosen')
  const table = said.table ?? (found.mapping.table === theirs && !isTied ? theirs : undefined) ?? null
  // A report asks by its words.
  const ofSheet = problems.filter(({ place }) => place?.file === file && place.sheet === sheet)
  const questions = report ? [] : found.questions.filter(({ code }) => table !== null || code === 'table_must_be_chosen')
  const below = header ? rows.filter(({ row }) => row > header.row).slice(0, ROWS) : []
  const values = names.map((_, position) => below.map(({ cells }) => cellText(cells[position] ?? '').trim()).filter((text) => text !== ''))
  const { meanings = {}, forms, fill, key, headerRow } = mappingSaid(found.mapping, new Map())
  return {
    file,
    sheet: sheet ?? null,
    top: rows.slice(0, SHOWN_ROWS).map(({ row, cells }) => ({ row, cells: cells.slice(0, 60).map(shortened) })),
    headerRow: header?.row ?? null,
    report: report ? { key: report.key, title: report.title } : null,
    words: report ? wordsAsked(ofSheet) : [],
    lateCounts: report ? lateCountsIn(ofSheet) : null,
    table,
    tables: tables.slice(0, 5).map(({ table: each, likelihood }) => ({ table: each, likelihood })),
    ...(table === null ? { meanings: {} } : { meanings, forms, fill, key: key && [...key] }),
    mapsHeaderRow: headerRow !== undefined,
    profile: read?.profile ?? null,
    leavesOut: read?.leavesOut,
    unread: read?.unread,
    lineAmounts: table === null ? null : (found.lineAmounts ?? null),
    questions: questions.map((problem) => problemEntryOf(problem, chosen.language)),
    columns: names.flatMap((name, position): InspectedColumn[] => {
      if (name === '') return []
      const suggestion = table === null ? undefined : suggested.find((each) => each.position === position)
      return [
        {
          position,
          header: name,
          samples: [...new Set(values[position] ?? [])].slice(0, SAMPLES).map(shortened),
          suggestion: suggestion ? { column: suggestion.column, by: suggestion.by } : null,
          values: table === null ? [] : valuesOf(table, rows, header?.row ?? 0, position),
        },
      ]
    }),
    missing:
      table === null || report
        ? []
        : TABLES[table].columns
            .filter(({ key: each, required }) => required && !suggested.some(({ column }) => column === each) && !(key && isMade(each)))
            .map(({ key: each }) => each),
  }
}

/** What a report that counts lateness twice says of it. */
function lateCountsIn(problems: readonly Problem[]): string | null {
  const found = problems.find(({ code }) => code === 'late_counts_stand_apart' || code === 'late_must_contain_serious_late')
  if (!found) return null
  const { late, serious, lateCount, seriousCount } = found.values
  return `${late} ${lateCount}, ${serious} ${seriousCount}`
}

/** What a report asked when it was read, each word once. */
function wordsAsked(problems: readonly Problem[]): InspectedSheet['words'] {
  const words = problems.flatMap(({ code, values: { word, found = '' }, place }) => {
    if (code === 'attendance_word_must_be_understood') return [{ column: 'kind', word: word ?? found, found }]
    return code === 'report_state_must_be_understood'
      ? [{ column: `header:${place?.column ?? ''}`, word: found === '-' ? '' : found, found }]
      : []
  })
  return [...new Map(words.map((each) => [`${each.column} ${each.word}`, each])).values()]
}

/** Columns that a number is made for where a sheet has none. */
function isMade(column: string): boolean {
  return column === 'number' || column === 'slip'
}

function valuesOf(table: TableKey, rows: readonly RawRow[], headerRow: number, position: number): InspectedColumn['values'] {
  const texts = new Set<string>()
  for (const { row, cells } of rows) {
    const text = row > headerRow ? shortened(cells[position] ?? '') : ''
    if (text !== '') texts.add(text)
    if (texts.size > FEW_VALUES) return []
  }
  const columns = TABLES[table].columns.filter(({ type }) => type === 'choice' || type === 'flag')
  return [...texts].map((text) => ({ text, reads: readsAs(columns, text) }))
}

function shortened(text: string): string {
  const plain = cellText(text).replace(/\s+/g, ' ').trim()
  return plain.length > LONGEST_SAMPLE ? `${plain.slice(0, LONGEST_SAMPLE)}…` : plain
}
