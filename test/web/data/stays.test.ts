import { expect, test } from 'vitest'
import type { EditedRecord } from '../../../src/web/data/record-dialog.tsx'
import { staysOf } from '../../../src/web/data/stays.ts'

const move = (region: string, from: string): EditedRecord => ({
  key: `T001,${from}`,
  version: 1,
  values: { employee: 'T001', region, from },
})
const stay = (region: string, from: string | null, until: string | null, isNow: boolean) => ({ region, position: null, from, until, isNow })

test.each([
  ['nobody moved', { hiredOn: '2024-01-01', leftOn: null }, [], [stay('EAST', '2024-01-01', null, true)]],
  [
    'a move ends the stay before it the day before',
    { hiredOn: null, leftOn: null },
    [move('WEST', '2026-03-01')],
    [stay('EAST', null, '2026-02-28', false), stay('WEST', '2026-03-01', null, true)],
  ],
  [
    'moves come in any order; leaving ends the last',
    { hiredOn: '2024-01-01', leftOn: '2026-09-30' },
    [move('NORTH', '2026-05-01'), move('WEST', '2026-03-01')],
    [
      stay('EAST', '2024-01-01', '2026-02-28', false),
      stay('WEST', '2026-03-01', '2026-04-30', false),
      stay('NORTH', '2026-05-01', '2026-09-30', false),
    ],
  ],
  [
    'a posting from the day of hiring goes before the employees table, which may show the current region',
    { hiredOn: '2024-01-01', leftOn: null },
    [move('WEST', '2024-01-01')],
    [stay('WEST', '2024-01-01', null, true)],
  ],
  [
    'a promotion leaves the region, a move the position',
    { hiredOn: null, leftOn: null },
    [
      { ...move('', '2026-03-01'), values: { employee: 'T001', region: null, from: '2026-03-01', position: 'rd_manager' } },
      move('WEST', '2026-05-01'),
    ],
    [
      stay('EAST', null, '2026-02-28', false),
      { ...stay('EAST', '2026-03-01', '2026-04-30', false), position: 'rd_manager' },
      { ...stay('WEST', '2026-05-01', null, true), position: 'rd_manager' },
    ],
  ],
])('%s', (_, person, postings, expected) => {
  expect(staysOf({ firstRegion: 'EAST', ...person }, postings).map(({ posting: _posting, ...rest }) => rest)).toEqual(expected)
})
