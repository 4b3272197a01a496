import { expect, test } from 'vitest'
import { csvText } from '../../../src/web/parts/csv.ts'

test('cells are written by the rule of base/csv.ts; what is not there is empty', () => {
  const columns = [{ title: '列', text: (row: { cell: string | number | null }) => row.cell }]
  expect(csvText(columns, [{ cell: '=1+1' }, { cell: 12 }, { cell: null }])).toBe(`\uFEFF列\r\n'=1+1\r\n12\r\n\r\n`)
})

test('headings are cells too', () => {
  expect(csvText([{ title: '=A1', text: () => '' }], [])).toBe(`\uFEFF'=A1\r\n`)
})
