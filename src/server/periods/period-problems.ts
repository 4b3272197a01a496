import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What opening a period and walking it through its steps can run into. */
const PERIOD_PROBLEMS = {
  period_must_not_be_open_already: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 已经开启过，目前处于「{state}」。',
    en: 'The period {period} was opened already and is {state}.',
  },
  period_must_have_a_next_step: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 已关闭，不能再推进。',
    en: 'The period {period} is closed: there is no further step.',
  },
  period_step_must_be_the_next: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 处于「{state}」，下一步是「{next}」，不能直接进入「{to}」。',
    en: 'The period {period} is {state}; the next step is {next}, not {to}.',
  },
  period_must_have_a_step_before: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 处于「{state}」，不能退回：数据收集之前没有更早的步骤，已关闭的期间不再打开。',
    en: 'The period {period} is {state} and has no step back: nothing comes before collecting, and nothing re-opens a closed period.',
  },
  period_must_have_people: {
    severity: 'error',
    status: 409,
    zh: '公司账册中还没有员工，考核期间 {period} 不能进入评分。请先提交员工表。',
    en: 'There are no employees yet, so the period {period} cannot go to evaluating. Bring in the employees table first.',
  },
  period_must_have_a_run_to_publish: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 没有可公布的运算结果。请先运算。',
    en: 'The period {period} has no result to publish. Start a run first.',
  },
  deadline_must_be_of_a_step_to_come: {
    severity: 'error',
    status: 422,
    zh: '「{step}」没有截止时间：截止时间只用于 collecting、evaluating、review 和 published。',
    en: '"{step}" has no deadline: collecting, evaluating, review and published have one.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type PeriodProblemCode = keyof typeof PERIOD_PROBLEMS

export const periodProblem = problemsOf(PERIOD_PROBLEMS)
