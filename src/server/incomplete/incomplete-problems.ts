import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What deciding incomplete cases and classifying attendance can run into. */
const INCOMPLETE_PROBLEMS = {
  case_must_be_incomplete: {
    severity: 'error',
    status: 409,
    zh: '{employee} 的「{module}」数据齐全，无需处理。',
    en: '{employee} has data for {module}: there is nothing to decide.',
  },
  treatment_must_name_a_module: {
    severity: 'error',
    status: 422,
    zh: '「{decision}」针对某一个模块，请写明 module。',
    en: 'The decision {decision} is about one module: name it.',
  },
  exclusion_must_be_of_the_person: {
    severity: 'error',
    status: 422,
    zh: '「不参与分配」针对本人，而不是某个模块，请不要填写 module。',
    en: 'To exclude concerns the person, not a module: leave module out.',
  },
  treatment_must_have_a_value: {
    severity: 'error',
    status: 422,
    zh: '给定分数时请写明 0 至 100 的分值，最多两位小数。',
    en: 'For the decision value give a score from 0 to 100 with at most two decimals.',
  },
  value_must_not_be_given: {
    severity: 'error',
    status: 422,
    zh: '「{decision}」不带分值，请去掉 value。',
    en: 'The decision {decision} takes no value: leave it out.',
  },
  decision_must_be_there: {
    severity: 'error',
    status: 404,
    zh: '没有关于 {employee} 的这项处理决定。',
    en: 'There is no such decision on {employee}.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type IncompleteProblemCode = keyof typeof INCOMPLETE_PROBLEMS

export const incompleteProblem = problemsOf(INCOMPLETE_PROBLEMS)
