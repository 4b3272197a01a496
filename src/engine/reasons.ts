import type { Words } from './rule/rule-file.ts'

/** Reasons that the engine itself gives for a missing value, and those that callers give: `no_data` when a whole table is missing, `no_history` when it begins too late. */
export const BUILT_IN_REASONS = {
  no_data: { zh: '数据中没有这张表', en: 'the table is not in the data' },
  no_history: { zh: '数据起始太晚，没有可比的历史', en: 'the data begin too late: there is no history to compare with' },
  division_by_zero: { zh: '分母为零', en: 'the denominator is zero' },
  input_not_given: { zh: '缺少所需数据', en: 'a figure it needs is not given' },
  input_out_of_range: { zh: '数据超出允许范围', en: 'a figure is out of its range' },
  parameter_out_of_order: { zh: '参数先后颠倒', en: 'parameters are out of order' },
  setting_out_of_bounds: { zh: '设置超出允许范围', en: 'a setting is out of its bounds' },
  parameter_out_of_bounds: { zh: '参数超出允许范围', en: 'a parameter is out of its bounds' },
  conflicting_decisions: { zh: '规则的两项决定互相矛盾', en: 'two decisions of the rule contradict each other' },
  no_single_grade: { zh: '没有唯一适用的等级', en: 'no single grade applies' },
} as const satisfies Readonly<Record<string, Words>>
