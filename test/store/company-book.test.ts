import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordValues, TableKey } from '../../src/domain/dataset/tables.ts'
import { bookHash } from '../../src/store/book/book-hash.ts'
import { afterCommitReader } from '../../src/store/company-book/after-commit.ts'
import { asOfReader } from '../../src/store/company-book/as-of.ts'
import { companyBook } from '../../src/store/company-book/company-book.ts'
import type { Reader } from '../../src/store/database/connection.ts'
import { recordsOf } from '../../src/store/database/records.ts'
import { arrearsByRep } from '../../src/store/measures/arrears-by-rep.ts'
import { collectionTotals } from '../../src/store/measures/collection-totals.ts'
import { newClientsByRep } from '../../src/store/measures/new-clients-by-rep.ts'
import { ordersByRep } from '../../src/store/measures/orders-by-rep.ts'
import { retentionByRep } from '../../src/store/measures/retention-by-rep.ts'
import { attendanceEvents, feedbackByEngineer } from '../../src/store/measures/service-by-engineer.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import { loadBook, whole } from './load-book.ts'
import { type Records, randomRange, randomRecords } from './random-book.ts'
import { commit, emptyCompany, merged, stage, takeBackChange, uploadRecords } from './upload-records.ts'

/** Many uploads, each of some hundred statements, on a machine that does other things too. */
const LONG = 240_000
const COUNTED = { excludedKinds: ['deposit'], excludeInternalClients: true, receivablesOwner: 'recorded' as const }
const ORDER = whole('orders', ['N1', 20261005, 'S1', 'C1', 12345, null, null])
const CLIENT: RecordValues = ['C1', '客户', null, 'S1', null, 0]
const COLLECTION = whole('collections', ['R1', 20261006, 'C1', 500, null, null, 'payment', 'audited', null])

