import { type Problem, type ProblemCatalogue, problemsOf } from '../../base/problem.ts'
import type { RulePlace } from '../../engine/rule/rule-problem.ts'

const error = (zh: string, en: string) => ({ severity: 'error' as const, zh: `{where}：${zh}`, en: `{where}: ${en}` })

/** Everything that can be wrong with a measure of the company's own, in words that name file, version and remedy. */
export const MEASURE_PROBLEMS = {
  measure_module_must_be_known: error(
    'module 是“{found}”，没有这张可计量的表。可用：{known}。',
    'the module is "{found}", which is no table that measures count. Known: {known}.',
  ),
  measure_must_be_of_somebody_known: error(
    'per 是“{found}”，而 {module} 不能按它汇总。可用：{known}。',
    'per is "{found}", by which {module} cannot be counted. Known: {known}.',
  ),
  measure_field_must_be_known: error(
    '{path} 的“{found}”不是 {module} 的字段。可用：{known}。',
    '{path} names "{found}", which is no field of {module}. Known: {known}.',
  ),
  measure_field_must_be_a_day: error(
    '{path} 的“{found}”不是日期字段。可用：{known}。',
    '{path} names "{found}", which is no day. Known: {known}.',
  ),
  measure_condition_must_have_one_form: error(
    '{path} 须为 all、any、not 之一，或有 operator 并有 field 与 days 之一。',
    '{path} must be one of all, any, not, or have an operator and either a field or days.',
  ),
  measure_conditions_must_be_fewer: error(
    '条件和取值共 {found} 个，最多 {most} 个。请分成几个计量，或用 between、above 代替列举。',
    'there are {found} conditions and values, and {most} at most. Make several measures of it, or write between or above instead of a list.',
  ),
  measure_operator_must_fit: error(
    '{path}：“{operator}”不能用于{typeZh}“{field}”。可用：{known}。',
    '{path}: "{operator}" cannot be asked of {field}, which is {type}. Known: {known}.',
  ),
  measure_values_must_be_as_many: error(
    '{path}：{operator} 须有{wantedZh}，这里有 {found} 个值。',
    '{path}: {operator} takes {wanted}, and here are {found}.',
  ),
  measure_value_must_fit: error(
    '{path}：“{found}”不是{field}的取值，应写{wantedZh}。',
    '{path}: "{found}" is no value of {field}; write {wanted}.',
  ),
  measure_values_must_be_in_order: error(
    '{path}：between 的“{first}”大于“{last}”，不会有记录符合。请交换两个值。',
    '{path}: between "{first}" and "{last}" lies nothing. Write the smaller value first.',
  ),
  measure_aggregate_must_fit: error(
    'value：{aggregate} {wantedZh}，这里是“{found}”。',
    'value: {aggregate} takes {wanted}, and here is "{found}".',
  ),
  measure_window_must_have_meaning: error('window：{days} {wantedZh}。', 'window: {days} {wanted}.'),
  measure_key_must_be_its_own: error(
    '“{key}”已是另一个计量、指标、分值模块或结果中的名称。请另起 key。',
    '"{key}" names another measure, a KPI, a module or a part of results already. Choose another key.',
  ),
  measure_unit_must_stay: error(
    '这一版以{found}计，之前的版本以{wanted}计。指标按单位使用计量：请另写一个计量文件。',
    'this version counts in {found} and those before it in {wanted}. KPIs rely on the unit: write another measure.',
  ),
  measure_must_be_there_before: error(
    '使用“{measure}”，而它自 {day} 起才有。请让它的第一版不晚于指标的这一版。',
    'takes "{measure}", which is there from {day} on only. Let its first version begin no later than this one of the KPI.',
  ),
  measure_must_be_of_representatives: error(
    '使用计量“{measure}”，它按{perZh}汇总，而指标是业务员的。请把计量的 per 改为 rep、region 或 company，或另写一个计量文件。',
    'takes the measure "{measure}", which is of each {per}, while KPIs are of representatives. Count it per rep, region or company, or write another measure.',
  ),
  measure_example_must_be_readable: error(
    '例“{example}”的 {path}：“{found}”应写{wantedZh}。',
    'the example "{example}", {path}: "{found}" must be {wanted}.',
  ),
  measure_example_must_give_value: error(
    '例“{example}”：值应为 {wanted}，算出 {found}。请改正例子或计量。',
    'the example "{example}": the value should be {wanted} but is {found}. Correct the example or the measure.',
  ),
} as const satisfies ProblemCatalogue

export type MeasureProblemCode = keyof typeof MEASURE_PROBLEMS

const problem = problemsOf(MEASURE_PROBLEMS)

/** A problem of a measure, with its place among the values so that the words can name it. */
export function measureProblem(code: MeasureProblemCode, at: RulePlace, values: Readonly<Record<string, string>> = {}): Problem {
  const where = at.version ? `${at.file} (${at.version})` : at.file
  return problem(code, { where, file: at.file, version: at.version, ...values }, { place: { file: at.file } })
}
