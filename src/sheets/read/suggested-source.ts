import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { headerKey, headerOfMeanings, type SheetMapping, unreadAmong } from './header-map.ts'
import { mappingFrom, type ProfileFile } from './mapping-profile.ts'
import type { ProblemList } from './problem-list.ts'
import { type SheetPart, topOf } from './sheet-parts.ts'
import { shown } from './shown.ts'
import type { Recognisable } from './suggest-columns.ts'
import { suggestMapping } from './suggest-mapping.ts'
import type { TableSource } from './table-source.ts'

/** Rows that a list is judged by: what stands further down and was not foreseen is asked about where it stands. */
export const JUDGED_ROWS = 5_000
/** From here on a list is taken for its table where nobody named it to be read. */
export const SURE = 75

export interface Suggesting {
  readonly known: Recognisable
  readonly problems: ProblemList
  /** How likely a sheet has to be a table at least, of a hundred. */
  readonly least: number
  /** Mappings that were kept; one is used where a sheet has all the headers that it speaks of. */
  readonly profiles: readonly ProfileFile[]
  /** Whether only what a kept mapping says is of interest: the sheet is a table by its name. */
  readonly isByProfile: boolean
}

/** What came of looking at a list: how it is read, or which table it is that questions are open about. */
export type Suggested = { readonly source: TableSource } | { readonly asked: TableKey }

/**
 * A list of another program as a table, by what is suggested for it and what `said` says of it. With a question open nothing of it is read:
 * the questions are problems. Undefined where it is probably no table.
 */
export async function suggestedSource(
  part: SheetPart,
  isText: boolean,
  said: Partial<SheetMapping>,
  { known, problems, least, profiles, isByProfile }: Suggesting,
): Promise<Suggested | undefined> {
  const { file, sheet } = part
  const rows = await topOf(part, JUDGED_ROWS)
  if (rows.length === 0) return undefined
  const whole = { file, sheet, rows, merged: await part.mergedCells() }
  const first = suggestMapping(whole, known, said)
  const profile = profileFor(first.names, said.table, profiles)
  if (isByProfile && !profile) return undefined
  const { mapping, questions, likelihood } = profile ? suggestMapping(whole, known, mappingFrom(profile, file, sheet)) : first
  const { table } = mapping
  if (table === undefined || (said.table === undefined && !profile && likelihood < least)) return undefined
  for (const question of questions) problems.push(question)
  if (said.table === undefined && least > 0 && questions.length === 0)
    problems.add('list_was_understood', { values: understood(mapping, table), table, place: { file, sheet } })
  const unread = unreadHeaders(first.names, mapping)
  return questions.length > 0 ? { asked: table } : { source: { table, mapping, ...part, isText, isSuggested: true, unread } }
}

/** None where its headers are our own: what they do not know is a problem of its own there. */
function unreadHeaders(names: readonly string[], { columns, meanings, key = [] }: SheetMapping): string[] {
  if (!columns) return []
  const spoken = [...(meanings ?? [])].flatMap(([each, texts]) => (texts.size > 0 ? (headerOfMeanings(each) ?? []) : []))
  return unreadAmong(names, [...columns.keys(), ...spoken, ...key])
}

function profileFor(names: readonly string[], table: TableKey | undefined, profiles: readonly ProfileFile[]): ProfileFile | undefined {
  const keys = new Set(names.map(headerKey))
  return profiles.find((profile) => {
    const spoken = [
      ...Object.keys(profile.columns ?? {}),
      ...Object.keys(profile.meanings).flatMap((each) => headerOfMeanings(each) ?? []),
      ...(profile.key ?? []),
    ]
    const headers = spoken.length > 0 ? spoken : profile.headers
    return (table === undefined || profile.table === table) && headers.length > 0 && headers.every((header) => keys.has(headerKey(header)))
  })
}

function understood({ columns }: SheetMapping, table: TableKey): Record<string, string> {
  const pairs = [...(columns ?? [])].map(([header, column]) => `${header} = ${column}`).join(', ')
  return { table, title: TABLES[table].title, columns: shown(pairs === '' ? table : pairs) }
}
