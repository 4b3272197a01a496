import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What changing a setting on the server can run into; what the rules themselves say of a key or value comes from the rule book. */
const SETTING_PROBLEMS = {
  setting_must_take_effect_later: {
    severity: 'error',
    status: 409,
    zh: '截至 {decided} 的期间已经公布或关闭，设置只能从其后的日期起生效。请改用 {decided} 之后的生效日期。',
    en: 'Periods up to {decided} are published or closed, so a setting can take effect only after that day. Choose a later day.',
  },
  setting_value_must_be_allowed: {
    severity: 'error',
    status: 422,
    zh: '{key} 不能设为「{found}」。可选：{choices}。',
    en: '{key} cannot be "{found}". Choose from: {choices}.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>

export const settingProblem = problemsOf(SETTING_PROBLEMS)
