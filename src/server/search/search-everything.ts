import type { Answer } from '../../base/answer.ts'
import { periodFromText } from '../../base/period.ts'
import { recordName } from '../../domain/dataset/record-name.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { listAccounts } from '../../store/aggregates/accounts.ts'
import { allPeriods } from '../../store/aggregates/periods.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { type CompanyRecord, type Condition, listRecords } from '../../store/company-book/find-records.ts'
import { contains } from '../../store/database/query.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import { type Actor, actorScope, type Service } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { thisMonth } from '../records/list-records.ts'
import { recordReachBy, withinReach } from '../records/reach-records.ts'
import { recordJson, recordKey } from '../records/record-json.ts'
import { allOf, anyOf, beginsWith, clientKnownAs, searchText } from '../records/search-conditions.ts'
import type { HitKind, hitSchema } from './search-schema.ts'

/** Something that was found, with what leads to it. */
export type Hit = ShapeOf<typeof hitSchema>

export interface Search {
  readonly text: string
  /** How many of a kind are answered at most. */
  readonly each: number
}

/** Records have numbers that many begin alike; with fewer characters nobody means one. */
const LEAST_OF_A_NUMBER = 3
const MOST_PERIODS = 3

/**
 * Finds periods, people, clients, regions, records by their number and, for who keeps them, accounts: by how a number or code
 * begins, or by a part of a name. People and records are those within the caller's reach, as they are this month and in the
 * periods that are open. What fits a number comes before what fits a name.
 */
export const searchEverything = useCase(
  'session.own',
  async (service, actor, search: Search): Promise<Answer<{ readonly ok: true; readonly hits: readonly Hit[] }>> => {
    const asked = { ...search, text: searchText(search.text) }
    if (asked.text === '') return { ok: true, hits: [] }
    return {
      ok: true,
      hits: [
        ...(await periodHits(service, asked)),
        ...(await bookHits(service, actor, asked)),
        ...(await accountHits(service, actor, asked)),
      ],
    }
  },
)

async function periodHits({ store }: Service, { text, each }: Search): Promise<Hit[]> {
  if (!/^\d{4}/.test(text)) return []
  const periods = (await allPeriods(store)).filter((period) => period.text.startsWith(text.toUpperCase())).reverse()
  return periods.slice(0, each).map((period) => hit('period', period.text, period.text, { state: period.state }))
}

async function bookHits(service: Service, actor: Actor, asked: Search): Promise<Hit[]> {
  const book = await findCompanyBook(service.store)
  if (!book || actorScope(actor, 'record.read') === undefined) return []
  const found = finder(service, book.id, await withinReachOf(service, actor))
  const regions = new Map((await service.store.readTable(book.id, 'regions')).map(([code, name]) => [String(code), String(name)]))
  const people = await found('employees', asked, 'number', 'name')
  const clients = await found('clients', asked, 'code', 'name', clientKnownAs('code', asked.text))
  return [
    ...people.map((record) => {
      const { number, name, position, region } = texts('employees', record)
      return hit('person', number, name ?? '', { position, region, regionName: regions.get(region ?? '') })
    }),
    ...clients.map((record) => {
      const { code, name, region, rep } = texts('clients', record)
      return hit('client', code, name ?? '', { region, regionName: regions.get(region ?? ''), rep })
    }),
    ...(await found('regions', asked, 'code', 'name')).map((record) => {
      const { code, name } = texts('regions', record)
      return hit('region', code, name ?? '', {})
    }),
    ...(await recordHits(service, book.id, asked, found)),
  ]
}

const NUMBERED = (Object.keys(TABLES) as TableKey[]).filter((table) => table !== 'employees' && TABLES[table].identity[0] === 'number')

async function recordHits({ store }: Service, company: number, asked: Search, found: Finder): Promise<Hit[]> {
  if (asked.text.length < LEAST_OF_A_NUMBER) return []
  const hits: Hit[] = []
  for (const table of NUMBERED) {
    // Whose records they are is only worked out where there are any.
    const [any] = await listRecords(store, company, table, { conditions: [beginsWith('number', asked.text)], limit: 1 })
    if (!any || hits.length >= asked.each) continue
    const records = await found(table, { ...asked, each: asked.each - hits.length }, 'number')
    hits.push(...records.map((record) => recordHit(table, record)))
  }
  return hits
}

function recordHit(table: TableKey, record: CompanyRecord): Hit {
  const { number = '', ...values } = texts(table, record)
  return { ...hit('record', recordKey(table, record.values), recordName(table, record.values) ?? number, values), table }
}

/** Those of a table within reach whose number begins with the text, then those whose name has it or of whom else is told that they are meant. */
type Finder = (table: TableKey, search: Search, number: string, name?: string, also?: Condition) => Promise<CompanyRecord[]>

function finder({ store }: Service, company: number, reach: (table: TableKey) => Condition): Finder {
  return async (table, { text, each }, number, name, also) => {
    const list = (condition: Condition) => listRecords(store, company, table, { conditions: [condition, reach(table)], limit: each })
    const byNumber = await list(beginsWith(number, text))
    const byName = name === undefined || byNumber.length >= each ? [] : await list(anyOf([contains(name, text), ...(also ? [also] : [])]))
    const known = new Set(byNumber.map(({ id }) => id))
    return [...byNumber, ...byName.filter(({ id }) => !known.has(id))].slice(0, each)
  }
}

/** What of a table an actor reaches in this month or in one of the periods that are open. */
async function withinReachOf(service: Service, actor: Actor): Promise<(table: TableKey) => Condition> {
  const open = (await allPeriods(service.store)).filter(({ state }) => state !== 'closed').slice(-MOST_PERIODS)
  const calendar = await companyCalendar(service.store)
  const periods = [await thisMonth(service), ...open.flatMap(({ text }) => periodFromText(text, calendar) ?? [])]
  const reaches = await Promise.all(
    periods.map(async (period) => ({ period, reach: await recordReachBy(service, actor, 'record.read', period) })),
  )
  if (reaches.some(({ reach }) => reach.base.kind !== 'regions')) {
    return (table) => allOf(reaches.slice(0, 1).flatMap(({ reach, period }) => withinReach(table, reach, period)))
  }
  return (table) => anyOf(reaches.flatMap(({ reach, period }) => withinReach(table, reach, period)))
}

async function accountHits({ store }: Service, actor: Actor, { text, each }: Search): Promise<Hit[]> {
  if (actorScope(actor, 'account.read') === undefined) return []
  const accounts = await listAccounts(store, { search: text, limit: each })
  return accounts.map(({ id, name, username, employee, positions, closedAt }) =>
    hit('account', id, name, { username, employee, positions: positions.join(','), ...(closedAt === undefined ? {} : { closed: 'true' }) }),
  )
}

/** A record's values as texts by their columns; blanks are left out. */
function texts(table: TableKey, { values }: CompanyRecord): Readonly<Record<string, string | undefined>> {
  const json = recordJson(table, values)
  return Object.fromEntries(Object.entries(json).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])))
}

function hit(kind: HitKind, key: string | undefined, title: string, values: Readonly<Record<string, string | undefined>>): Hit {
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return { kind, key: key ?? '', title, table: null, values: Object.fromEntries(given) }
}
