import { present } from '../base/assert.ts'
import type { Place, Problem } from '../base/problem.ts'
import { appraisalProblem } from '../domain/appraisal-problems.ts'
import { recordName } from '../domain/dataset/record-name.ts'
import { shownValue } from '../domain/dataset/shown-value.ts'
import type { ColumnType } from '../domain/dataset/table.ts'
import { columnIndex, type PartialValues, type RecordValues, TABLES, type TableKey, type Value } from '../domain/dataset/tables.ts'

/** A record of which the table has more than one with the same identity. */
export type RepeatedMember = StoredMember | RejectedMember

interface StoredMember {
  readonly id: number
  readonly row: number
  readonly values: RecordValues
}

/** A row that was rejected for its mistakes: it is not stored. */
interface RejectedMember {
  readonly id?: undefined
  readonly row: number
  readonly values: PartialValues
}

export interface Judged {
  readonly problems: readonly Problem[]
  /** Ids of the records that do not count. */
  readonly extra: readonly number[]
}

/**
 * Decides what records of one identity mean (CONTRACT section 1; POLICY A6): one record when their content is equal, the
 * largest count for attendance, otherwise a mistake that is reported at every row after the first. Which of equal
 * records stays does not matter, since they are equal; members come ordered by row so that the first is kept. A rejected row takes part with
 * the cells that could be read; what could not is no difference.
 */
export function judgeRepeated(table: TableKey, members: readonly RepeatedMember[], place: (row: number) => Place): Judged {
  const first = present(members.find(({ id }) => id !== undefined) ?? members[0], 'A group of repeated records has members.')
  const record = recordName(table, first.values) ?? ''
  const times = String(members.length)
  const rest = members.filter((each) => each !== first)
  const whole = members.filter((each): each is StoredMember => each.id !== undefined)
  if (TABLES[table].repeated === 'largest') return whole.length < 2 ? NOTHING : largest(table, whole, record, String(whole.length), place)
  if (TABLES[table].repeated === 'never') {
    return {
      extra: [],
      problems: members
        .slice(1)
        .map((each) => appraisalProblem('quota_must_be_one', { record, times }, { table, record, place: place(each.row) })),
    }
  }
  const differing = rest.filter((each) => differences(table, first.values, each.values).length > 0)
  if (differing.length > 0) {
    const problems = differing.map((each) => {
      const differs = differences(table, first.values, each.values).join(', ')
      return appraisalProblem('record_must_have_one_content', { record, times, differs }, { table, record, place: place(each.row) })
    })
    return { extra: [], problems }
  }
  const [, second, ...others] = whole
  if (second === undefined) return NOTHING
  const once = appraisalProblem('repeated_record_counted_once', { record, times }, { table, record, place: place(second.row) })
  return { extra: [second, ...others].map((each) => each.id), problems: [once] }
}

const NOTHING: Judged = { problems: [], extra: [] }

function largest(table: TableKey, members: readonly StoredMember[], record: string, times: string, place: (row: number) => Place): Judged {
  const index = columnIndex(table, 'count')
  const countOf = (member: StoredMember) => Number(member.values[index])
  const kept = members.reduce((best, each) => (countOf(each) > countOf(best) ? each : best))
  const counts = members
    .map(countOf)
    .sort((a, b) => a - b)
    .join(', ')
  const second = present(members[1], 'A group of repeated events has a second member.')
  const problem = appraisalProblem(
    'repeated_event_counted_once',
    { record: `${record} ${kindOf(table, second.values)}`, times, counts, kept: String(countOf(kept)) },
    { table, record, column: 'kind', place: place(second.row) },
  )
  return { extra: members.filter((each) => each !== kept).map((each) => each.id), problems: [problem] }
}

function kindOf(table: TableKey, values: RecordValues): string {
  return String(values[columnIndex(table, 'kind')])
}

/** "amount 100.00 / 200.00" for each column in which two records differ. */
function differences(table: TableKey, a: PartialValues, b: PartialValues): string[] {
  return TABLES[table].columns.flatMap((column, index) => {
    const [left, right] = [a[index], b[index]]
    return left === undefined || right === undefined || left === right
      ? []
      : [`${column.key} ${shown(left, column.type)} / ${shown(right, column.type)}`]
  })
}

function shown(value: Value, type: ColumnType): string {
  return value === null ? '-' : shownValue(value, type)
}

/** Whether an evaluation is the overall mark 综合评价 rather than a rating of on-site resolution. */
export function isOverallMark(evaluation: PartialValues): boolean {
  return evaluation[columnIndex('evaluations', 'item')] === 'overall'
}

/** A second overall mark of one person and period, whoever gave it (POLICY A9). */
export function secondMarkProblems(groups: readonly (readonly RepeatedMember[])[], place: (row: number) => Place): Problem[] {
  return groups.flatMap((members) =>
    members.slice(1).map((each) => {
      const [period, engineer] = [each.values[columnIndex('evaluations', 'period')], each.values[columnIndex('evaluations', 'engineer')]]
      const record = `${period} ${engineer}`
      const values = { record, times: String(members.length) }
      return appraisalProblem('overall_mark_must_be_one', values, { table: 'evaluations', record, column: 'item', place: place(each.row) })
    }),
  )
}
