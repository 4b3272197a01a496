import { expect, test } from 'vitest'
import { applyBlock, type Target } from '../../../src/web/manager/marks/apply-block.ts'
import { MARK_COLUMNS } from '../../../src/web/manager/marks/mark-row.ts'
import { keptMark, markRow } from './rows.ts'

const ROWS = [
  markRow('T001'),
  markRow('T002', { overall: keptMark('80.00', { state: 'submitted' }) }),
  markRow('T003', { overall: keptMark('70.00') }),
  markRow('T004', {}, { on_site_resolution: 'D001' }),
]
const at = (row: number, column: number, toRow = row, toColumn = column): Target => ({
  rows: ROWS,
  columns: MARK_COLUMNS,
  from: { row, column },
  to: { row: toRow, column: toColumn },
})
const brief = (block: readonly (readonly string[])[], target: Target) => {
  const { changes, bad, rowsBeyond, columnsBeyond, cells } = applyBlock(block, target)
  return {
    changes: changes.map(({ employee, column, after }) => `${employee} ${column} ${after}`),
    bad: bad.map(({ blockRow, blockColumn, employee, column, fault }) => `${blockRow},${blockColumn} ${employee} ${column} ${fault}`),
    beyond: [rowsBeyond, columnsBeyond],
    cells,
  }
}

test('a block goes from the chosen cell to the right and down; what it says already is no change', () => {
  expect(
    brief(
      [
        ['９０', '85', ' 好 '],
        ['80', '', ''],
      ],
      at(0, 0),
    ),
  ).toEqual({
    changes: ['T001 overall 90', 'T001 on_site_resolution 85', 'T001 comment 好'],
    bad: [],
    beyond: [0, 0],
    cells: 6,
  })
})

test('every bad cell is named with its place, and the rest can be taken', () => {
  expect(
    brief(
      [
        ['105', '85.555'],
        ['90', '优'],
        ['60', '70'],
        ['90', '90'],
      ],
      at(0, 0),
    ),
  ).toEqual({
    changes: ['T003 overall 60', 'T003 on_site_resolution 70', 'T004 on_site_resolution 90'],
    bad: [
      '1,1 T001 overall outOfRange',
      '1,2 T001 on_site_resolution tooManyDecimals',
      '2,1 T002 overall submitted',
      '2,2 T002 on_site_resolution notANumber',
      '4,1 T004 overall notYours',
    ],
    beyond: [0, 0],
    cells: 8,
  })
})

test.each([
  ['one cell fills every chosen one', [['90']], at(0, 0, 2, 1), 6],
  ['a row repeats downwards', [['90', '80']], at(0, 0, 2, 1), 6],
  ['a column repeats to the right', [['90'], ['80']], at(0, 0, 1, 1), 4],
  ['what does not fit a whole number of times goes once', [['90'], ['80']], at(0, 0, 2, 0), 2],
  ['a block larger than what is chosen goes whole', [['90'], ['80']], at(0, 0, 0, 0), 2],
  ['chosen from below upwards is the same', [['90']], at(2, 1, 0, 0), 6],
] as const)('%s', (_, block, target, cells) => {
  expect(applyBlock(block, target).cells).toBe(cells)
})

test.each([
  ['below the last row', [['1'], ['2'], ['3']], at(2, 0), [1, 0]],
  ['right of the last column', [['1', '2', 'x', 'y']], at(0, 1), [0, 2]],
  [
    'blank cells beyond are nobody’s loss',
    [
      ['1', ''],
      ['', ''],
    ],
    at(3, 2),
    [0, 0],
  ],
] as const)('what reaches %s is told', (_, block, target, beyond) => {
  const applied = applyBlock(block, target)
  expect([applied.rowsBeyond, applied.columnsBeyond]).toEqual(beyond)
})

test('rows of unequal length and blocks of nothing do no harm', () => {
  expect(brief([['1'], ['2', '3']], at(2, 1)).changes).toEqual(['T003 on_site_resolution 1', 'T004 on_site_resolution 2', 'T004 comment 3'])
  expect(brief([], at(0, 0)).cells).toBe(0)
  expect(brief([[]], at(0, 0)).cells).toBe(0)
})

test('a comment keeps its line breaks and has a limit', () => {
  expect(brief([['一\r\n二']], at(0, 2)).changes).toEqual(['T001 comment 一\n二'])
  expect(brief([['长'.repeat(2001)]], at(0, 2)).bad).toEqual(['1,1 T001 comment tooLong'])
})
