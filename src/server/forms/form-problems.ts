import { type Problem, problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What making, answering and settling a client's form 反馈表 can run into. */
const FORM_PROBLEMS = {
  form_link_must_be_valid: {
    severity: 'error',
    status: 404,
    zh: '这个链接无效。请检查链接是否完整，或向给您链接的工程师索取新的链接。',
    en: 'This link is not valid. Check that it is complete, or ask the engineer who gave it to you for another.',
  },
  form_must_not_be_answered_already: {
    severity: 'error',
    status: 409,
    zh: '这份反馈表已经填写过，每个链接只能填写一次。',
    en: 'This form has been filled in already; a link takes one answer.',
  },
  form_must_not_be_expired: {
    severity: 'error',
    status: 409,
    zh: '这份反馈表已过填写期限。请向给您链接的工程师索取新的链接。',
    en: 'The time to fill in this form is over. Ask the engineer who gave you the link for another.',
  },
  form_must_not_be_revoked: {
    severity: 'error',
    status: 409,
    zh: '这份反馈表已作废，不再需要填写。',
    en: 'This form was withdrawn and need not be filled in.',
  },
  form_answer_must_fit_the_form: {
    severity: 'error',
    status: 422,
    zh: '填写的内容与这份反馈表不符。请重新打开链接后填写。',
    en: 'What was filled in does not belong to this form. Open the link again and fill it in.',
  },
  service_day_must_have_come: {
    severity: 'error',
    status: 422,
    zh: '服务日期 {day} 还没有到。反馈表在服务完成之后发给客户。',
    en: 'The service day {day} has not come yet. The form goes to the client after the job is done.',
  },
  engineer_must_be_a_service_engineer: {
    severity: 'error',
    status: 422,
    zh: '员工表中没有工号为 {employee} 的技术客服。反馈表评价的是技术客服的服务。',
    en: 'No service engineer has the number {employee}. The form is about the service of an engineer.',
  },
  form_client_must_be_known: {
    severity: 'error',
    status: 422,
    zh: '客户表中没有“{client}”，或有不止一个。请填写客户编码；也可以不选客户，只填写表上显示的名称。',
    en: 'The clients table has no "{client}", or several. Give the client’s code; or choose no client and only write the name that the form shows.',
  },
  form_link_must_be_unanswered: {
    severity: 'error',
    status: 409,
    zh: '反馈表 {number} 已填写或已作废，不能再作废或重新发出。',
    en: 'The form {number} has been answered or withdrawn: it cannot be withdrawn or sent out again.',
  },
  form_must_be_answered_away_from_its_maker: {
    severity: 'error',
    status: 409,
    zh: '这份反馈表是在建立链接的设备上填写的（该设备登录过：{who}），可能不是客户本人填写。',
    en: 'The form was filled in on the device that its link was made on (signed in there: {who}): perhaps no client did.',
  },
  form_must_be_answered_away_from_the_engineer: {
    severity: 'error',
    status: 409,
    zh: '这份反馈表是在被评价的技术客服登录过的设备上填写的（该设备登录过：{who}），可能不是客户本人填写。',
    en: 'The form was filled in on a device of the engineer it is about (signed in there: {who}): perhaps no client did.',
  },
  form_must_be_answered_away_from_staff: {
    severity: 'error',
    status: 409,
    zh: '这份反馈表是在公司员工登录过的设备上填写的（该设备登录过：{who}），可能不是客户本人填写。',
    en: 'The form was filled in on a device of somebody of the company (signed in there: {who}): perhaps no client did.',
  },
  form_must_be_the_only_one_of_the_job: {
    severity: 'error',
    status: 409,
    zh: '同一技术客服、同一客户、{day} 的服务已有另一份表：{numbers}。一次服务只计一份，请核实后决定。',
    en: 'There is another form about the same engineer, client and service day {day}: {numbers}. One job counts once; look into it and decide.',
  },
  form_for_a_closed_period_must_be_accepted: {
    severity: 'error',
    status: 409,
    zh: '期间 {period} 已关闭，而链接是技术客服本人建立的，须由人事决定是否作为迟到数据计入。',
    en: 'The period {period} is closed and the engineer made the link: HR decides whether it counts as late data.',
  },
  form_link_for_a_closed_period_must_be_made_by_hr: {
    severity: 'error',
    status: 409,
    zh: '服务日期 {day} 所在期间 {period} 已关闭，只有人事可以为它建立或重新发出链接。请联系人事。',
    en: 'The service day {day} lies in {period}, which is closed: only HR makes or sends out links for it. Ask HR.',
  },
  form_answer_must_be_accepted_with_a_reason: {
    severity: 'error',
    status: 422,
    zh: '反馈表 {number} 的答复存疑，采信须写明理由。',
    en: 'It is doubtful that a client gave the answer {number}: say why it is to count.',
  },
  form_answer_must_be_held: {
    severity: 'error',
    status: 409,
    zh: '反馈表 {number} 没有待处理的答复。',
    en: 'The form {number} has no answer that waits to be settled.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type FormProblemCode = keyof typeof FORM_PROBLEMS

export const formProblem = problemsOf(FORM_PROBLEMS)

/** Why it is doubtful that an answer is a client's, or is to count beside others: HR accepts it with a reason, or not. */
const DOUBTS: readonly string[] = [
  'form_must_be_answered_away_from_its_maker',
  'form_must_be_answered_away_from_the_engineer',
  'form_must_be_answered_away_from_staff',
  'form_must_be_the_only_one_of_the_job',
  'form_for_a_closed_period_must_be_accepted',
] satisfies readonly FormProblemCode[]

export function isDoubt({ code }: Pick<Problem, 'code'>): boolean {
  return DOUBTS.includes(code)
}
