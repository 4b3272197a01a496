import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What deciding an appeal 申诉 can run into. */
const APPEAL_PROBLEMS = {
  appeal_must_be_open: {
    severity: 'error',
    status: 409,
    zh: '申诉 {appeal} 已于 {at} 答复（{state}）。',
    en: 'The appeal {appeal} was decided already at {at} ({state}).',
  },
  appeal_must_be_decided_by_another: {
    severity: 'error',
    status: 403,
    zh: '不能答复自己的申诉，请由人事处理。',
    en: 'Nobody decides their own appeal. Ask HR.',
  },
  correction_must_be_given: {
    severity: 'error',
    status: 422,
    zh: '决定更正时请列出更正的记录（corrections）和原因（reason）。',
    en: 'To correct, list the records to change (corrections) and the reason (reason).',
  },
  correction_must_change_something: {
    severity: 'error',
    status: 422,
    zh: '所列更正与现有数据相同，没有改变任何记录。',
    en: 'The corrections are what the records say already: nothing would change.',
  },
  correction_must_name_a_record_once: {
    severity: 'error',
    status: 422,
    zh: '「{record}」在更正中出现了不止一次。',
    en: '"{record}" is named more than once in the corrections.',
  },
  correction_must_be_about_the_person: {
    severity: 'error',
    status: 403,
    zh: '区域经理只能更正申诉人 {employee} 本人的记录，「{record}」不是。请交由人事处理。',
    en: 'A regional manager corrects records of {employee}, who appealed; "{record}" is none. Leave it to HR.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type AppealProblemCode = keyof typeof APPEAL_PROBLEMS

export const appealProblem = problemsOf(APPEAL_PROBLEMS)
