import { describe, expect, test } from 'vitest'
import { columnNamed, foreignUnit, normalisedName, tableNamed } from '../../../src/domain/dataset/dataset-names.ts'
import { columnIndex, TABLE_KEYS, TABLES, type TableKey } from '../../../src/domain/dataset/tables.ts'
import { isCurrencyHeader } from '../../../src/domain/dataset/telling-columns.ts'

test.each([
  ['补卡次数\n(次)', '补卡次数', 'a line break and a unit'],
  ['金额（元）', '金额', 'full-width brackets'],
  [' Due_Date ', 'duedate', 'case, spaces and underscores'],
  ['*姓名：', '姓名', 'marks of forms'],
  ['ＡＭＯＵＮＴ', 'amount', 'full-width letters'],
  ['\ufeff工号', '工号', 'a stray BOM'],
])('the header %j compares as %s: %s', (header, normal) => {
  expect(normalisedName(header)).toBe(normal)
})

test.each<[name: string, table: TableKey | undefined]>([
  ['orders', 'orders'],
  ['Orders', 'orders'],
  ['订单', 'orders'],
  ['订单表', 'orders'],
  ['反馈表', 'feedback'],
  ['后期反馈', 'followups'],
  ['sheet1', undefined],
  ['', undefined],
])('a sheet named %s is %s', (name, table) => {
  expect(tableNamed(name)).toBe(table)
})

describe('every table', () => {
  test.each(TABLE_KEYS)('%s: each key, title and synonym names its own column', (table) => {
    expect(tableNamed(table)).toBe(table)
    expect(tableNamed(TABLES[table].title)).toBe(table)
    const claimed = TABLES[table].columns.flatMap((column, index) =>
      [column.key, column.title, ...(column.synonyms ?? [])].map((name) => ({ name, index, found: columnNamed(table, name)?.index })),
    )
    // Titles that a further table gives to the same key may be taken by a column that they fit better here.
    expect(claimed.filter(({ index, found }) => index !== found)).toEqual([])
  })
})

test.each<[table: TableKey, header: string, column: string | undefined, why: string]>([
  ['employees', '单据编号', 'number', 'the title that the key has in other tables'],
  ['attendance', '款项类型', 'kind', 'the same'],
  ['clients', '区域编码', 'region', "a client has no region's code of its own, so it is the reference"],
  ['orders', 'colour', undefined, 'unknown'],
  ['orders', '', undefined, 'a blank header'],
])('in %s %s is the column %s: %s', (table, header, column) => {
  expect(columnNamed(table, header)?.index).toBe(column === undefined ? undefined : columnIndex(table, column))
})

test('a code goes before a name where a file has both', () => {
  const rank = (header: string): number => columnNamed('orders', header)?.rank ?? Number.NaN
  expect(rank('客户编码')).toBeLessThan(rank('客户'))
  expect(rank('客户')).toBeLessThan(rank('客户名称'))
  expect(columnNamed('collections', '回款金额')?.rank, 'two amounts stay in doubt').toBe(columnNamed('collections', '收款金额')?.rank)
})

test.each([
  ['金额（元）', undefined],
  ['金额(含税)', undefined],
  ['金额', undefined],
  ['金额（万元）', '万元'],
  ['amount [USD]', 'USD'],
  ['金额(千元)', '千元'],
  ['金额(分)', '分'],
])('the unit of %s that is not yuan is %s', (header, unit) => {
  expect(foreignUnit(header)).toBe(unit)
})

test('a column of currencies is known by any of its names', () => {
  expect(['币种', '币别', 'Currency', '金额'].map(isCurrencyHeader)).toEqual([true, true, true, false])
})
