import { columnNamed, normalisedName } from '../../domain/dataset/dataset-names.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { tellingHeader } from '../../domain/dataset/telling-columns.ts'
import { readCell, trimmed } from './cell-values.ts'
import { ownForm } from './foreign-forms.ts'
import { FOREIGN_COLUMNS } from './foreign-names.ts'
import { bareHeader, isRunning, isRunningHeader, likeness, mayBe } from './header-likeness.ts'
import { isStateWord } from './known-values.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { Known } from './references.ts'
import { isForeignDay } from './suggest-forms.ts'

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

/** Who wrote a document down, or released it, is mostly not whom it is of. */
const WRITER = /制单|录入|创建|修改|更新|审核|审批|复核|打印|提交人|created|modified|updated|approved|entered|prepared/i

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
      return free &&
        isToldByShape(column) &&
        mayBe(column, name) &&
        !namesAnotherDay(column, name) &&
        shareOf(column, samples[position] ?? [], known) === 100
        ? [position]
        : []
    })
    const [only, ...others] = fitting
    if (only !== undefined && others.length === 0) found.push({ position: only, column: column.key, by: 'values' })
  }
  // Where every number is another, what counts up beside it counts the rows of the list and no lines of a document.
  const numbers = samples[found.find(({ column }) => column === 'number')?.position ?? -1] ?? []
  const isCounting = ({ column, position }: SuggestedColumn) =>
    column === 'line' && numbers.length > 1 && new Set(numbers).size === numbers.length && isRunning(samples[position] ?? [])
  return found.filter((each) => !isCounting(each)).sort((a, b) => a.position - b.position)
}

/** Types whose values can be told from others by their look. */
const BY_SHAPE: ReadonlySet<Column['type']> = new Set(['day', 'money', 'period', 'choice', 'flag'])

/** A day that nothing names is the one on which something happened; when it is due, or from when it holds, no value tells. */
function isToldByShape({ type, key }: Column): boolean {
  return BY_SHAPE.has(type) && (type !== 'day' || key === 'date')
}

function candidateOf(
  table: TableKey,
  column: Column,
  index: number,
  name: string,
  position: number,
  samples: readonly string[],
  known: Recognisable,
): Candidate[] {
  const named = pointsOfName(table, column, index, name, samples)
  const isReference = column.type === 'employee' || column.type === 'client' || column.type === 'region'
  const share = shareOf(column, samples, known)
  // What the words of a list mean can be said, and who is not known may be in another table of the upload.
  const isLenient = isReference || column.type === 'choice' || column.type === 'flag'
  // An optional column of people or regions that the company does not know is of somebody else: departments are no regions.
  if (isReference && !column.required && share !== undefined && share < 40 && known[refersTo(column)].size > 0 && named < 90) return []
  // Without anything known, any text may be a code: only what the table cannot do without is taken for one.
  const isRecognised = isReference && (column.required || known[refersTo(column)].size > 0)
  const fits = share === undefined ? 0 : share >= 70 ? (isReference ? 30 : 10) : share < 40 ? (isLenient ? -10 : -45) : 0
  const alone =
    isRecognised && share !== undefined && share >= 70 && !WRITER.test(name) && !tellsOfRows(table, name)
      ? 45
      : column.type === 'choice' && share !== undefined && share >= 80
        ? 42
        : 0
  const points = named > 0 ? named + fits : alone
  if (points <= 0) return []
  return [{ position, column: column.key, points, by: named >= 90 ? 'own' : named > 0 ? 'name' : 'values' }]
}

/** A header that promises states or types of documents, such as 收支方向, names nobody. */
function tellsOfRows(table: TableKey, name: string): boolean {
  const telling = tellingHeader(table, name)
  return telling === 'type' || telling === 'status'
}

function pointsOfName(table: TableKey, column: Column, index: number, name: string, samples: readonly string[]): number {
  const own = columnNamed(table, bareHeader(name))
  const isNumber = column.key === 'number' || column.key === 'slip' || column.key === 'code'
  // What only counts the rows of a list is no number of theirs: the next list begins with 1 again.
  if (isNumber && (isRunningHeader(name) || (isRunning(samples) && !isTitleOfNumber(name)))) return 0
  if (own?.index === index) return 100 - Math.round(own.rank * 3)
  const plain = normalisedName(bareHeader(name))
  const foreign = (FOREIGN_COLUMNS[column.key] ?? []).findIndex((each) => normalisedName(each) === plain)
  if (foreign >= 0) return isState(plain) && !samples.some(isStateWord) ? 0 : Math.max(66, 80 - foreign)
  // An order of another system is called by its name: S00021.
  if (column.key === 'number' && plain === 'name') return isCoded(samples) ? 78 : 0
  if (
    !mayBe(column, name) ||
    namesAnotherDay(column, name) ||
    column.key === 'line' ||
    (column.type === 'choice' && !/\p{sc=Han}/u.test(name))
  )
    return 0
  const ours = [column.key, column.title, ...(column.synonyms ?? []), ...(FOREIGN_COLUMNS[column.key] ?? [])]
  // 类型 ends the names of many things: a column of choices wants more of its name than that.
  const isListed = column.type === 'choice' || column.type === 'flag'
  return Math.max(0, ...ours.filter((each) => !isListed || each.length >= 4).map((each) => likeness(each, name)))
}

/** Our names of days, each with the columns that they are names of: 日期 is the day of an order or a receipt, and nobody's due date. */
const NAMED_DAYS: ReadonlyMap<string, ReadonlySet<string>> = namedDays()

function namedDays(): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>()
  for (const { columns } of Object.values(TABLES)) {
    for (const { key, title, synonyms = [], type } of columns) {
      if (type !== 'day') continue
      for (const name of [key, title, ...synonyms].map(normalisedName)) named.set(name, (named.get(name) ?? new Set()).add(key))
    }
  }
  return named
}

/** Whether a header is our own name of another day: it is not taken for this one by likeness or because days stand below it. */
function namesAnotherDay({ type, key }: Column, name: string): boolean {
  const keys = type === 'day' ? NAMED_DAYS.get(normalisedName(bareHeader(name))) : undefined
  return keys !== undefined && !keys.has(key)
}

/** A header that names a record's number outright, so that small numbers below it are believed. */
function isTitleOfNumber(name: string): boolean {
  return /(?:单据|单|票|流水)(?:编)?[号码]+$|^number$/.test(normalisedName(name))
}

/** Words that are a state of a document, or of America. */
function isState(plain: string): boolean {
  return plain === 'state' || plain === 'stage' || plain === '阶段'
}

function isCoded(samples: readonly string[]): boolean {
  return samples.length > 0 && new Set(samples).size === samples.length && samples.every((text) => /^[A-Z]{1,8}[-/]?[\w-/]*\d$/i.test(text))
}

function refersTo({ type }: Column): keyof Recognisable {
  return type as keyof Recognisable
}

/** How many of a hundred values have the shape that the column wants, references those that the company knows; undefined without values. */
function shareOf(column: Column, samples: readonly string[], known: Recognisable): number | undefined {
  const texts = samples.map(trimmed).filter((text) => text !== '' && text !== '-' && text !== '--')
  if (texts.length === 0) return undefined
  const fitting = texts.filter((text) => {
    if (column.type === 'employee' || column.type === 'client' || column.type === 'region') {
      const names = known[refersTo(column)]
      return names.size === 0 ? !/^-?[\d,]+\.\d+$/.test(text) : names.has(text)
    }
    if (column.type === 'day' && isForeignDay(text)) return true
    if (column.type === 'money' && ownForm(column, text, {}) !== undefined) return true
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
