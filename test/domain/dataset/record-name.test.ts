import { expect, test } from 'vitest'
import { recordName } from '../../../src/domain/dataset/record-name.ts'
import type { RecordValues, TableKey } from '../../../src/domain/dataset/tables.ts'

test.each<[table: TableKey, record: RecordValues, name: string | undefined, why: string]>([
  ['orders', ['SO-1', 20261005, 'S001', 'C001', 100, null, null], 'SO-1', 'its number'],
  ['attendance', [20261005, 'T001', 'late', 1], '2026-10-05 T001', 'its day and person, as CONTRACT shows it'],
  ['postings', ['T001', 'EAST', 20261001], 'T001 2026-10-01', 'what identifies it, in the order of the table'],
  ['quotas', ['2026-Q4', 'S001', 1, null, null], '2026-Q4 S001', 'period and person'],
  ['decisions', ['2026-10', 'T001', null, 'exclude', null, 'left'], '2026-10 T001', 'without the module that it has not'],
  ['orders', [null, 20261005, 'S001', 'C001', 100, null, null], undefined, 'nothing identifies it'],
])('a record of %s %j is called %s: %s', (table, record, name) => {
  expect(recordName(table, record)).toBe(name)
})
