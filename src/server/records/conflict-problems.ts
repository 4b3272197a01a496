import { dayText } from '../../base/day.ts'
import type { Place, Problem } from '../../base/problem.ts'
import { datasetProblem } from '../../domain/dataset/dataset-problems.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Conflicts } from '../../store/company-book/apply-change.ts'
import { dataProblem } from './data-problems.ts'

const UNKNOWN = { employee: 'employee_must_exist', client: 'client_must_exist', region: 'region_must_exist' } as const

/** What stands in the way of a change, each with its words; `place` says where a staged record stands in the user's file. */
export function conflictProblems(conflicts: Conflicts, place?: (table: TableKey, row: number, column: string) => Place): Problem[] {
  const { secondMarks, otherwiseLined, overlappingSpells, dangling, leftBehind, aliasedClients, withoutRegion } = conflicts
  return [
    ...secondMarks.map(({ period, engineer, evaluator, row }) => {
      const record = `${period} ${engineer}`
      const at = { table: 'evaluations', record, column: 'evaluator', place: place?.('evaluations', row, 'evaluator') }
      return dataProblem('person_must_have_one_overall_mark', { record, evaluator }, at)
    }),
    ...otherwiseLined.map(({ table, number, line, row }) => {
      const record = line === null ? number : `${number}/${line}`
      const code = line === null ? 'document_must_keep_its_lines' : 'document_must_keep_being_one_record'
      return dataProblem(code, { record, number }, { table, record, column: 'line', place: place?.(table, row, 'line') })
    }),
    ...overlappingSpells.map(({ employee, from, row, kept }) => {
      const values = { found: dayText(from), spell: `${dayText(kept.from)} ~ ${kept.to === undefined ? '' : dayText(kept.to)}`.trim() }
      const at = { table: 'spells', record: `${employee} ${dayText(from)}`, column: 'from' }
      return datasetProblem('spells_must_not_overlap', values, row > 0 && place ? { ...at, place: place('spells', row, 'from') } : at)
    }),
    ...dangling.map(({ table, column, type, code }) => {
      const title = TABLES[table].columns.find(({ key }) => key === column)?.title ?? column
      return datasetProblem(UNKNOWN[type], { found: code, title, column, nearZh: '', nearEn: '' }, { table, column })
    }),
    ...leftBehind.map(({ table, column, code, count }) =>
      dataProblem('record_must_not_be_referred_to', { code, table, title: TABLES[table].title, count: String(count) }, { table, column }),
    ),
    ...aliasedClients.map(({ code, client }) =>
      dataProblem('client_must_not_be_an_alias', { code, client }, { table: 'clients', record: code, column: 'code' }),
    ),
    ...withoutRegion.map((record) =>
      datasetProblem('collection_must_have_a_region', { found: '' }, { table: 'collections', record, column: 'region' }),
    ),
  ]
}
