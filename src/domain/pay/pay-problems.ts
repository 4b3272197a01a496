import { type ProblemCatalogue, problemsOf } from '../../base/problem.ts'

/** What can stand in the way of paying by a plan 薪酬方案 (POLICY P). An error: nobody is paid by guessing. */
export const PAY_PROBLEMS = {
  figure_of_plan_must_be_known: {
    severity: 'error',
    zh: '方案 {plan} 要按“{by}”计算 {employee} 的提成（单据 {document}），但它没有数值。请补齐数据，或在方案中换一个依据。',
    en: 'The plan {plan} goes by "{by}" for {employee} (document {document}), and there is no such figure. Give the data that it is counted from, or choose another one in the plan.',
  },
  coefficient_must_be_known: {
    severity: 'error',
    zh: '方案 {plan} 没有“{by}”为“{found}”时的系数（{employee}，单据 {document}）。请在方案中补上这一项，或改正数据。',
    en: 'The plan {plan} has no coefficient for "{by}" = "{found}" ({employee}, document {document}). Add it to the plan, or correct the data.',
  },
  credits_must_add_up_to_one: {
    severity: 'error',
    zh: '单据 {record} 的分成之和是 {found}，应为 1。请改正各人的分成比例，例如 1/3、1/3、1/3。',
    en: 'The shares of the document {record} add up to {found}, not to 1. Correct them, for example to 1/3, 1/3, 1/3.',
  },
  credited_document_must_exist: {
    severity: 'warning',
    zh: '分成表中的单据 {record} 不在“{title}”表的已审核单据中，这些分成不起作用。请核对单据编号。',
    en: 'The document {record} of the table credits is not among the audited ones of {table}; its shares have no effect. Check its number.',
  },
  person_must_have_one_plan: {
    severity: 'error',
    zh: '{employee} 同时适用方案 {plan} 和 {other}，它们按同一项计算。请用区域或名单把适用的人分开。',
    en: '{employee} comes under the plans {plan} and {other}, which pay for the same. Tell them apart by region or by naming people.',
  },
  pay_base_must_be_given: {
    severity: 'warning',
    zh: '{employee} 没有 {period} 最后一天有效的绩效基数，没有计算绩效工资。请在“绩效基数”表中补一行。',
    en: '{employee} has no pay base on the last day of {period}, so no performance pay was computed. Add a row to the table pay_bases.',
  },
  grade_must_be_reached: {
    severity: 'warning',
    zh: '{employee} 的得分（{points}）没有对应的等级，没有计算绩效工资。',
    en: 'No grade goes with the points of {employee} ({points}), so no performance pay was computed.',
  },
  refund_has_no_receipt: {
    severity: 'warning',
    zh: '退款 {record}（{amount} 元）在数据中找不到同一客户、同一业务员更早的回款，按 {period} 计算。若原回款更早，请一并导入。',
    en: 'No earlier receipt of the same client and representative is in the data for the refund {record} ({amount}); it lowers {period}. Import the receipt if it is older than the data.',
  },
  commission_is_computed: {
    severity: 'warning',
    zh: '区域 {region} 的提成按方案计算（{computed} 元）；“提成”表中填写的 {given} 元没有使用。',
    en: 'The commission of the region {region} is what the plan computes ({computed}); the {given} written in the table commissions were not used.',
  },
} as const satisfies ProblemCatalogue

/** A problem of a plan; its place is the record that it is about, where there is one. */
export const payProblem = problemsOf(PAY_PROBLEMS)
