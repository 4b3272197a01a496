import { expect, test } from 'vitest'
import { cell, type TableKey } from '../../../src/domain/dataset/tables.ts'
import { readRow } from '../../../src/sheets/read/read-row.ts'

const KNOWN = {}
const ORDER = { number: 'N1', date: '2026-10-05', rep: 'S1', client: 'C1', amount: '100', list_amount: '120', quantity: '3' }
const RECEIPT = { number: 'R1', date: '2026-10-05', client: 'C1', region: 'EAST', amount: '100' }

test.each<[string, TableKey, Record<string, string>, (number | null)[]]>([
  ['an order of no type', 'orders', ORDER, [10_000, 12_000, 3_000_000]],
  ['a return without a minus', 'orders', { ...ORDER, type: '退货' }, [-10_000, -12_000, -3_000_000]],
  ['a return with one', 'orders', { ...ORDER, amount: '-100', list_amount: '', type: 'return' }, [-10_000, null, -3_000_000]],
  ['an order that says so keeps its own sign', 'orders', { ...ORDER, amount: '-100', type: '销售' }, [-10_000, 12_000, 3_000_000]],
  ['a receipt', 'collections', RECEIPT, [10_000]],
  ['a refund without a minus', 'collections', { ...RECEIPT, type: '退款单' }, [-10_000]],
  ['a refund with one', 'collections', { ...RECEIPT, amount: '-100', type: 'refund' }, [-10_000]],
])('%s counts by its absolute amount, once', (_, table, cells, expected) => {
  const { record, problems } = readRow(table, cells, KNOWN, 'Asia/Shanghai')
  expect(problems).toEqual([])
  const keys = table === 'orders' ? ['amount', 'list_amount', 'quantity'] : ['amount']
  expect(keys.map((key) => record && cell(table, record, key))).toEqual(expected)
})
