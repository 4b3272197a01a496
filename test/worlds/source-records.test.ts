import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { withAppraisal } from '../../src/appraisal/appraise.ts'
import { type FoundRecord, findRecords } from '../../src/appraisal/explain/find-records.ts'
import { salesSources, serviceSources } from '../../src/appraisal/explain/source-queries.ts'
import { present } from '../../src/base/assert.ts'
import { groupBy } from '../../src/base/group-by.ts'
import { type Period, periodFromText } from '../../src/base/period.ts'
import { compare, type Rational, rational } from '../../src/base/rational.ts'
import { exactText } from '../../src/base/rounding.ts'
import { cell } from '../../src/domain/dataset/tables.ts'
import { moduleOutcomes } from '../../src/domain/engineers/module-outcomes.ts'
import { SALES_MEASURES, type SalesMeasure } from '../../src/store/measures/sales-measures.ts'
import { engineSettings } from './engine-settings.ts'
import { randomWorld, writeWorld } from './random-world.ts'

const folder = mkdtempSync(join(tmpdir(), 'source-records-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Found = readonly FoundRecord[]

const of = ({ table, values }: FoundRecord, key: string) => cell(table, values, key)
const sumOf = (records: Found, key: string, scale: bigint) =>
  rational(
    records.reduce((sum, record) => sum + BigInt(of(record, key) ?? 0), 0n),
    scale,
  )
const clientsOf = (records: Found) => new Set(records.map((record) => of(record, 'client')))
const yuan = (key: string) => (records: Found) => sumOf(records, key, 100n)
const units = (key: string) => (records: Found) => sumOf(records, key, 1_000_000n)
const counted = (records: Found) => rational(BigInt(records.length))
const clients = (records: Found) => rational(BigInt(clientsOf(records).size))
const stated = (of: (records: Found) => Rational) => (records: Found) => (records.length === 0 ? undefined : of(records))

/** What a fact is, from the records that are listed for it and nothing else. */
const RECOMPUTED: Readonly<Record<SalesMeasure, (records: Found, period: Period) => Rational | undefined>> = {
  netSales: yuan('amount'),
  salesLastYear: yuan('amount'),
  salesPreviousPeriod: yuan('amount'),
  netQuantity: units('quantity'),
  pricedAmount: yuan('amount'),
  pricedListAmount: yuan('list_amount'),
  // An order of several lines is one.
  positiveOrders: (records) => rational(BigInt(new Set(records.map((record) => of(record, 'number'))).size)),
  clientsSold: clients,
  // One order a client: the first, whose date is since when it is one.
  newClients: counted,
  baseClients: clients,
  retainedClients: clients,
  quotaAmount: stated(yuan('amount')),
  quotaQuantity: stated(units('quantity')),
  plannedCollections: stated(yuan('collections')),
  quotaNewClients: stated((records) => sumOf(records, 'new_clients', 1n)),
  expenses: yuan('amount'),
  netCollections: yuan('amount'),
  arrears: (records, period) => owed(records, period, 'whole'),
  arrearsRecovered: (records, period) => owed(records, period, 'paid'),
  dueAmount: (records, period) => owed(records, period, 'whole'),
  dueCollected: (records, period) => owed(records, period, 'paid'),
  visits: counted,
  successfulVisits: counted,
  upheldComplaints: counted,
}

/** Rows of one slip and kind are one event. */
function eventsOf(records: Found): Rational {
  const slips = new Set(
    records.filter((record) => of(record, 'slip') !== null).map((record) => `${of(record, 'slip')} ${of(record, 'kind')}`),
  )
  const others = records.filter((record) => of(record, 'slip') === null)
  return rational(others.reduce((sum, record) => sum + BigInt(of(record, 'count') ?? 0), BigInt(slips.size)))
}

/** Client by client: receivables less what was collected before the period, or how much of that the period's collections paid. */
function owed(records: Found, period: Period, part: 'whole' | 'paid'): Rational {
  let total = 0n
  for (const ofClient of groupBy(records, (record) => String(of(record, 'client'))).values()) {
    const amount = (which: (record: FoundRecord) => boolean) =>
      ofClient.filter(which).reduce((sum, record) => sum + BigInt(of(record, 'amount') ?? 0), 0n)
    const isBefore = (record: FoundRecord) => Number(of(record, 'date')) < period.first
    const open = amount(({ table }) => table !== 'collections') - amount((record) => record.table === 'collections' && isBefore(record))
    const within = amount((record) => record.table === 'collections' && !isBefore(record))
    const added = part === 'whole' ? open : within < open ? within : open
    if (added <= 0n) throw new Error(`Client ${String(of(ofClient[0] as FoundRecord, 'client'))} adds nothing and is listed.`)
    total += added
  }
  return rational(total, 100n)
}

/** The first place in which the balances of a ledger are not what its documents add up to. */
function wrongBalance(records: Found): string[] {
  const balances = new Map<unknown, bigint>()
  return records.flatMap((record) => {
    if (record.balance === undefined) return []
    const client = of(record, 'client')
    const amount = BigInt(of(record, 'amount') ?? 0)
    const balance = (balances.get(client) ?? 0n) + (record.table === 'collections' ? -amount : amount)
    balances.set(client, balance)
    return balance === record.balance ? [] : [`balance of ${String(client)} is ${record.balance}, not ${balance}`]
  })
}

const ALL = { offset: 0, limit: Number.MAX_SAFE_INTEGER }
const BATCH = 20

for (const batch of [0, 1, 2, 3, 4]) {
  const seeds = Array.from({ length: BATCH }, (_, index) => batch * BATCH + index)
  test(`random worlds ${seeds[0]} to ${seeds.at(-1)}: every fact is what the records listed for it make, page by page`, async () => {
    const wrong: string[] = []
    let listed = 0
    for (const seed of seeds) {
      const world = randomWorld(seed)
      const dataset = join(folder, String(seed))
      writeWorld(world, dataset, 0)
      const asked = present(periodFromText(world.period), 'A world has a period.')
      const request = {
        dataset,
        period: asked,
        settings: engineSettings(world.settings),
        onIncomplete: 'hold' as const,
        language: 'zh' as const,
      }
      const answer = await withAppraisal(request, async ({ store, book, appraisal, facts, rules }) => {
        const named = `seed ${seed}, ${world.period}`
        // With the days that the company's calendar gives it.
        const { period } = appraisal
        for (const person of appraisal.sales) {
          const { employee } = person
          const { measures } = facts.sales(employee)
          const found = new Map<string, Found>()
          for (const measure of Object.keys(SALES_MEASURES) as SalesMeasure[]) {
            const queries = salesSources(person, period, rules)[measure] ?? []
            const { records, total } = await findRecords(store, book.id, queries, ALL)
            found.set(measure, records)
            listed += total
            const again = RECOMPUTED[measure](records, period)
            const fact = measures[measure]
            const same = again && fact ? compare(again, fact) === 0 : again === fact
            if (!same)
              wrong.push(`${named}, ${employee} ${measure}: ${fact && exactText(fact)}, its records make ${again && exactText(again)}`)
            wrong.push(...wrongBalance(records).map((line) => `${named}, ${employee} ${measure}: ${line}`))
            const parts = await Promise.all([0, 2, 4].map((offset) => findRecords(store, book.id, queries, { offset, limit: 2 })))
            const pages = parts.flatMap((part) => part.records)
            if (JSON.stringify(pages, text) !== JSON.stringify(records.slice(0, 6), text))
              wrong.push(`${named}, ${employee} ${measure}: its pages`)
          }
          const base = clientsOf(found.get('baseClients') ?? [])
          for (const client of clientsOf(found.get('retainedClients') ?? [])) {
            if (!base.has(client)) wrong.push(`${named}, ${employee}: ${String(client)} is retained and no base client`)
          }
        }
        const serviceRules = { ...rules.service, attendanceGiven: facts.given.has('attendance') }
        for (const { employee } of appraisal.service) {
          const outcomes = moduleOutcomes(facts.service(employee), serviceRules).modules
          const inputs: Readonly<Record<string, Rational | undefined>> = Object.assign(
            {},
            ...Object.values(outcomes).map((one) => one.inputs),
          )
          for (const [fact, queries] of Object.entries(serviceSources(employee, period, serviceRules.attendanceSettings))) {
            const { records } = await findRecords(store, book.id, queries, ALL)
            const key = { attitudeSum: 'attitude', resolutionSum: 'resolution', dedicationSum: 'dedication' }[fact] ?? 'score'
            const isSum = /Sum$|^overall$/.test(fact)
            const isEvents = /Events$|Arrivals$|Absences$/.test(fact)
            const again = isSum ? sumOf(records, key, 100n) : isEvents ? eventsOf(records) : counted(records)
            const value = inputs[fact] ?? rational(0n)
            if (compare(again, value) !== 0)
              wrong.push(`${named}, ${employee} ${fact}: ${exactText(value)}, its records make ${exactText(again)}`)
          }
        }
        return { ok: true }
      })
      expect(answer.ok, `seed ${seed}`).toBe(true)
    }
    expect(wrong.slice(0, 20)).toEqual([])
    expect(listed).toBeGreaterThan(1000)
  }, 180_000)
}

/** JSON knows no big integers. */
function text(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
