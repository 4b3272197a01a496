import type { ProblemCatalogue, ProblemWords } from '../../base/problem.ts'

const error = (zh: string, en: string): ProblemWords => ({ severity: 'error', zh, en })
const warning = (zh: string, en: string): ProblemWords => ({ severity: 'warning', zh, en })

/** What can be wrong with reports 报表 of other programs, and what is said of how they were read. */
export const REPORT_PROBLEMS = {
  layout_must_be_recognised: error(
    '认不出这是什么表，没有读取。请在上传页用“列对应”说明各列的含义并保存方案（命令行用 --profile 使用它），或按表名命名并使用模板中的表头。',
    'What this file holds is not recognised, and nothing was read. Say on the mapping page of an upload what its columns mean and keep that as a profile (by command: --profile), or use the headers of the template and name the file after its table.',
  ),
  list_was_understood: warning(
    '这个文件不是按表名命名的，按表头和内容作为“{title}”（{table}）读取：{columns}。若不对，请改文件名或移走。',
    'This file is not named after a table; by its headers and values it was read as {table}: {columns}. If that is wrong, rename it or move it away.',
  ),
  attendance_word_must_be_understood: error(
    '“{found}”中的“{word}”不知道是哪种考勤情况，没有猜测。请在列对应中说明它是哪种（例如迟到、请假、法定假），或者不算。',
    'What "{word}" in "{found}" means for attendance is not known, and nothing is guessed. Say in the mapping which kind it is (such as late, leave, statutory_leave), or that it is none.',
  ),
  report_month_must_be_told: error(
    '这张表没有写明是哪个月（表头从“{found}”起）。请在标题里写上统计日期，或者选择期间（命令行：--period 2026-10）。',
    'This report does not say which month it is of (its days begin with "{found}"). Write the days into its title, or name the period (by command: --period 2026-10).',
  ),
  date_must_have_its_year: error(
    '日期“{found}”没有年份，不能确定是哪一天：报表没有写明期间，或者日期不在期间（{days}）内。请在上传时选择期间（命令行：--period 2026-10），或导出带年份的日期。',
    'The date "{found}" has no year, and which day it is cannot be told: the report does not say its days, or it lies outside of them ({days}). Name the period (by command: --period 2026-10), or export dates with their years.',
  ),
  late_counts_stand_apart: warning(
    '有 {count} 人既有“{late}”又有“{serious}”，例如 {lateCount} 和 {seriousCount}：按两者分别计，迟到 {lateCount} 次、严重迟到 {seriousCount} 次。如果前者已经包含后者，请在列对应中说明（forms.late：contains）。',
    '{count} rows have both "{late}" and "{serious}", such as {lateCount} and {seriousCount}: they are counted apart, as {lateCount} and {seriousCount}. If the former has the latter in it, say so in the mapping (forms.late: contains).',
  ),
  late_must_contain_serious_late: error(
    '“{late}”是 {lateCount}，少于“{serious}”的 {seriousCount}，不可能包含它。请核对这一行，或在列对应中说明两者分别计（forms.late：separate）。',
    '"{late}" is {lateCount}, less than the {seriousCount} of "{serious}", and cannot have it in it. Check the row, or say in the mapping that they are counted apart (forms.late: separate).',
  ),
  report_days_must_agree: error(
    '日期列“{found}”与 {month} 起的日历对不上（日或星期不同）。请检查统计日期或所选期间是否正确。',
    'The day column "{found}" does not agree with a calendar from {month} on. Check the days in the title, or the period that was chosen.',
  ),
  report_state_must_be_understood: error(
    '审批状态“{found}”不知道算不算通过，没有猜测。请在列对应中说明：算，或不算。',
    'Whether "{found}" means that it was granted is not known, and nothing is guessed. Say in the mapping whether such rows count.',
  ),
  report_rows_were_left_out: warning(
    '有 {count} 行没有读取（{whyZh}）：第 {rows} 行，例如“{found}”。若应当计入，请在原系统处理后重新导出。',
    '{count} rows were not read ({whyEn}): {rows}, such as "{found}". If they are to count, settle it where they come from and export again.',
  ),
  leave_days_were_taken_as_one: warning(
    '报表没有单号：同一人连续请假的日子各算作一次请假，合并了 {count} 天。若其中有两张假单，请改用请假单据导出。',
    'The report names no slips: leave on days on end was taken as one leave each; {count} further days were joined to it. If two slips lie next to each other, bring in the export of slips instead.',
  ),
  events_stand_on_the_last_day: warning(
    '这张汇总表没有日期：{count} 项次数都记在 {day} 这一天；请假、旷工只有天数或小时数的，各算一次。',
    'These totals have no days: {count} figures stand on {day}; leave and absence that are given in days or hours count as one each.',
  ),
  punch_times_must_have_results: error(
    '这张表只有打卡时间，没有迟到、早退、缺卡的结果；权衡不自行判断几点算迟到。请导出带考勤结果的报表：钉钉“每日统计”或“月度汇总”，企业微信“上下班打卡日报/月报”，飞书“每日考勤结果”，考勤机“异常统计”或“考勤汇总”。',
    'This sheet has punch times only, without what came of them, and nobody here decides from when on somebody is late. Export a report with results: DingTalk "每日统计" or "月度汇总", WeCom "日报" or "月报", Feishu "每日考勤结果", of a time clock "异常统计" or "考勤汇总".',
  ),
  daily_sheets_must_be_one_list: error(
    '这个工作簿有 {count} 个工作表各是一天（{found} …），不是一张清单，没有读取。请导出月报（钉钉“月度汇总”、企业微信“月报”、考勤机“考勤汇总”），或把每天的行合并到一个工作表，并加上日期列。',
    'This workbook has {count} sheets of a day each ({found} ...) and is no list, so nothing was read. Export a report of the month (DingTalk "月度汇总", WeCom "月报", of a time clock "考勤汇总"), or put the rows of all days into one sheet with a column for the date.',
  ),
  form_must_be_a_list: error(
    '这像是一人一张的考核表或申请表，不是一行一条记录的清单，无法读取。请导出清单，或在打分页面填写。',
    'This looks like a form for one person and is no list with a row a record. Export a list, or fill the marks in on their page.',
  ),
} as const satisfies ProblemCatalogue
