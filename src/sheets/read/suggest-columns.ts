import { columnNamed, normalisedName } from '../../domain/dataset/dataset-names.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { readCell, trimmed } from './cell-values.ts'
import { FOREIGN_COLUMNS } from './foreign-names.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { Known } from './references.ts'

/** A header of a foreign sheet and the column that it probably means. */
export interface SuggestedColumn {
  readonly position: number
  /** The English key of a column of the table. */
  readonly column: string
  /** own: one of our own names; name: a name that other programs give; values: by what stands below it. */
  readonly by: 'own' | 'name' | 'values'
}

/** The codes and names of what the company has already, to recognise references by. */
export type Recognisable = Readonly<Record<'employee' | 'client' | 'region', ReadonlySet<string>>>

export function recognisable(known: Known): Recognisable {
  const texts = (records: Known['employees']) => new Set((records ?? []).flatMap(({ code, name }) => [code, name]))
  return { employee: texts(known.employees), client: texts(known.clients), region: texts(known.regions) }
}

interface Candidate extends SuggestedColumn {
  readonly points: number
}

/** Below this a header is left to the user. */
const LEAST_POINTS = 40

/**
 * Suggests what the headers of a sheet mean in a table: by our own names, by those that other programs give, by names that share
 * words with ours, and by the shapes of the values below. Each header and each column is used once, the surest pairs first. A
 * required column that nothing names takes the only header left whose values have its shape.
 */
export function suggestColumns(
  table: TableKey,
  names: readonly string[],
  samples: readonly (readonly string[])[],
  known: Recognisable,
): SuggestedColumn[] {
  const { columns } = TABLES[table]
  const candidates: Candidate[] = names.flatMap((name, position) =>
    name === ''
      ? []
      : columns.flatMap((column, index) => candidateOf(table, column, index, name, position, samples[position] ?? [], known)),
  )
  candidates.sort((a, b) => b.points - a.points || a.position - b.position)
  const found: SuggestedColumn[] = []
  const isFree = ({ position, column }: SuggestedColumn) => !found.some((each) => each.position === position || each.column === column)
  for (const { points, position, column, by } of candidates) {
    if (points >= LEAST_POINTS && isFree({ position, column, by })) found.push({ position, column, by })
  }
  for (const column of columns.filter(({ key, required }) => required && !found.some((each) => each.column === key))) {
    const fitting = names.flatMap((name, position) => {
      const free = name !== '' && !found.some((each) => each.position === position)
      return free && BY_SHAPE.has(column.type) && shareOf(column, samples[position] ?? [], known) === 100 ? [position] : []
    })
    const [only, ...others] = fitting
    if (only !== undefined && others.length === 0) found.push({ position: only, column: column.key, by: 'values' })
  }
  return found.sort((a, b) => a.position - b.position)
}

/** Types whose values can be told from others by their look. */
const BY_SHAPE: ReadonlySet<Column['type']> = new Set(['day', 'money', 'period', 'choice', 'flag'])

function candidateOf(
  table: TableKey,
  column: Column,
  index: number,
  name: string,
  position: number,
  samples: readonly string[],
  known: Recognisable,
): Candidate[] {
  const named = pointsOfName(table, column, index, name)
  const isReference = column.type === 'employee' || column.type === 'client' || column.type === 'region'
  const share = shareOf(column, samples, known)
  // What the words of a list mean can be said, and who is not known may be in another table of the upload.
  const isLenient = isReference || column.type === 'choice' || column.type === 'flag'
  const fits = share === undefined ? 0 : share >= 70 ? (isReference ? 30 : 10) : share < 40 ? (isLenient ? -10 : -45) : 0
  const alone =
    isReference && share !== undefined && share >= 70 ? 45 : column.type === 'choice' && share !== undefined && share >= 80 ? 42 : 0
  const points = named > 0 ? named + fits : alone
  if (points <= 0) return []
  return [{ position, column: column.key, points, by: named >= 90 ? 'own' : named > 0 ? 'name' : 'values' }]
}

function pointsOfName(table: TableKey, column: Column, index: number, name: string): number {
  const own = columnNamed(table, name)
  if (own?.index === index) return 100 - Math.round(own.rank * 3)
  const plain = normalisedName(name)
  const foreign = (FOREIGN_COLUMNS[column.key] ?? []).findIndex((each) => normalisedName(each) === plain)
  if (foreign >= 0) return 80 - foreign
  const ours = [column.title, ...(column.synonyms ?? []), ...(FOREIGN_COLUMNS[column.key] ?? [])].map(normalisedName)
  return Math.max(0, ...ours.map((each) => likeness(each, plain)))
}

/** How alike two names are, from 0 to 65: one within the other, or many pairs of neighbouring characters in common. */
function likeness(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0
  if (a.includes(b) || b.includes(a)) return 45 + Math.round((20 * Math.min(a.length, b.length)) / Math.max(a.length, b.length))
  const pairs = new Set(pairsOf(a))
  const common = pairsOf(b).filter((pair) => pairs.has(pair)).length
  return Math.round((110 * common) / (a.length + b.length - 2))
}

function pairsOf(text: string): string[] {
  return [...text].slice(1).map((sign, index) => `${[...text][index]}${sign}`)
}

/** How many of a hundred values have the shape that the column wants, references those that the company knows; undefined without values. */
function shareOf(column: Column, samples: readonly string[], known: Recognisable): number | undefined {
  const texts = samples.map(trimmed).filter((text) => text !== '' && text !== '-' && text !== '--')
  if (texts.length === 0) return undefined
  const fitting = texts.filter((text) => {
    if (column.type === 'employee' || column.type === 'client' || column.type === 'region') {
      const names = known[column.type]
      return names.size === 0 ? !/^-?[\d,]+\.\d+$/.test(text) : names.has(text)
    }
    return typeof readCell(column, text, DEFAULT_LIMITS.cellLength) !== 'object'
  })
  return Math.round((100 * fitting.length) / texts.length)
}

/** What a text reads as in each of some columns of choices and flags: the choice's key, "true" or "false"; those that it is none of are left out. */
export function readsAs(columns: readonly Column[], text: string): Record<string, string> {
  return Object.fromEntries(
    columns.flatMap((column): [string, string][] => {
      const read = readCell(column, text, DEFAULT_LIMITS.cellLength)
      if (typeof read === 'object') return []
      return [[column.key, column.type === 'flag' ? String(read === 1) : String(read)]]
    }),
  )
}
