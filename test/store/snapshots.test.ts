import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepRuleTexts, readRuleTextsKept } from '../../src/store/aggregates/rule-texts.ts'
import { endRun, findRun, insertRun, newestDoneRun, runsOfPeriod, runUnderWay } from '../../src/store/aggregates/runs.ts'
import {
  insertSnapshot,
  type SnapshotPerson,
  snapshotFacts,
  snapshotPeople,
  snapshotPerson,
  snapshotRegions,
} from '../../src/store/aggregates/snapshots.ts'
import { changedPeople, movedScores } from '../../src/store/aggregates/snapshots-compare.ts'
import { changesAbout, newestChangeTouching, tablesChanged } from '../../src/store/company-book/runs-changes.ts'
import { openConsistentRecords } from '../../src/store/database/consistent-records.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import { loadBook } from './load-book.ts'

const AT = '2026-11-03T08:15:00.000Z'

function person(employee: string, more: Partial<SnapshotPerson> = {}): SnapshotPerson {
  const usual = { kind: 'service', name: employee, region: 'EAST', status: 'scored', score: '90.00', bonus: 100n } as const
  return { ...usual, employee, result: `{"of":"${employee}"}`, facts: '{"facts":{}}', ...more }
}

await onBothDatabases((database) => {
  let url: string
  let store: Store
  beforeEach(async () => {
    url = await database.fresh()
    store = await openStore(url)
  })
  afterEach(() => store.close())

  /** A run that is done, with these people. */
  async function finished(id: string, people: readonly SnapshotPerson[], at = AT): Promise<void> {
    await store.write(async (transaction) => {
      await insertRun(transaction, { id, period: '2026-10', startedBy: 'hr', startedAt: at, engineVersion: '1', purpose: 'period' })
      await insertSnapshot(transaction, id, people, [{ region: 'EAST', name: '华东', status: 'split', result: '{}' }])
      return { ok: await endRun(transaction, id, { state: 'done', finished_at: at, as_of_change: 3 }) }
    })
  }

  test('a consistent reading does not see what others write meanwhile, and keeps nobody from writing', async () => {
    const book = await loadBook(store, { regions: [['EAST', '华东']] })
    const records = await openConsistentRecords(store.address)
    const written = await store.write(async (transaction) => {
      await transaction.insert('regions', { book: book.id, row: 9, code: 'WEST', name: '华西' })
      return { ok: true as const }
    })
    expect(written.ok).toBe(true)
    expect(await records.readTable(book.id, 'regions')).toEqual([['EAST', '华东']])
    expect(await store.readTable(book.id, 'regions')).toEqual([
      ['EAST', '华东'],
      ['WEST', '华西'],
    ])
    await records.close()
    const later = await openConsistentRecords(store.address)
    expect(await later.readTable(book.id, 'regions')).toHaveLength(2)
    await later.close()
  })

  test('people come back as they were written, filtered and paged by kind and number in code point order', async () => {
    const numbers = ['T1', 't1', 'T10', '工1', ...Array.from({ length: 120 }, (_, index) => `N${String(index).padStart(3, '0')}`)]
    const sales = person('T1', { kind: 'sales', bonus: undefined, score: undefined, status: 'held', region: 'WEST' })
    await finished('one', [...numbers.map((number) => person(number)), sales])
    const everybody = await snapshotPeople(store, 'one', {}, { limit: 1000 })
    expect(everybody.map(({ kind, employee }) => `${kind} ${employee}`)).toEqual([
      'sales T1',
      ...[...numbers].sort().map((number) => `service ${number}`),
    ])
    const first = await snapshotPeople(store, 'one', { kind: 'service' }, { limit: 60 })
    const rest = await snapshotPeople(store, 'one', { kind: 'service' }, { after: first.at(-1), limit: 1000 })
    expect([...first, ...rest]).toEqual(everybody.slice(1))
    expect(await snapshotPeople(store, 'one', { regions: ['WEST'], status: 'held' }, { limit: 9 })).toEqual([{ ...sales, facts: '' }])
    expect(await snapshotPeople(store, 'one', { regions: [] }, { limit: 9 })).toEqual([])
    expect(await snapshotPerson(store, 'one', 'T1')).toEqual([sales, person('T1')])
    expect((await snapshotFacts(store, 'one', 'service', 't1', 5)).map(({ employee }) => employee)).toEqual(['工1'])
    expect(await snapshotRegions(store, 'one', ['WEST'])).toEqual([])
    expect(await snapshotRegions(store, 'one')).toEqual([{ region: 'EAST', name: '华东', status: 'split', result: '{}' }])
  })

  test('a snapshot refuses every change: people, regions, rule texts and the head of a run that is over', async () => {
    await finished('one', [person('T1')])
    await store.write(async (transaction) => {
      await keepRuleTexts(transaction, new Map([['a.json', '{}']]))
      return { ok: true }
    })
    const attempts = [
      "UPDATE run_people SET score = '91.00'",
      'DELETE FROM run_people',
      "UPDATE run_regions SET status = 'held'",
      'DELETE FROM run_regions',
      "UPDATE rule_texts SET texts = '[]'",
      'DELETE FROM rule_texts',
      "UPDATE runs SET state = 'running'",
      'DELETE FROM runs',
    ]
    for (const sql of attempts) {
      const attempt = store.write(async (transaction) => ({ ok: (await transaction.all(sql)).length === 0 }))
      await expect(attempt, sql).rejects.toThrow('A snapshot never changes.')
    }
    expect(await snapshotPerson(store, 'one', 'T1')).toEqual([person('T1')])
  })

  test('a run ends once: who comes second finds it over and changes nothing', async () => {
    const started = { id: 'one', period: '2026-10', startedBy: 'hr', startedAt: AT, engineVersion: '1', purpose: 'period' } as const
    await store.write(async (transaction) => {
      await insertRun(transaction, started)
      return { ok: true }
    })
    expect(await runUnderWay(store, '2026-10')).toMatchObject({ id: 'one', state: 'running', asOfChange: undefined })
    const ends = await Promise.all(
      (['cancelled', 'done'] as const).map((state) =>
        store.write(async (transaction) => {
          const ok = await endRun(transaction, 'one', { state, finished_at: AT })
          if (ok) await insertSnapshot(transaction, 'one', [person('T1', { name: state })], [])
          return { ok }
        }),
      ),
    )
    expect(ends.filter(({ ok }) => ok)).toHaveLength(1)
    const { state } = (await findRun(store, 'one')) ?? {}
    expect((await snapshotPerson(store, 'one', 'T1')).map(({ name }) => name)).toEqual([state])
    expect(await runUnderWay(store, '2026-10')).toBeUndefined()
  })

  test('runs of a period, the newest first and page by page', async () => {
    for (const [index, id] of ['a', 'c', 'b'].entries()) await finished(id, [], `2026-11-0${index === 2 ? 2 : index + 1}T00:00:00.000Z`)
    const first = await runsOfPeriod(store, '2026-10', { limit: 1 })
    expect(first.map(({ id }) => id)).toEqual(['c'])
    const rest = await runsOfPeriod(store, '2026-10', { after: first[0], limit: 5 })
    expect(rest.map(({ id }) => id)).toEqual(['b', 'a'])
    expect(await newestDoneRun(store, '2026-10')).toMatchObject({ id: 'c', asOfChange: 3 })
    expect(await newestDoneRun(store, '2026-10', 'adjustment')).toBeUndefined()
  })

  test('rule texts are kept once under the hash of their content', async () => {
    const texts = new Map([
      ['b.json', '{"规则":1}'],
      ['a.json', '{}'],
    ])
    const keep = (kept: ReadonlyMap<string, string>) =>
      store.write(async (transaction) => ({ ok: true as const, sha256: await keepRuleTexts(transaction, kept) }))
    const { sha256 } = await keep(texts)
    expect(await keep(new Map([...texts].reverse()))).toEqual({ ok: true, sha256 })
    expect(
      await keep(
        new Map([
          ['a.json', '{"规则":1}'],
          ['b.json', '{}'],
        ]),
      ),
    ).not.toEqual({ ok: true, sha256 })
    expect(await readRuleTextsKept(store, sha256)).toEqual(new Map([...texts].reverse()))
    expect(await readRuleTextsKept(store, 'unknown')).toBeUndefined()
  })

  test('two runs: whose result differs, who is new or gone, and whose score moved', async () => {
    await finished('before', [
      person('GONE'),
      person('SAME'),
      person('SCORE'),
      person('BONUS'),
      person('BLANK', { bonus: undefined, score: undefined }),
    ])
    const after = [person('NEW'), person('SAME'), person('SCORE', { score: '91.00', result: '{}' }), person('BONUS', { bonus: 101n })]
    await finished('after', [...after, person('BLANK')])
    const runs = { before: 'before', after: 'after' }
    const changed = await changedPeople(store, runs, { limit: 10 })
    expect(changed.map(({ employee, before, after: now }) => [employee, before?.bonus, now?.bonus])).toEqual([
      ['BLANK', undefined, 100n],
      ['BONUS', 100n, 101n],
      ['GONE', 100n, undefined],
      ['NEW', undefined, 100n],
      ['SCORE', 100n, 100n],
    ])
    expect(await changedPeople(store, runs, { from: changed[1], limit: 2 })).toEqual(changed.slice(2, 4))
    expect(await movedScores(store, runs)).toEqual([
      { kind: 'service', employee: 'SCORE', name: 'SCORE', region: 'EAST', before: '90.00', after: '91.00' },
    ])
  })

  test('the changes between two runs: which tables, about whom, and whether they touch the period', async () => {
    const book = await loadBook(store, { employees: [], orders: [] })
    const order = async (number: string, date: number, rep: string, versions: { book: number; added: number; retired: number | null }) =>
      store.write(async (transaction) => {
        await transaction.insert('orders', { row: 1, number, date, rep, client: 'C1', amount: 1, ...versions })
        return { ok: true }
      })
    for (const counts of [{ orders: { new: 2 } }, { orders: { changed: 1 } }, { visits: { same: 7 } }, { orders: { new: 1 } }]) {
      const full = Object.entries(counts).map(([table, count]) => [table, { new: 0, changed: 0, same: 0, removed: 0, ...count }])
      await store.write(async (transaction) => {
        const row = { kind: 'upload' as const, at: AT, by: 'hr', counts: JSON.stringify(Object.fromEntries(full)) }
        await transaction.insert('changes', row)
        return { ok: true }
      })
    }
    await order('A', 20261005, 'S1', { book: book.id, added: 1, retired: null })
    await order('B', 20261006, 'S2', { book: -book.id, added: 1, retired: 2 })
    await order('B', 20261006, 'S3', { book: book.id, added: 2, retired: null })
    await order('C', 20261105, 'S1', { book: book.id, added: 4, retired: null })
    const all = { after: 0, upTo: 4 }
    expect(await tablesChanged(store, all)).toEqual(new Set(['orders']))
    expect(await tablesChanged(store, { after: 2, upTo: 3 })).toEqual(new Set())
    const reps = { column: 'rep', values: ['S1', 'S2', 'S4'] }
    expect(await changesAbout(store, book.id, 'orders', all, reps)).toEqual(
      new Map([
        ['S1', [1, 4]],
        ['S2', [1, 2]],
      ]),
    )
    expect(await changesAbout(store, book.id, 'orders', { after: 1, upTo: 2 }, reps)).toEqual(new Map([['S2', [2]]]))
    const october = { last: 20261031, periods: ['2026-10'] }
    expect(await newestChangeTouching(store, book.id, all, october)).toBe(2)
    expect(await newestChangeTouching(store, book.id, { after: 2, upTo: 4 }, october)).toBeUndefined()
    expect(await newestChangeTouching(store, book.id, all, { last: 20261130, periods: ['2026-11'] })).toBe(4)
  })
})
