import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { countOf, rowsOf, tables } from '../../src/store/database/query.ts'
import { MODELS } from '../../src/store/database/tables.ts'
import { openStore } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'

test('every table of the schema is typed by its own model', () => {
  const schema = readFileSync('prisma/schema.prisma', 'utf8')
  const mapped = [...schema.matchAll(/^model (\w+) \{.*?@@map\("(\w+)"\)/gms)].map(([, model, table]) => [table, model])
  expect(mapped.length).toBeGreaterThan(50)
  expect(MODELS).toEqual(Object.fromEntries(mapped))
})

const LINE = { payment: 1, period: '2026-10', region: 'EAST', name: '王', share: 9_007_199_254_740_993n, adjustment: -5n, amount: 2n }

await onBothDatabases(({ fresh }) => {
  test('a row has the types of the schema: Int as number, money and sums as BigInt, what is NULL undefined', async () => {
    const store = await openStore(await fresh())
    await store.write(async (transaction) => {
      const payment = { period: '2026-10', kind: 'paid', by: 'finance', by_name: '财务', at: '2026-11-03' } as const
      expect(await transaction.insert('payments', { ...payment, paid_on: 20261103 }, 'id')).toBe(1)
      expect(await transaction.insert('payments', payment, 'paid_on')).toBeUndefined()
      const lines = ['T1', 'T2', 'T3'].map((employee) => ({ ...LINE, employee }))
      await transaction.insertAll('payment_lines', lines)
      await transaction.insert('audit_entries', {
        ...{ sequence: 1, at: '', actor: '', actor_name: '', action: '', subject: '', previous_hash: '', hash: '' },
      })
      return { ok: true }
    })
    const [line] = await rowsOf(store, tables.selectFrom('payment_lines').selectAll().orderBy('employee'))
    expect(line).toStrictEqual({ ...LINE, employee: 'T1' })
    const days = tables.selectFrom('payments').select(['id as number', 'paid_on as day', 'reference']).orderBy('id')
    expect(await rowsOf(store, days)).toStrictEqual([
      { number: 1, day: 20261103, reference: undefined },
      { number: 2, day: undefined, reference: undefined },
    ])
    // Of a column under another name, within another statement too; what is worked out is BigInt from both databases.
    const worked = sql<{
      day: number
      sum: bigint
      most: bigint
      count: bigint
    }>`SELECT inner_days.day, sum(amount) AS sum, max(payment) AS most,
      count(*) AS count FROM (SELECT paid_on AS day FROM payments WHERE id = ${1}) AS inner_days JOIN payment_lines ON 1 = 1 GROUP BY inner_days.day`
    expect(await rowsOf(store, worked)).toStrictEqual([{ day: 20261103, sum: 6n, most: 1n, count: 3n }])
    expect(await countOf(store, tables.selectFrom('payment_lines').where('employee', '>', 'T1'))).toBe(2)
    await store.close()
  })

  test('rows that a statement of kysely writes of a table the trail proves are to be named before the transaction ends', async () => {
    const store = await openStore(await fresh())
    const silent = store.write(async (transaction) => {
      await rowsOf(transaction, tables.deleteFrom('deputies').where('account', '=', 'nobody'))
      return { ok: true }
    })
    await expect(silent).rejects.toThrow('Whoever writes deputies by a statement of their own calls touchRows')
    await store.close()
  })

  test('more rows than one statement takes are all written, and of a proved table each is remembered', async () => {
    const store = await openStore(await fresh())
    const rows = Array.from({ length: 1203 }, (_, index) => ({ manager: `M${index}`, account: 'a', first: 20260101, last: 20261231 }))
    await store.write(async (transaction) => {
      await transaction.insertAll(
        'deputies',
        rows.map((row) => ({ ...row, reason: '', by: 'hr', at: '' })),
      )
      await expect(transaction.insertAll('regions', [{ book: 1, row: 1, code: 'A', name: 'A' }, { book: 1 } as never])).rejects.toThrow(
        'Rows that are written together give the same columns.',
      )
      return { ok: true }
    })
    expect(await countOf(store, tables.selectFrom('deputies'))).toBe(1203)
    await store.close()
  })
})
