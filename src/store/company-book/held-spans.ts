import { type Day, dayAfter } from '../../base/day.ts'
import { publicCalendar } from '../../domain/company/working-days.ts'
import { columnIndex, type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { type Spell, spellsOf } from '../../domain/people/employee.ts'
import type { Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import type { HeldSpan } from './held-span.ts'
import type { Pair } from './pair.ts'
import { differs, sameIdentity } from './record-sql.ts'
import { internalSpans, probationSpans, shownRules, workingDaySpans } from './rule-spans.ts'

const EVER = 0
const FOR_GOOD = 99_999_999
const KEYS_AT_ONCE = 500

/** The tables that say what held of people, of clients and of days of the calendar, with the column that names whom or which. */
const SUBJECTS = [
  { employees: 'number', postings: 'employee', spells: 'employee' },
  { clients: 'code', client_reps: 'client' },
  { holidays: 'date' },
] as const satisfies readonly Partial<Record<TableKey, string>>[]
type HeldTable = 'employees' | 'postings' | 'spells' | 'clients' | 'client_reps' | 'holidays'
export type Subjects = Readonly<Partial<Record<HeldTable, string>>>

interface HeldRecord {
  readonly table: HeldTable
  readonly subject: string
  readonly values: RecordValues
}
/** By table and identity. */
type HeldRecords = ReadonlyMap<string, HeldRecord>

/** The days that staged records, put into force, would make another history of people and clients on. */
export async function spansOfStaged(reader: Reader, tables: Iterable<TableKey>, pair: Pair): Promise<HeldSpan[]> {
  return (await subjectsOfStaged(reader, tables, pair)).flatMap(({ spans }) => spans)
}

/** Somebody, or a client, of whom something else would hold on some days. */
export interface SubjectSpans {
  /** The tables that say what holds of them, with the column that names them. */
  readonly subjects: Subjects
  readonly key: string
  readonly spans: readonly HeldSpan[]
}

/** The same person by person, client by client. */
export async function subjectsOfStaged(reader: Reader, tables: Iterable<TableKey>, { company, staging }: Pair): Promise<SubjectSpans[]> {
  return spansByKey(
    reader,
    [...tables],
    company,
    async (table, subject) => {
      const changed = await reader.all(
        `SELECT DISTINCT staged.${quoted(subject)} FROM ${quoted(table)} AS staged
       LEFT JOIN ${quoted(table)} AS kept ON kept.book = ${Math.trunc(company)} AND ${sameIdentity(table, 'staged', 'kept')}
       WHERE staged.book = ${Math.trunc(staging)} AND (kept.id IS NULL OR ${differs(table, 'staged', 'kept')})`,
      )
      return changed.map(([key]) => String(key))
    },
    async (subjects, keys, before) => new Map([...before, ...(await recordsOf(reader, staging, subjects, keys))]),
  )
}

/** The same of records in force that are taken out, by their ids. */
export async function spansOfRemoved(reader: Reader, table: TableKey, company: number, ids: readonly number[]): Promise<HeldSpan[]> {
  if (ids.length === 0) return []
  const listed = ids.map(Math.trunc).join(', ')
  return spansOf(
    reader,
    [table],
    company,
    async (named, subject) => {
      const rows = await reader.all(`SELECT DISTINCT ${quoted(subject)} FROM ${quoted(named)} WHERE id IN (${listed})`)
      return rows.map(([key]) => String(key))
    },
    async (subjects, keys, before) => {
      const gone = await recordsOf(reader, company, subjects, keys, (each) => (each === table ? `AND id IN (${listed})` : 'AND 1 = 0'))
      return new Map([...before].filter(([name]) => !gone.has(name)))
    },
  )
}

/** The same of taking a change back: what it brought goes out, what it had replaced, which is staged, comes back. */
export async function spansOfTakingBack(
  reader: Reader,
  tables: Iterable<TableKey>,
  { company, staging }: Pair,
  taken: number,
): Promise<HeldSpan[]> {
  const brought = `AND added = ${Math.trunc(taken)}`
  return spansOf(
    reader,
    [...tables],
    company,
    async (table, subject) => {
      const rows = await reader.all(
        `SELECT ${quoted(subject)} FROM ${quoted(table)} WHERE book IN ($1, $2) ${brought} UNION SELECT ${quoted(subject)} FROM ${quoted(table)} WHERE book = $3`,
        [company, -company, staging],
      )
      return rows.map(([key]) => String(key))
    },
    async (subjects, keys, before) => {
      const gone = await recordsOf(reader, company, subjects, keys, () => brought)
      return new Map([...[...before].filter(([name]) => !gone.has(name)), ...(await recordsOf(reader, staging, subjects, keys))])
    },
  )
}

async function spansOf(...asked: Parameters<typeof spansByKey>): Promise<HeldSpan[]> {
  return (await spansByKey(...asked)).flatMap(({ spans }) => spans)
}

async function spansByKey(
  reader: Reader,
  tables: readonly TableKey[],
  company: number,
  touched: (table: HeldTable, subject: string) => Promise<readonly string[]>,
  afterwards: (subjects: Subjects, keys: readonly string[], before: HeldRecords) => Promise<HeldRecords>,
): Promise<SubjectSpans[]> {
  const found: SubjectSpans[] = []
  for (const subjects of SUBJECTS as readonly Subjects[]) {
    const keys = new Set<string>()
    for (const [table, subject] of Object.entries(subjects) as [HeldTable, string][]) {
      if (tables.includes(table)) for (const key of await touched(table, subject)) keys.add(key)
    }
    if (keys.size === 0) continue
    const before = await recordsOf(reader, company, subjects, [...keys])
    const after = await afterwards(subjects, [...keys], before)
    const [was, is] = [bySubject(before), bySubject(after)]
    const shown = await shownRules(reader)
    const flipped = [...keys].filter((key) => isInternal(was.get(key)) !== isInternal(is.get(key)))
    const internal = await internalSpans(reader, company, flipped, shown)
    for (const key of keys) {
      const [before, after] = [was.get(key) ?? [], is.get(key) ?? []]
      const spans = [...differing(before, after), ...(internal.get(key) ?? []), ...byRules(subjects, key, before, after, shown)]
      found.push({ subjects, key, spans })
    }
  }
  return found
}

/** What the rules of periods that people were shown take from a person's first hire or from a day of the calendar. */
function byRules(
  subjects: Subjects,
  key: string,
  before: readonly HeldRecord[],
  after: readonly HeldRecord[],
  shown: Awaited<ReturnType<typeof shownRules>>,
): HeldSpan[] {
  if (subjects.holidays) {
    const day = Number(key) as Day
    return isWorking(day, before) === isWorking(day, after) ? [] : workingDaySpans(day, shown)
  }
  const isEngineer = [...before, ...after].some(
    (record) =>
      (record.table === 'employees' || record.table === 'postings') && value(record.table, record, 'position') === 'service_engineer',
  )
  return isEngineer ? probationSpans(spellsIn(before), spellsIn(after), shown) : []
}

function isWorking(day: Day, [own]: readonly HeldRecord[]): boolean {
  return own ? value('holidays', own, 'working') === 1 : publicCalendar(day).isWorking
}

async function recordsOf(
  reader: Reader,
  book: number,
  subjects: Subjects,
  keys: readonly string[],
  condition: (table: HeldTable) => string = () => '',
): Promise<HeldRecords> {
  const found = new Map<string, HeldRecord>()
  const wanted = new Set(keys)
  for (const [table, subject] of Object.entries(subjects) as [HeldTable, string][]) {
    const columns = quotedList(TABLES[table].columns.map(({ key }) => key))
    const few = keys.length <= KEYS_AT_ONCE ? ` AND ${quoted(subject)} IN (${keys.map((_, at) => `$${at + 2}`).join(', ')})` : ''
    const rows = await reader.all(`SELECT ${columns} FROM ${quoted(table)} WHERE book = $1 ${condition(table)}${few}`, [
      book,
      ...(few === '' ? [] : keys),
    ])
    const at = columnIndex(table, subject)
    for (const row of rows) {
      const values = row.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell))
      const key = String(values[at])
      if (!wanted.has(key)) continue
      const identity = TABLES[table].identity.map((each) => values[columnIndex(table, each)])
      found.set(JSON.stringify([table, ...identity]), { table, subject: key, values })
    }
  }
  return found
}

