import { type Problem, type ProblemCatalogue, problemsOf } from '../../base/problem.ts'

/** Which rule file and which of its versions a problem is about; `version` is its effectiveFrom, or empty for the whole file. */
export interface RulePlace {
  readonly file: string
  readonly version: string
}

const error = (zh: string, en: string) => ({
  severity: 'error' as const,
  zh: `{where}：${zh}`,
  en: `{where}: ${en}`,
})

/** Everything that can be wrong with a rule book or with what is asked of it, in words that name file, version and remedy. */
export const RULE_PROBLEMS = {
  rules_must_be_found: {
    severity: 'error',
    zh: '{file}：这里没有规则文件。请把 --rules 指向含有 service/attendance.json 等文件的文件夹。',
    en: '{file}: there are no rule files here. Point --rules at the folder that holds service/attendance.json and the others.',
  },
  rule_must_be_json: error(
    '不是有效的 JSON：{detail}。请改正该处的括号、引号或逗号。',
    'not valid JSON: {detail}. Correct the bracket, quote or comma there.',
  ),
  rule_must_have_shape: error('{path}：{detailZh}。格式见 {schema}。', '{path}: {detail}. {schema} gives the shape.'),
  rule_id_must_match_file: error(
    'id 是“{found}”，按文件位置应为“{wanted}”。请改 id 或移动文件。',
    'the id is "{found}", but the place of the file says "{wanted}". Change the id or move the file.',
  ),
  day_must_exist: error(
    '{path} 的“{found}”不是历法中的日期。请写成如 2026-01-01。',
    '{path} "{found}" is no day of the calendar. Write one such as 2026-01-01.',
  ),
  versions_must_be_in_order: error(
    '排在 {previous} 之后。请按 effectiveFrom 从旧到新排列，且互不相同。',
    'stands after {previous}. Order the versions by effectiveFrom, oldest first, each day once.',
  ),
  name_must_be_unique: error(
    '“{name}”用了两次，或是公式的保留名。输入、设置、参数、步骤各起不同的名字。',
    '"{name}" is used twice, or reserved by formulas. Give inputs, settings, parameters and steps different names.',
  ),
  formula_must_use_allowed_signs: error(
    '公式“{formula}”含有不允许的“{sign}”。只可用名称、如 0.25 的数、+ - * / ( ) , 比较符和列出的函数。',
    'the formula "{formula}" contains "{sign}", which is not allowed. Use names, numbers such as 0.25, + - * / ( ) , comparisons and the listed functions.',
  ),
  formula_must_parse: error('公式“{formula}”读不懂：{detail}。', 'the formula "{formula}" cannot be read: {detail}.'),
  formula_must_write_products: error(
    '公式“{formula}”在“{part}”处缺少 *。乘号必须写出。',
    'the formula "{formula}" leaves out a * at "{part}". Write every product with *.',
  ),
  formula_must_use_allowed_parts: error(
    '公式“{formula}”中的“{part}”不允许。函数只有 {functions}。',
    'the formula "{formula}" uses "{part}", which is not allowed. The functions are {functions}.',
  ),
  formula_function_must_have_arguments: error(
    '公式“{formula}”中 {part} 的参数不对：应为 {wanted}。',
    'the formula "{formula}": {part} has the wrong arguments; write {wanted}.',
  ),
  formula_name_must_be_known: error(
    '公式“{formula}”中的“{name}”既不是输入、参数，也不是前面的步骤。可用：{known}。',
    'the formula "{formula}" names "{name}", which is neither an input nor a parameter nor an earlier step. Known: {known}.',
  ),
  formula_parts_must_fit: error('公式“{formula}”的“{part}”处应为{wantedZh}。', 'the formula "{formula}" needs {wanted} at "{part}".'),
  condition_must_have_one_form: error(
    '决定“{decision}”的条件“{part}”须为 all、any、not 之一，或 fact、operator、value 三者齐全。',
    'the condition "{part}" of the decision "{decision}" must be one of all, any, not, or have fact, operator and value.',
  ),
  condition_operator_must_be_known: error(
    '决定“{decision}”的运算“{operator}”不存在。可用：{known}。',
    'the decision "{decision}" uses the operator "{operator}", which does not exist. Known: {known}.',
  ),
  condition_fact_must_be_known: error(
    '决定“{decision}”的“{fact}”不存在。可用：{known}。',
    'the decision "{decision}" asks for the fact "{fact}", which does not exist here. Known: {known}.',
  ),
  condition_value_must_fit: error(
    '决定“{decision}”中 {fact} {operator} 的值“{value}”不合适：应为{wantedZh}。',
    'the decision "{decision}": {fact} {operator} cannot take "{value}"; write {wanted}.',
  ),
  decision_value_must_be_known: error(
    '决定“{decision}”的值“{value}”既不是数，也不是输入、参数或步骤。可用：{known}。',
    'the decision "{decision}" gives "{value}", which is neither a decimal nor an input, parameter or step. Known: {known}.',
  ),
  reason_must_have_words: error(
    '决定“{decision}”的原因“{reason}”没有说明。请在 reasons 中写出中英文。',
    'the decision "{decision}" gives the reason "{reason}", which has no words. Add it to reasons in zh and en.',
  ),
  reason_must_have_one_wording: error(
    '原因“{reason}”与 {other} 的说明不同。请统一措辞或另起名字。',
    'the reason "{reason}" is worded differently in {other}. Use the same words, or another key.',
  ),
  grades_must_replace_formula: error(
    '须有公式，或全部由 grade 决定给值，二者取一；grade 不能用于 result 阶段。',
    'write either a formula or grades, not both and not neither; a grade cannot stand at the stage "result".',
  ),
  precedence_must_name_decisions: error(
    'precedence 中的“{name}”不是本版本的决定，或写了两次。',
    'precedence names "{name}", which is no decision of this version, or stands there twice.',
  ),
  setting_must_be_known: {
    severity: 'error',
    zh: '--set {key}：没有这个设置。相近的有：{nearest}。',
    en: '--set {key}: there is no such setting. The nearest are: {nearest}.',
  },
  setting_must_have_choice: {
    severity: 'error',
    zh: '设置 {key}：“{found}”不在选项内。可选：{choices}。',
    en: 'the setting {key} cannot be "{found}". Choose from: {choices}.',
  },
  setting_default_must_be_choice: error(
    '设置“{setting}”的默认值“{found}”不在选项内。可选：{choices}。',
    'the default "{found}" of the setting "{setting}" is not among its choices: {choices}.',
  ),
  parameter_must_be_in_bounds: error(
    '“{name}”是 {found}，允许的范围：{bounds}。请改正。',
    '"{name}" is {found}; it must lie within: {bounds}. Correct it.',
  ),
  parameter_must_be_greater: error(
    '“{name}”是 {found}，须大于“{other}”（{least}），否则档次重叠或永远用不到。请改正其一。',
    '"{name}" is {found}; it must be above "{other}" ({least}), or tiers overlap or are never reached. Correct one of them.',
  ),
  unit_must_follow_from_formula: error(
    '{what} 的单位是“{found}”，与公式得出或相加、相比的“{wanted}”不符。请改正单位或公式。',
    '{what} is in "{found}", while what its formula gives, adds or compares it with is in "{wanted}". Correct the unit or the formula.',
  ),
  region_of_setting_must_exist: error(
    '“{key}”所指的区域“{region}”不存在。区域有：{known}。',
    '"{key}" names the region "{region}", which does not exist. The regions are: {known}.',
  ),
  parameter_must_be_known: error('“{method}”没有参数“{name}”。可用：{known}。', '"{method}" has no parameter "{name}". Known: {known}.'),
  method_must_exist: error('计分方法“{method}”不是规则册中的公式规则。', 'the method "{method}" is no formula rule of the book.'),
  rule_must_be_in_force: error(
    '“{rule}”在 {day} 还没有生效的版本，最早 {first}。请检查期间，或补上更早的版本。',
    '"{rule}" has no version in force on {day}; the first takes effect on {first}. Check the period, or add the earlier version.',
  ),
  rule_must_exist: {
    severity: 'error',
    zh: '规则册缺少“{rule}”（{kind}）。请恢复文件 {file}。',
    en: 'the rule book lacks "{rule}" ({kind}). Restore the file {file}.',
  },
  input_must_be_supplied: error(
    '输入“{name}”没有数据来源。可用的输入：{known}。',
    'nothing supplies the input "{name}". Inputs that can be supplied: {known}.',
  ),
  kpi_must_be_known: error('没有指标“{name}”。可用：{known}。', 'there is no KPI "{name}". Known: {known}.'),
  kpi_must_be_shown_to_positions: error(
    'visibleTo 的“{found}”不是账号的职位。可用：{known}；单个账号写在 accounts。',
    'visibleTo names "{found}", which is no position of accounts. Known: {known}; single accounts stand in accounts.',
  ),
  kpi_must_be_shown_to_somebody: error(
    'visibleTo 没有写任何职位或账号，谁都看不到这个指标。请写上，或去掉 visibleTo。',
    'visibleTo names no position and no account, so that nobody would see the KPI. Name some, or leave visibleTo out.',
  ),
  kpis_must_not_take_themselves: error(
    '指标 {path}：这个指标经由其他指标用到了它自己，永远算不出来。请去掉其中一个输入。',
    'the KPI {path} takes itself by way of others, so that it could never be worked out. Take one of these inputs away.',
  ),
  kpi_key_must_be_its_own: error(
    'key“{key}”已用来称呼别的指标、计量、模块或名单的一列。请另起名字。',
    'the key "{key}" already names another KPI, a measure, a module or a column of lists. Choose another.',
  ),
  rule_must_suit_the_program: error(
    '{what} 是“{found}”，程序提供或认得的是：{wanted}。请改回。',
    '{what} is "{found}"; what the program supplies or understands is: {wanted}. Change it back.',
  ),
  rule_must_have_parameter: error(
    '缺少参数“{name}”，程序需要它。请恢复。',
    'the parameter "{name}", which the program relies on, is missing. Restore it.',
  ),
  rule_must_have_setting: error(
    '缺少设置“{name}”，程序需要它。请恢复。',
    'the setting "{name}", which the program relies on, is missing. Restore it.',
  ),
  method_must_take_kpis: error(
    '“{kpi}”的计分方法“{method}”的输入是 {found}；考核表提供的是 {wanted}。请换方法，或增减 second。',
    'the method "{method}" of "{kpi}" takes {found}; the scorecard gives it {wanted}. Choose another method, or add or remove "second".',
  ),
  method_must_count_as_the_kpi: error(
    '{what}：计分方法“{method}”的输入以“{found}”计，考核表给它的“{kpi}”（{of}）以“{wanted}”计。请改 of（value 为指标值，numerator 为分子），或换方法。',
    '{what}: the method "{method}" takes its input in "{found}", while the {of} of "{kpi}" that the scorecard gives it is in "{wanted}". Change "of" to value or numerator, or choose another method.',
  ),
  scorecard_must_treat_not_applicable: error(
    '考核表须有设置 whenNotApplicable，选项只能是 {known}。',
    'a scorecard needs the setting whenNotApplicable with choices among {known}.',
  ),
  weights_must_add_up_to_one: error(
    '“{group}”的权重合计 {found}，应恰为 1。请调整各权重。',
    'the weights of "{group}" add up to {found}, not to exactly 1. Adjust them.',
  ),
  clause_must_exist: error(
    '{path} 引用的条款“{clause}”不在任何制度中。请改正编号，或把条款加进 policies。',
    '{path} cites the clause "{clause}", which is in no policy. Correct the number, or add the clause under policies.',
  ),
  clause_must_be_unique: error(
    '条款“{clause}”出现两次。请删去或改号。',
    'the clause "{clause}" stands there twice. Remove or renumber one.',
  ),
  computed_clause_must_be_cited: error(
    '条款“{clause}”标为由规则计算，但没有规则引用它。请在规则中引用，或标为 computed: false 并写明 by。',
    'the clause "{clause}" is marked as computed, but no rule cites it. Cite it, or mark it computed: false and say by what.',
  ),
  example_must_name_inputs: error(
    '算例“{example}”中的“{name}”不是本规则的输入、参数或设置，或其值“{value}”读不懂。可用：{known}。',
    'the example "{example}" gives "{name}" as "{value}", which is no input, parameter or setting here, or not a number. Known: {known}.',
  ),
  example_must_give_value: error(
    '算例“{example}”的{whatZh}应为 {wanted}，算得 {found}。请改正公式或算例。',
    'the example "{example}": {what} should be {wanted} but is {found}. Correct the formula or the example.',
  ),
  decision_must_be_reached: error(
    '没有算例用到决定“{decision}”。请为它写一个算例。',
    'no example reaches the decision "{decision}". Write one that does.',
  ),
  one_decision_must_apply: error(
    '在 {inputs} 处适用的评级是“{applied}”，应恰有一个。请补上空档或消除重叠。',
    'at {inputs} the grades that apply are "{applied}"; exactly one must. Close the gap or remove the overlap.',
  ),
  decisions_must_not_conflict: error(
    '在 {inputs} 处 {applied} 同时适用，制度自相矛盾。请在 precedence 中写明谁优先。',
    'at {inputs} these apply at once: {applied}. Say in precedence which goes first.',
  ),
  shares_must_be_whole_fen: error(
    'rounding.places 是 {found}；奖金以分为单位发放，请写 2。',
    'rounding.places is {found}; a bonus is paid in whole fen: write 2.',
  ),
  shares_must_be_rounded_once: error(
    'result.scale 是 {found}；应分由 rounding 取整一次，请删去 result.scale。',
    'result.scale is {found}; shares are rounded once, by rounding: remove result.scale.',
  ),
  ties_must_be_decided: error(
    'rounding.ties 是“{found}”，不能定出先后：smallerKey（工号小者先得）须写且只写在最后，其他各写至多一次。',
    'rounding.ties is "{found}", which leaves ties open: write smallerKey, the smaller employee number, once and last, and each other at most once.',
  ),
  bands_must_rise: error(
    '{path} 的各档须从低到高，只有第一档可以不写 from。',
    'the bands of {path} must rise; only the first may do without "from".',
  ),
  plan_must_fit_together: error('{path} 是“{found}”，须为 {wantedZh}。', '{path} is "{found}"; it must be {wanted}.'),
  pool_must_have_a_value: error(
    '规则没有给出奖金总额（{reason}）。请改正公式或决定：每个区域都要有奖金总额，没有时为 0。',
    'the rule gives no pool ({reason}). Correct its formula or decisions: every region has a pool, 0 where there is none.',
  ),
  pool_must_not_be_negative: error(
    '算出的奖金总额是 {found}，不能为负。请改正公式或决定，如用 max(0, …)。',
    'the pool comes to {found}, which is below zero. Correct formula or decisions, for example with max(0, ...).',
  ),
  share_must_have_a_value: error(
    '公式没有给出 {employee} 的应分（{reason}）。请改正公式，或用决定说明这种情形如何分配。',
    'the formula gives {employee} no share ({reason}). Correct it, or write a decision that says how such a case is split.',
  ),
  share_must_not_be_negative: error(
    '公式给 {employee} 的应分是 {found}，不能为负。请改正公式，如用 max(0, …)。',
    'the formula gives {employee} a share of {found}, which is below zero. Correct it, for example with max(0, ...).',
  ),
  input_must_be_in_range: error(
    '“{input}”是 {found}，须在 {least} 与 {most} 之间。请核对来源数据。',
    '"{input}" is {found}; it must lie between {least} and {most}. Check the data it comes from.',
  ),
  inputs_must_suit_the_rule: error('{inputs}：{wordsZh}。请核对来源数据。', '{inputs}: {words}. Check the data it comes from.'),
} as const satisfies ProblemCatalogue

export type RuleProblemCode = keyof typeof RULE_PROBLEMS

const problem = problemsOf(RULE_PROBLEMS)

/** A problem of a rule file, with its place among the values so that the words can name it. */
export function ruleProblem(code: RuleProblemCode, at: RulePlace, values: Readonly<Record<string, string>> = {}): Problem {
  const where = at.version ? `${at.file} (${at.version})` : at.file
  return problem(code, { where, file: at.file, version: at.version, ...values }, { place: { file: at.file } })
}
