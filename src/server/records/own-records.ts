import type { Problem } from '../../base/problem.ts'
import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import type { ChangeCounts } from '../../store/company-book/commit-staging.ts'
import { peopleTouched } from '../../store/company-book/people-touched.ts'
import type { Reader } from '../../store/database/connection.ts'
import { companyPeriod } from '../kernel/company-calendar.ts'
import { aboutOneself } from '../kernel/oneself.ts'
import type { Actor } from '../kernel/service.ts'
import { touched } from './touched.ts'

/** Tables that decide about a person in so many words: a mark, or what happens to a module that has no data. */
const DECIDING: readonly TableKey[] = ['evaluations', 'decisions']

/**
 * Whether a change of the company book decides about whoever makes it: it touches their marks or decisions, or nothing but one
 * record, which is about them. A whole month's file with one's own lines among the others is no decision about oneself.
 */
export async function ownRecordProblems(reader: Reader, actor: Actor, change: number, counts: ChangeCounts): Promise<Problem[]> {
  const persons = [...new Set([...(actor.persons ?? []).map(({ employee }) => employee), ...(actor.employee ? [actor.employee] : [])])]
  if (persons.length === 0) return []
  const tables = TABLE_KEYS.filter((table) => touched(counts, table) > 0)
  const isOfOne = tables.reduce((sum, table) => sum + touched(counts, table), 0) === 1
  const problems: Problem[] = []
  for (const table of tables.filter((each) => isOfOne || DECIDING.includes(each))) {
    for (const { employee, period } of await peopleTouched(reader, table, change, persons)) {
      problems.push(...aboutOneself(actor, [employee], period === undefined ? undefined : await companyPeriod(reader, period)))
    }
  }
  return problems.slice(0, 1)
}