function bySubject(records: HeldRecords): Map<string, HeldRecord[]> {
  const found = new Map<string, HeldRecord[]>()
  for (const record of records.values()) found.set(record.subject, [...(found.get(record.subject) ?? []), record])
  return found
}

/** The spans between any two days on which something begins or ends, of before or after, in which not the same holds. */
function differing(before: readonly HeldRecord[], after: readonly HeldRecord[]): HeldSpan[] {
  const begins = [...new Set([EVER, ...[...before, ...after].flatMap(beginsOf)])].sort((a, b) => a - b)
  const [was, is] = [historyOf(before), historyOf(after)]
  const spans: HeldSpan[] = []
  begins.forEach((first, at) => {
    if (isSame(was(first), is(first))) return
    const next = begins[at + 1]
    spans.push({ first, last: next === undefined ? FOR_GOOD : next - 1 })
  })
  return spans
}

/** Whoever is new, or is taken out, changes only the days of employment; a new client has no receipts. */
function isSame(before: string, after: string): boolean {
  return before === after || ((before === '' || after === '') && !`${before}${after}`.startsWith('[true'))
}

/** Whether records are those of an internal client 内部客户. */
function isInternal(records: readonly HeldRecord[] = []): boolean {
  return records.some((record) => record.table === 'clients' && Number(value('clients', record, 'internal') ?? 0) === 1)
}