await onBothDatabases((database) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await database.fresh())
  })
  afterAll(() => store.close())

  /** On a server each run takes so long that making a failing one smaller would use up the time and tell nothing. */
  const runs = (onFile: number, onServer: number) =>
    database.name === 'sqlite' ? { numRuns: onFile } : { numRuns: onServer, endOnFailure: true }
  const given = async (): Promise<ReadonlySet<TableKey>> => new Set(Object.keys((await companyBook(store)).rows) as TableKey[])
  /** Everything that is in force, and everything that measures say of it. */
  const stateOf = async (reader: Reader, book: number, tables: ReadonlySet<TableKey>, range: { first: number; last: number }) => ({
    hash: await bookHash(reader, book, tables),
    orders: await ordersByRep(reader, book, range),
    newClients: await newClientsByRep(reader, book, range),
    retention: await retentionByRep(reader, book, { first: 20250101, last: 20251231 }, { first: 20260101, last: 20261231 }),
    // In no particular order: PostgreSQL's follows the plan, which changes when it comes to know a table.
    collections: new Set(await collectionTotals(reader, book, range, COUNTED)),
    arrears: new Map([...(await arrearsByRep(reader, book, range, COUNTED))].sort()),
    attendance: await attendanceEvents(reader, book, range),
    feedback: await feedbackByEngineer(reader, book, range),
    employees: await recordsOf(reader).readTable(book, 'employees'),
  })

  test(
    'the company book after some uploads is the book of their records merged; every measure says the same of both, now, as of each change and before it is made',
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(randomRecords, { minLength: 1, maxLength: 3 }), randomRange, async (uploads, range) => {
          await emptyCompany(store)
          const { id: company } = await companyBook(store)
          const seen: { change: number; state: unknown; tables: ReadonlySet<TableKey> }[] = []
          for (let count = 1; count <= uploads.length; count++) {
            const upload = uploads[count - 1] ?? {}
            const staging = await stage(store, upload)
            const tables = new Set([...(await given()), ...(Object.keys(upload) as TableKey[])])
            const foreseen = afterCommitReader(store, { company, staging }, new Set(Object.keys(upload) as TableKey[]))
            const expected = await stateOf(foreseen, company, tables, range)
            const { change, counts } = await commit(store, staging, upload)
            expect(await given()).toEqual(tables)
            const state = await stateOf(store, company, tables, range)
            expect(expected).toEqual(state)
            const plain = await loadBook(store, merged(...uploads.slice(0, count)))
            expect(state).toEqual(await stateOf(store, plain.id, new Set(Object.keys(plain.rows) as TableKey[]), range))
            expect((await companyBook(store)).rows).toEqual(plain.rows)
            for (const [table, list] of Object.entries(upload)) {
              const { new: added, changed, same } = counts[table as TableKey] ?? { new: 0, changed: 0, same: 0 }
              expect(added + changed + same).toBe(list.length)
            }
            seen.push({ change, state, tables })
          }
          for (const { change, state, tables } of seen) {
            expect(await stateOf(asOfReader(store, company, change), company, tables, range)).toEqual(state)
          }
        }),
        runs(25, 4),
      ),
    LONG,
  )

  test('whose receipts will be is known before handovers, another rep or an internal client are committed', async () => {
    await emptyCompany(store)
    const { id: company } = await companyBook(store)
    const receipt = (number: string, client: string, day: number, rep: string | null = null) =>
      whole('collections', [number, day, client, 100, rep, null, 'payment', 'audited', null])
    await uploadRecords(store, {
      clients: [CLIENT, ['C2', '客户二', null, 'S1', null, 0], ['C3', '客户三', null, 'S3', null, 0]],
      client_reps: [['C2', 'S2', 20261001]],
      collections: [
        receipt('R1', 'C1', 20261006),
        receipt('R2', 'C2', 20261006),
        receipt('R3', 'C1', 20261006, 'S9'),
        receipt('R4', 'C3', 20261006),
      ],
    })
    const upload: Records = {
      clients: [
        ['C1', '客户', null, 'S8', null, 0],
        ['C3', '客户三', null, 'S3', null, 1],
      ],
      client_reps: [
        ['C2', 'S4', 20261001],
        ['C2', 'S5', 20261010],
      ],
      collections: [
        receipt('R2', 'C2', 20261006),
        receipt('R5', 'C2', 20261012),
        receipt('R6', 'C3', 20261012),
        receipt('R7', 'C1', 20261012),
      ],
    }
    const staging = await stage(store, upload)
    const foreseen = afterCommitReader(store, { company, staging }, new Set(Object.keys(upload) as TableKey[]))
    const credited = async (reader: Reader) =>
      (
        await reader.all(`SELECT "number", credited_rep, client_internal FROM collections WHERE book = $1 ORDER BY "number"`, [company])
      ).map((row) => row.join(' '))
    const expected = ['R1 S8 0', 'R2 S4 0', 'R3 S9 0', 'R4 S3 1', 'R5 S5 0', 'R6 S3 1', 'R7 S8 0']
    expect(await credited(foreseen)).toEqual(expected)
    expect(await credited(store)).toEqual(['R1 S1 0', 'R2 S2 0', 'R3 S9 0', 'R4 S3 0'])
    await commit(store, staging, upload)
    expect(await credited(store)).toEqual(expected)
  })

  test(
    'taking changes back from the last one on leads through the same states, and nothing that was read before reads differently',
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(randomRecords, { minLength: 1, maxLength: 3 }), randomRange, async (uploads, range) => {
          await emptyCompany(store)
          const { id: company } = await companyBook(store)
          const states: { state: unknown; tables: ReadonlySet<TableKey>; change: number }[] = []
          let change = 0
          for (const upload of [{}, ...uploads]) {
            if (states.length > 0) change = (await uploadRecords(store, upload)).change
            const tables = await given()
            states.push({ state: await stateOf(store, company, tables, range), tables, change })
          }
          for (let last = uploads.length; last > 0; last--) {
            expect(await takeBackChange(store, states[last]?.change ?? 0)).toBeUndefined()
            expect(await given()).toEqual(states[last - 1]?.tables)
            expect(await stateOf(store, company, await given(), range)).toEqual(states[last - 1]?.state)
          }
          for (const { state, tables, change: then } of states.slice(1)) {
            expect(await stateOf(asOfReader(store, company, then), company, tables, range)).toEqual(state)
          }
        }),
        runs(15, 3),
      ),
    LONG,
  )

  test('the same upload twice changes nothing: all of it is the same', async () => {
    await emptyCompany(store)
    const records: Records = { clients: [CLIENT], orders: [ORDER], collections: [COLLECTION], complaints: [] }
    await uploadRecords(store, records)
    const versions = async () =>
      store.all('SELECT id, book, added, retired FROM orders UNION ALL SELECT id, book, added, retired FROM collections ORDER BY 1, 2')
    const before = await versions()
    const { counts, times } = await uploadRecords(store, records)
    expect(counts.orders).toEqual({ new: 0, changed: 0, same: 1, removed: 0 })
    expect(counts.complaints).toEqual({ new: 0, changed: 0, same: 0, removed: 0 })
    expect([...times.days, ...times.periods]).toEqual([])
    expect(await versions()).toEqual(before)
  })

  test('a changed record is a new version; the old one stays, with the change that took it out', async () => {
    await emptyCompany(store)
    const { id: company } = await companyBook(store)
    const first = await uploadRecords(store, { orders: [ORDER] })
    const second = await uploadRecords(store, { orders: [['N1', 20261102, 'S1', 'C1', 99, null, null]] })
    expect(second.counts.orders).toEqual({ new: 0, changed: 1, same: 0, removed: 0 })
    expect([...second.times.days].sort()).toEqual([20261005, 20261102])
    expect(
      await store.all(`SELECT book, amount, added, retired FROM orders WHERE "number" = 'N1' AND book IN ($1, $2) ORDER BY added`, [
        company,
        -company,
      ]),
    ).toEqual([
      [BigInt(-company), 12345n, BigInt(first.change), BigInt(second.change)],
      [BigInt(company), 99n, BigInt(second.change), null],
    ])
  })

  test('a client that gets another rep takes its collections along, and the client taken back gives them back', async () => {
    await emptyCompany(store)
    const { id: company } = await companyBook(store)
    await uploadRecords(store, { clients: [CLIENT], collections: [COLLECTION] })
    const credited = async (reader: Reader) =>
      (await reader.all('SELECT credited_rep, client_internal FROM collections WHERE book = $1', [company]))[0]
    const { change, counts } = await uploadRecords(store, { clients: [['C1', '客户', null, 'S2', null, 1]] })
    expect(counts.collections).toBeUndefined()
    expect(await credited(store)).toEqual(['S2', 1n])
    expect(await credited(asOfReader(store, company, change - 1))).toEqual(['S1', 0n])
    expect(await takeBackChange(store, change)).toBeUndefined()
    expect(await credited(store)).toEqual(['S1', 0n])
    expect(await credited(asOfReader(store, company, change))).toEqual(['S2', 1n])
  })

  test('a change is not taken back over a later one of the same record, whose number is named; over others it is', async () => {
    await emptyCompany(store)
    const first = await uploadRecords(store, { orders: [ORDER, ['N2', ...ORDER.slice(1)]] })
    const other = await uploadRecords(store, { orders: [['N3', ...ORDER.slice(1)]] })
    const second = await uploadRecords(store, { orders: [['N1', 20261005, 'S1', 'C1', 1, null, null]] })
    expect(await takeBackChange(store, first.change)).toBe(second.change)
    expect(await takeBackChange(store, other.change)).toBeUndefined()
    expect(await takeBackChange(store, second.change)).toBeUndefined()
    expect(await takeBackChange(store, first.change)).toBeUndefined()
    expect(await companyBook(store)).toMatchObject({ rows: {} })
  })

  test('a collection whose client lost its rep has no region any more', async () => {
    await emptyCompany(store)
    await uploadRecords(store, { clients: [CLIENT], collections: [COLLECTION] })
    const { conflicts } = await uploadRecords(store, { clients: [['C1', '客户', null, null, null, 0]] })
    expect(conflicts.withoutRegion).toEqual(['R1'])
  })

  test('an overall mark beside that of another evaluator, and a reference to nobody, stand in the way', async () => {
    await emptyCompany(store)
    const people: RecordValues[] = ['T1', 'M1', 'M2'].map((number) => [number, number, 'service_engineer', 'EAST', null, null])
    await uploadRecords(store, { employees: people, evaluations: [['2026-10', 'T1', 'overall', 'M1', 9000, null]] })
    const { conflicts } = await uploadRecords(store, {
      evaluations: [
        ['2026-10', 'T1', 'overall', 'M2', 8000, null],
        ['2026-10', 'T1', 'on_site_resolution', 'M2', 8000, null],
        ['2026-11', 'T9', 'overall', 'M2', 8000, null],
      ],
    })
    expect(conflicts.secondMarks).toEqual([{ period: '2026-10', engineer: 'T1', evaluator: 'M1', row: 2 }])
    expect(conflicts.dangling).toEqual([{ table: 'evaluations', column: 'engineer', type: 'employee', code: 'T9' }])
  })

  test('a staged book changes nothing until it is committed', async () => {
    await emptyCompany(store)
    const before = await companyBook(store)
    await stage(store, { orders: [ORDER] })
    expect(await companyBook(store)).toEqual(before)
  })
})
