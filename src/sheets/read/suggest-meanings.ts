import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { isCurrencyHeader, isTellingValue, tellingHeader } from '../../domain/dataset/telling-columns.ts'
import { readCell, trimmed } from './cell-values.ts'
import { sortOf } from './header-likeness.ts'
import { ANY_OTHER, COUNTS, HEADER, headerKey, type ValueMeanings } from './header-map.ts'
import { isPartyType, isStateWord, isWithoutResult, knownChoice, knownMeaning } from './known-values.ts'
import { DEFAULT_LIMITS } from './limits.ts'

/** One column of a sheet with what stands below its header. */
export interface ValuedColumn {
  /** As it is named in a mapping. */
  readonly header: string
  /** The English key of the column that it is read as. */
  readonly column: string | undefined
  /** Each row's text, blank ones too, with its row. */
  readonly texts: readonly { readonly text: string; readonly row: number }[]
}

/** Values of a column that nobody has explained. */
export interface UnknownValues {
  readonly header: string
  /** As meanings name it: a column of ours, or header:X. */
  readonly key: string
  readonly column: string | undefined
  readonly values: readonly { readonly text: string; readonly row: number }[]
}

/** A column of more values holds no states and types. */
const MOST_VALUES = 60

/**
 * What the values of columns mean by the words that everybody knows, beside what was said already, and those that have to be asked: values of
 * columns of choices that are none of theirs, and of columns that tell whether a row counts.
 */
export function suggestMeanings(table: TableKey, columns: readonly ValuedColumn[], said: ValueMeanings | undefined) {
  const meanings = new Map<string, Map<string, string | null>>()
  for (const [key, texts] of said ?? []) meanings.set(key, new Map(texts))
  // A header is named as it stands in some file: another has other spaces.
  const saidKeys = new Map([...meanings.keys()].map((key) => [headerKey(key), key]))
  const unknown: UnknownValues[] = []
  const headers = columns.map(({ header }) => header)
  for (const each of columns) {
    const found = each.column === undefined ? besideOf(table, each, headers) : choiceOf(table, each, headers)
    const key = saidKeys.get(headerKey(each.column ?? `${HEADER}${each.header}`))
    const before = key === undefined ? undefined : meanings.get(key)
    if (before && key !== undefined) {
      const open = isWhole(before) ? each.texts.filter(({ text }) => isOpen(table, each, before, text)) : []
      if (open.length > 0) unknown.push({ header: each.header, key, column: each.column, values: distinct(open) })
    } else if (found) {
      const known = new Map([...found.known].map(([text, meant]) => [headerKey(text), meant]))
      if (known.size > 0) meanings.set(found.key, known)
      if (found.asks.length > 0) unknown.push({ header: each.header, key: found.key, column: each.column, values: distinct(found.asks) })
    }
  }
  return { meanings: meanings as ValueMeanings, unknown }
}

/** Whether what was said is all that may stand there: not where it only leaves rows out, or says that a header makes no difference. */
function isWhole(texts: ReadonlyMap<string, string | null>): boolean {
  return !texts.has(ANY_OTHER) && [...texts.values()].some((meant) => meant !== null)
}

/** Whether a text that was not said has to be: a choice of ours says itself, and a blank mostly says nothing. */
function isOpen(table: TableKey, { header, column }: ValuedColumn, said: ReadonlyMap<string, string | null>, text: string): boolean {
  if (said.has(headerKey(text))) return false
  const own = TABLES[table].columns.find(({ key }) => key === column)
  if (own) return text !== '' && typeof readCell(own, text, DEFAULT_LIMITS.cellLength) === 'object'
  return text !== '' || tellingHeader(table, header) === 'signature'
}

interface Found {
  readonly key: string
  readonly known: ReadonlyMap<string, string | null>
  readonly asks: ValuedColumn['texts']
}

function choiceOf(table: TableKey, { header, column: key = '', texts }: ValuedColumn, headers: readonly string[]): Found | undefined {
  const column = TABLES[table].columns.find((each) => each.key === key)
  if (column?.type !== 'choice' && column?.type !== 'flag') return undefined
  const known = new Map<string, string | null>()
  const asks = texts.filter(({ text }) => {
    if (text === '' || NOTHING.test(text) || typeof readCell(column, text, DEFAULT_LIMITS.cellLength) !== 'object') return false
    const meant = isWithoutResult(header, headers, text) ? undefined : knownChoice(table, column, text)
    if (meant !== undefined) known.set(text, meant)
    return meant === undefined
  })
  return { key, known, asks }
}
const NOTHING = /^(?:[-—]+|[（(](?:空|跳过)[)）]|n\/a)$/i

/** A column that the table does not have: whether it tells of its rows, by its header or its values, and what. */
function besideOf(table: TableKey, { header, texts }: ValuedColumn, headers: readonly string[]): Found | undefined {
  if (isCurrencyHeader(header)) return undefined
  const key = `${HEADER}${header}`
  const telling = tellingHeader(table, header)
  const filled = texts.filter(({ text }) => text !== '')
  if (telling === 'signature') {
    const known = new Map<string, string | null>([[ANY_OTHER, COUNTS]])
    const draft = knownMeaning(table, telling, header, '')
    // Where nobody signs anything, a blank says nothing.
    if (filled.length === 0) return texts.length > 0 ? { key, known, asks: texts.slice(0, 1) } : undefined
    if (draft !== undefined) known.set('', draft)
    return { key, known, asks: [] }
  }
  if (telling === 'currency' || telling === 'unit') return undefined
  const isParty = isPartyType(header)
  const isTold = telling !== undefined || isParty || isStates(header, filled)
  if (!isTold && !filled.some(({ text }) => isTellingValue(text))) return undefined
  if (new Set(filled.map(({ text }) => text)).size > MOST_VALUES)
    return telling === undefined ? undefined : { key, known: new Map(), asks: filled }
  const known = new Map<string, string | null>()
  const asks = texts.filter(({ text }) => {
    const tells = isTold || isTellingValue(text)
    // A word in a remark may be about something else.
    const meant =
      !tells || (text === '' && !isTold)
        ? COUNTS
        : sortOf(header) === 'note' || isWithoutResult(header, headers, text)
          ? undefined
          : knownMeaning(table, telling, header, text)
    if (meant !== undefined && (tells || text !== '')) known.set(text, meant)
    return meant === undefined
  })
  if (isParty) known.set(ANY_OTHER, null)
  else if (!isTold) known.set(ANY_OTHER, COUNTS)
  return { key, known, asks }
}

/** Whether a column whose header is some word for a state holds nothing but states. */
function isStates(header: string, filled: ValuedColumn['texts']): boolean {
  return sortOf(header) === 'status' && filled.length > 0 && filled.every(({ text }) => isStateWord(text))
}

function distinct(texts: ValuedColumn['texts']): ValuedColumn['texts'] {
  const seen = new Map<string, ValuedColumn['texts'][number]>()
  for (const { text, row } of texts) {
    const bare = trimmed(text)
    if (!seen.has(headerKey(bare))) seen.set(headerKey(bare), { text: bare, row })
  }
  return [...seen.values()]
}