const value = (table: HeldTable, { values }: HeldRecord, key: string) => values[columnIndex(table, key)] ?? null

function beginsOf(record: HeldRecord): number[] {
  const day = (key: string) => value(record.table, record, key) as Day | null
  const after = (last: Day | null) => (last === null ? [] : [dayAfter(last)])
  if (record.table === 'employees') return [day('hired_on') ?? EVER, ...after(day('left_on'))]
  if (record.table === 'spells') return [day('from') ?? EVER, ...after(day('to'))]
  return record.table === 'clients' || record.table === 'holidays' ? [] : [day('from') ?? EVER]
}

/**
 * What held of one person or client on a day, as one text; nothing of whoever is in no list. Of whoever is not employed that day
 * region and position are told all the same, for receipts of reps who left.
 */
function historyOf(records: readonly HeldRecord[]): (day: number) => string {
  const of = (table: HeldTable) => records.filter((record) => record.table === table)
  const [person] = of('employees')
  const [client] = of('clients')
  const latest = (table: 'postings' | 'client_reps', key: string, day: number) =>
    of(table)
      .filter((record) => Number(value(table, record, 'from')) <= day && value(table, record, key) !== null)
      .sort((a, b) => Number(value(table, b, 'from')) - Number(value(table, a, 'from')))
      .map((record) => value(table, record, key))[0] ?? null
  if (client) return (day) => JSON.stringify(latest('client_reps', 'rep', day) ?? value('clients', client, 'rep'))
  if (!person) return () => ''
  const spells = spellsIn(records)
  return (day) => {
    const employed = spells.some(({ from = EVER, to = FOR_GOOD }) => from <= day && day <= to)
    const region = latest('postings', 'region', day) ?? value('employees', person, 'region')
    const position = latest('postings', 'position', day) ?? value('employees', person, 'position')
    return JSON.stringify([employed, region, position])
  }
}

/** The spells of the person that records are of; none where they are not in the list of people. */
function spellsIn(records: readonly HeldRecord[]): readonly Spell[] {
  const person = records.find(({ table }) => table === 'employees')
  const day = (record: HeldRecord, key: string) => (value(record.table, record, key) ?? undefined) as Day | undefined
  const stated = records.filter(({ table }) => table === 'spells').map((record) => ({ from: day(record, 'from'), to: day(record, 'to') }))
  return person ? spellsOf({ from: day(person, 'hired_on'), to: day(person, 'left_on') }, stated) : []
}
