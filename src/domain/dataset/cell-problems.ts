import type { ProblemCatalogue, ProblemWords } from '../../base/problem.ts'

const error = (zh: string, en: string): ProblemWords => ({ severity: 'error', zh, en })
const warning = (zh: string, en: string): ProblemWords => ({ severity: 'warning', zh, en })

/** What can be wrong with the cells and rows of a table. `{title}` is the column's Chinese title, `{column}` its English key. */
export const CELL_PROBLEMS = {
  cell_must_be_given: error('“{title}”不能为空。请填写。', 'The column {column} must not be blank. Fill it in.'),
  cell_must_not_be_too_long: error(
    '单元格有 {length} 个字符，超过 {limit} 的上限。请缩短。',
    'The cell has {length} characters, more than the limit of {limit}. Shorten it.',
  ),
  cell_must_not_be_an_error_value: error(
    '单元格是错误值 {found}。请改正公式，或直接填写数值。',
    'The cell holds the error value {found}. Correct its formula, or write the value itself.',
  ),
  formula_must_have_a_value: error(
    '单元格的公式没有保存计算结果。请用 Excel 或 WPS 打开、重新计算并保存，或直接填写数值。',
    'The formula in this cell was saved without its result. Open the workbook in a spreadsheet program, recalculate and save it, or write the value itself.',
  ),
  text_must_not_hold_control_characters: error(
    '“{found}”中含有换行或控制字符。请删去。',
    '"{found}" holds a line break or a control character. Take it out.',
  ),
  code_must_not_be_shortened: error(
    '“{found}”是被电子表格缩写过的编号，原来的数字已丢失。请把该列设为文本格式后重新填写。',
    '"{found}" is a number that a spreadsheet has shortened; its digits are lost. Format the column as text and write it again.',
  ),
  amount_must_be_a_number: error(
    '“{found}”不是金额。请写成 12345.67 的形式；负数写成 -12345.67。',
    '"{found}" is not an amount. Write it as 12345.67, a negative one as -12345.67.',
  ),
  amount_must_be_in_plain_yuan: error(
    '“{found}”带有单位。请写成以元为单位的数字，例如 35000，不写“万”或“元”。',
    '"{found}" carries a unit. Write the amount in yuan as a number such as 35000, without 万 or 元.',
  ),
  amount_must_have_its_separators_in_place: error(
    '“{found}”中的逗号位置不对。请写成 12345.67 或 12,345.67。',
    'The commas in "{found}" are out of place. Write the amount as 12345.67 or 12,345.67.',
  ),
  amount_must_have_at_most_two_decimals: error(
    '“{found}”的小数超过两位。金额以元为单位，最多两位小数，例如 12345.67。',
    '"{found}" has more than two decimals. Amounts are in yuan with at most two, such as 12345.67.',
  ),
  amount_must_be_below_ten_trillion: error(
    '“{found}”太大：金额必须小于 10,000,000,000,000 元。请检查单位。',
    '"{found}" is too large: an amount must be below 10,000,000,000,000 yuan. Check its unit.',
  ),
  currency_must_be_cny: error(
    '币种是“{found}”，只接受人民币。请换算成人民币，币种写 CNY、RMB 或 人民币。',
    'The currency is "{found}"; only renminbi is taken. Convert the amount and write CNY, RMB or 人民币.',
  ),
  quantity_must_be_a_number: error(
    '“{found}”不是数量。请写成数字，例如 12 或 12.5，最多六位小数，绝对值小于 90 亿。',
    '"{found}" is not a quantity. Write a number such as 12 or 12.5 with at most six decimals, below 9 billion.',
  ),
  share_must_be_a_part: error(
    '“{found}”不是 0 到 1 之间的比例。请写成 1/3、50% 或 0.5。',
    '"{found}" is no part of a whole. Write a fraction such as 1/3, per cent with its sign such as 50%, or a decimal up to 1.',
  ),
  score_must_be_from_0_to_100: error(
    '“{found}”不是分数。请写 0 到 100 之间的数字，最多两位小数，例如 92.5。',
    '"{found}" is not a score. Write a number from 0 to 100 with at most two decimals, such as 92.5.',
  ),
  count_must_be_a_whole_number: error(
    '“{found}”不是次数。请写不小于 {least} 的整数。',
    '"{found}" is not a count. Write a whole number from {least} up.',
  ),
  date_must_be_a_date: error(
    '“{found}”不是日期。请写成 2026-10-05 的形式，或使用 Excel 的日期格式。',
    '"{found}" is not a date of the calendar. Write it as 2026-10-05, or as a real date of the spreadsheet.',
  ),
  time_must_be_a_time: error(
    '“{found}”中的时刻不存在。时刻写 00:00 到 23:59，半夜十二点写次日 00:00；只要日期时可以不写时刻。',
    '"{found}" holds a time of day that no clock shows. Write 00:00 to 23:59, midnight as 00:00 of the next day, or the date alone.',
  ),
  period_must_be_a_period: error(
    '“{found}”不是考核期间。请写成 2026-10（月）、2026-Q4（季）、2026-H2（半年）或 2026（年）。',
    '"{found}" is not a period. Write 2026-10 (month), 2026-Q4 (quarter), 2026-H2 (half-year) or 2026 (year).',
  ),
  flag_must_be_yes_or_no: error('“{found}”既不是“是”也不是“否”。请写 是 或 否。', '"{found}" is neither yes nor no. Write yes or no.'),
  choice_must_be_one_of_the_list: error(
    '“{found}”不在“{title}”的可选项中。请写其中之一：{titles}。',
    '"{found}" is not a choice of {column}. Write one of: {choices}.',
  ),
  employee_must_exist: error(
    '员工表中没有“{found}”。{nearZh}请核对工号，或先在员工表中补上此人。',
    'The employees table has nobody "{found}". {nearEn}Check the number, or add the person to the employees table.',
  ),
  client_must_exist: error(
    '客户表中没有“{found}”。{nearZh}请核对客户编码，或先在客户表中补上。',
    'The clients table has no "{found}". {nearEn}Check the code, or add the client to the clients table.',
  ),
  region_must_exist: error(
    '区域表中没有“{found}”。{nearZh}请核对区域编码，或先在区域表中补上。',
    'The regions table has no "{found}". {nearEn}Check the code, or add the region to the regions table.',
  ),
  name_must_mean_one_record: error(
    '“{found}”是多个记录的名称（{codes}）。请改写编码或工号。',
    'Several records are named "{found}" ({codes}). Write the code or number of the one that is meant.',
  ),
  reference_by_name: warning(
    '“{found}”是名称，按 {code} 处理。建议改写编码或工号。',
    '"{found}" is a name; it was taken as {code}. Better write the code or number.',
  ),
  reference_by_alias: warning(
    '“{found}”是客户别名，按 {code} 处理。',
    '"{found}" is another code or name of a client; it was taken as {code}.',
  ),
  client_should_not_be_an_alias: warning(
    '客户“{found}”已并入 {client}（客户别名），这一行没有读取。名称、区域、业务员以 {client} 为准。',
    'The client "{found}" is {client} by now (client_aliases); its row was not read. Name, region and rep are those of {client}.',
  ),
  references_must_agree: error(
    '“{own}”是 {code}，旁边的“{beside}”却是 {found}（{other}）。请核对，把两列改成一致。',
    '"{own}" is {code}, but "{beside}" next to it is {found} ({other}). Check them and make the two columns agree.',
  ),
  client_should_be_registered_once: warning(
    '“{found}”与客户 {other} {likeZh}，是不是同一个客户？若是，请合并这两个客户，或在“客户别名”表写明：新顾客、老顾客和欠款都按客户计算。',
    '"{found}" has the {likeEn} as {other} - the same client? If so, merge the two, or write one into client_aliases: new clients, retention and arrears go by the client.',
  ),
  quota_must_not_be_negative: error(
    '计划“{found}”是负数。请写不小于 0 的数；没有计划就留空。',
    'The quota "{found}" is negative. Write a number from 0 up, or leave it blank where there is none.',
  ),
  spells_must_not_overlap: error(
    '任职期自 {found} 起，与同一人的另一段任职期（{spell}）重叠。请核对起止日期；离职日期为空表示仍在职。',
    'The spell from {found} overlaps with another of the same person ({spell}). Check the days; a blank leaving day means still employed.',
  ),
  posting_must_say_what_changes: error(
    '调动既没有写区域，也没有写岗位。请至少填写一项。',
    'The posting names neither a region nor a position. Fill in at least one of them.',
  ),
  leaving_must_not_be_before_hire: error(
    '离职日期 {found} 早于入职日期 {hired}。请核对这两个日期。',
    'The leaving day {found} lies before the hiring day {hired}. Check both.',
  ),
  adjustment_must_have_a_reason: error(
    '调整必须写明原因。请填写“原因”。',
    'An adjustment must state its reason. Fill in the column reason.',
  ),
  collection_must_have_a_region: error(
    '无法确定这笔回款的区域。请填写“区域”，或填写员工表中的业务员。',
    'No region can be found for this collection. Fill in the region, or a rep who is in the employees table.',
  ),
  decision_must_have_a_value: error(
    '处理方式为“给定分数”时必须填写分值。',
    'A decision "value" must state the value. Fill in the column value.',
  ),
  decision_must_name_a_module: error(
    '处理方式“{found}”必须写明模块。请写其中之一：{titles}。',
    'A decision "{found}" must name its module. Write one of: {choices}.',
  ),
  exclusion_must_not_name_a_module: error(
    '“不参与分配”针对整个人，不能写模块“{found}”。请清空模块。',
    'A decision "exclude" is about the whole person and names no module, but "{found}" is given. Clear the module.',
  ),
} as const satisfies ProblemCatalogue
