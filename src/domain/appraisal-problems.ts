import { type ProblemCatalogue, problemsOf } from '../base/problem.ts'

/** What an appraisal can find in data that were read without a mistake: repeated records, gaps, decisions that do not fit. */
export const APPRAISAL_PROBLEMS = {
  record_must_have_one_content: {
    severity: 'error',
    zh: '「{record}」出现了 {times} 次，内容不同（{differs}）。请只保留正确的一行；若是两笔业务，请各用自己的编号；若是一张订单、回款单或应收单的几行，请加“行号”列，每行各写一个；若是同一人离职后再次入职，请只留一行，每段任职写进“任职期”表。',
    en: '"{record}" appears {times} times with different content ({differs}). Keep the right row; if they are two records, give each its own number; if they are lines of one order, collection or receivable, add the column line and number them; if somebody left and came back, keep one row and write each spell of employment into the table spells.',
  },
  lines_must_all_be_numbered: {
    severity: 'error',
    zh: '「{record}」的这一行没有行号，而它的其他行有。同一张单据请每一行都写行号，或都不写。',
    en: 'This row of "{record}" has no line, and other rows of it have one. Number all lines of a document, or none.',
  },
  quota_must_be_one: {
    severity: 'error',
    zh: '「{record}」的计划出现了 {times} 次。每位业务员每个期间只能有一行计划，请合并或删除多余的行。',
    en: 'The quota "{record}" appears {times} times. A representative has one quota row per period: merge the rows or delete the extra ones.',
  },
  overall_mark_must_be_one: {
    severity: 'error',
    zh: '「{record}」的综合评价出现了 {times} 次。每人每期只有一个综合评价，请只保留负责经理的那一个。',
    en: 'The overall mark of "{record}" appears {times} times. A person has one overall mark per period: keep that of the responsible manager.',
  },
  repeated_record_counted_once: {
    severity: 'warning',
    zh: '「{record}」内容相同地出现了 {times} 次，只算一次。',
    en: '"{record}" appears {times} times with the same content and counts once.',
  },
  repeated_event_counted_once: {
    severity: 'warning',
    zh: '「{record}」同一天同一事项登记了 {times} 次（次数 {counts}），按最大的 {kept} 次算一次。',
    en: '"{record}" was recorded {times} times for the same day (counts {counts}); it counts once, with the largest count {kept}.',
  },
  commission_should_be_of_the_period: {
    severity: 'warning',
    zh: '区域 {region} 有 {months} 的销售提成（合计 {amount} 元），没有 {period} 的：按月的提成不计入这个期间。请补一行期间为 {period} 的提成。',
    en: 'The region {region} has commissions of {months} ({amount} together) and none of {period}: those of single months do not count for it. Add a row whose period is {period}.',
  },
  record_should_be_of_a_month: {
    severity: 'warning',
    zh: '{title}有 {count} 行的期间是 {period}（{people}）。该期间由各月合成（bonus.pool.longerPeriods=months），这些行不计入。请改写为其中某个月。',
    en: '{table} has {count} rows whose period is {period} ({people}). It is made of its months (bonus.pool.longerPeriods=months), so they do not count: write them for a month of it.',
  },
  quota_should_have_every_month: {
    severity: 'warning',
    zh: '{name}（{employee}）的计划（{figuresZh}）缺 {months}，{period} 无法按月相加，计划完成率不适用。请补上缺的月份（入职前的月份写 0），或写一行期间为 {period} 的计划。',
    en: 'The quota of {name} ({employee}) lacks {months} ({figuresEn}), so that the months of {period} have no sum and its completion is not applicable. Add what is missing (0 for months before hiring), or a row whose period is {period}.',
  },
  receipt_should_be_entered_once: {
    severity: 'warning',
    zh: '回款 {records} 的日期（{day}）、客户（{client}）、业务员（{rep}）和金额（{amount} 元）都相同。若是同一笔登记了两次，请删去多余的：回款净额会少 {difference} 元。',
    en: 'The collections {records} have the same day ({day}), client ({client}), rep ({rep}) and amount ({amount}). If one receipt was entered twice, delete the extra one: net collections then are {difference} less.',
  },
  marks_should_use_the_scale: {
    severity: 'warning',
    zh: '{period} 期间「{title}」表的评分最高只有 {highest}，而满分是 100。{remedyZh}。',
    en: 'The highest mark of the table {table} in {period} is {highest}, while the scale is 100. {remedyEn}.',
  },
  mark_should_have_two_digits: {
    severity: 'warning',
    zh: '{evaluator} 给 {engineer} 的「{itemTitle}」只有 {score} 分（满分 100）。是不是想写 {tenfold}？请核对。',
    en: 'The mark {item} of {engineer} by {evaluator} is {score} out of 100. Is {tenfold} meant? Check it.',
  },
  leave_should_have_one_slip: {
    severity: 'warning',
    zh: '{employee} 从 {first} 到 {last} 连续 {days} 天各有一条「{kindTitle}」，算 {days} 次。若是同一张请假单，只应算一次：请只留一行，或在这些行写同一个请假单号。',
    en: '{employee} has {kind} on {days} running days, {first} to {last}, which count {days} times. If it is one slip it counts once: keep one row, or give them the number of the slip.',
  },
  leave_should_be_told_once: {
    severity: 'warning',
    zh: '{employee} 在 {day} 有 {count} 张「{kindTitle}」：{slips}，算 {count} 次。若两份导出说的是同一次请假，请只留一行。',
    en: '{employee} has {count} slips of {kind} on {day}: {slips}, which count {count} times. If two exports tell of the same leave, keep one row.',
  },
  attendance_should_be_on_a_working_day: {
    severity: 'warning',
    zh: '{employee} 有 {count} 条考勤事项在放假的日子：{eventsZh}，照常计入。若那天本不用上班，请删去这些行。',
    en: 'Attendance of {employee} on holidays ({count}): {eventsEn}. It counts like any other. If nobody was to work on those days, delete the rows.',
  },
  weekend_attendance_should_be_meant: {
    severity: 'warning',
    zh: '有 {count} 条考勤事项在周末：{eventsZh}，照常计入。若公司周末不上班，请核对日期或删去这些行。',
    en: 'Attendance on weekends ({count}): {eventsEn}. It counts like any other. If nobody works on weekends, check the dates or delete the rows.',
  },
  public_holidays_should_be_known: {
    severity: 'warning',
    zh: '程序还不知道 {year} 年的法定节假日，{period} 的考勤只按周末看是否上班。请在「工作日历」表中写明这一年放假和补班的日子。',
    en: 'The public holidays of {year} are not known yet: attendance of {period} is held against weekends only. List the days off and the days worked in their place in the table holidays.',
  },
  day_should_be_near_the_others: {
    severity: 'warning',
    zh: '「{record}」的日期 {day} 离其他数据（{first} 至 {last}）太远，任何相近的考核期间都不会算到它。请核对年份。',
    en: 'The day of "{record}", {day}, is far from all others ({first} to {last}), so that no period near them counts it. Check the year.',
  },
  history_is_short: {
    severity: 'warning',
    zh: '「{kpiZh}」要看 {backZh}，而数据从 {day} 才开始，只按有的数据计算。{remedyZh}。',
    en: '{kpiEn} looks back to {backEn}, and the data begin on {day}: it is told from what there is. {remedyEn}.',
  },
  table_should_have_rows_in_period: {
    severity: 'warning',
    zh: '{period} 期间「{title}」表没有任何记录。若应有数据，请检查日期或补充导入。',
    en: 'The table {table} has no record in {period}. If there should be some, check the dates or import them.',
  },
  table_should_be_in_the_data: {
    severity: 'warning',
    zh: '数据中没有「{title}」表，各区域的回款净额和奖金总额按 0.00 计算。若应有数据，请补充导入。',
    en: 'The table {table} is not in the data at all, so net collections and pools are 0.00. If there should be some, import it.',
  },
  attendance_kind_must_be_classified: {
    severity: 'warning',
    zh: '{name}（{employee}）{day} 的「{kindTitle}」尚未归类，出勤无法评分。请设置 {setting}=late、call_absence 或 ignore。',
    en: '{name} ({employee}) has "{kind}" on {day}, which nobody has classified, so attendance has no score. Set {setting}=late, call_absence or ignore.',
  },
  module_must_have_data: {
    severity: 'warning',
    zh: '{name}（{employee}）的「{moduleTitle}」缺数据：{reasonZh}。{treatmentZh}',
    en: '{name} ({employee}) has no data for {module}: {reasonEn}. {treatmentEn}',
  },
  module_must_suit_its_rule: {
    severity: 'error',
    zh: '{name}（{employee}）的「{moduleTitle}」无法评分。{causeZh}',
    en: '{name} ({employee}) cannot be scored on {module}. {causeEn}',
  },
  final_score_must_suit_its_rule: {
    severity: 'error',
    zh: '{name}（{employee}）无法得出最终考核评分。{causeZh}',
    en: '{name} ({employee}) cannot have a final score. {causeEn}',
  },
  bonus_must_suit_its_rule: {
    severity: 'error',
    zh: '{region} 的奖金无法计算。{causeZh}',
    en: 'The bonus of {region} cannot be worked out. {causeEn}',
  },
  decision_should_be_needed: {
    severity: 'warning',
    zh: '{employee} 的「{moduleTitle}」有数据，处理决定（{decision}）不起作用。如确需更改，请改数据并说明原因。',
    en: 'The decision ({decision}) on {module} of {employee} has no effect: the module has data. To change the score, change the data and give the reason.',
  },
  decision_should_name_an_engineer: {
    severity: 'warning',
    zh: '处理决定中的 {employee} 不是本期间在职的技术客服，决定不起作用。请检查工号和期间。',
    en: 'The decision on {employee} has no effect: nobody of that number is a service engineer employed in the period. Check number and period.',
  },
  employee_region_should_be_first: {
    severity: 'warning',
    zh: '{name}（{employee}）在员工表中的区域 {region} 与其后 {from} 调入的区域相同，员工表可能导出的是当前区域。请核对 {period} 期间的区域。',
    en: '{name} ({employee}) has region {region} in the employees table, the same that the posting of {from} leads to: the export may show the current region. Check the region in {period}.',
  },
  pool_should_not_exceed_commission: {
    severity: 'warning',
    zh: '{region} 的奖金总额 {pool} 元超过销售提成 {commission} 元。请与财务核对提成，或启用封顶设置 bonus.pool.cap=commission。',
    en: 'The pool of {region}, {pool}, exceeds its sales commission of {commission}. Check the commission with finance, or cap the pool with bonus.pool.cap=commission.',
  },
  amounts_must_add_up: {
    severity: 'error',
    zh: '金额之和超出可精确计算的范围。请检查是否有异常巨大的金额。',
    en: 'The amounts add up to more than can be held exactly. Look for an amount that is far too large.',
  },
} as const satisfies ProblemCatalogue
export type AppraisalProblemCode = keyof typeof APPRAISAL_PROBLEMS

export const appraisalProblem = problemsOf(APPRAISAL_PROBLEMS)
