import { ACCESS, type Permission, tokenRule } from '../kernel/access.ts'
import { type Actor, actorScope } from '../kernel/service.ts'
import { isGrantable } from './token-scopes.ts'

/** What another system may do with a token, in words, for whoever chooses. A test finds scopes that have none. */
const SCOPE_WORDS: Readonly<Partial<Record<Permission, { readonly zh: string; readonly en: string }>>> = {
  'account.read': { zh: '读取账号', en: 'Read accounts' },
  'token.read': { zh: '读取访问令牌清单', en: 'Read the list of tokens' },
  'setting.read': { zh: '读取规则设置', en: 'Read settings' },
  'setting.write': { zh: '修改规则设置', en: 'Change settings' },
  'rule.read': { zh: '读取规则和制度条款', en: 'Read rules and policy clauses' },
  'rule.write': { zh: '起草和公布规则、薪酬方案与计量', en: 'Draft and publish rules, pay plans and measures' },
  'period.read': { zh: '读取考核期间', en: 'Read periods' },
  'period.write': { zh: '开启和推进考核期间', en: 'Open periods and move them on' },
  'upload.read': { zh: '读取上传', en: 'Read uploads' },
  'upload.write': { zh: '上传并导入数据', en: 'Upload and commit data' },
  'retention.read': { zh: '读取留存与清除', en: 'Read how long data are kept' },
  'record.read': { zh: '读取数据记录', en: 'Read records' },
  'record.write': { zh: '新增、修改、删除数据记录', en: 'Add, change and remove records' },
  'mark.read': { zh: '读取评分', en: 'Read marks' },
  'preview.read': { zh: '读取区域奖金试算', en: 'Read previews of a region’s split' },
  'deputy.read': { zh: '读取代理', en: 'Read deputies' },
  'deputy.write': { zh: '指定和结束代理', en: 'Name and end deputies' },
  'form.read': { zh: '读取反馈表链接', en: 'Read feedback links' },
  'form.write': { zh: '建立反馈表链接', en: 'Make feedback links' },
  'form.settle': { zh: '处理不能记入的客户答复', en: 'Settle clients’ answers that could not be entered' },
  'outstanding.read': { zh: '读取待办事项', en: 'Read what is outstanding' },
  'odd.read': { zh: '读取疑点', en: 'Read what looks odd' },
  'incomplete.read': { zh: '读取缺项个案', en: 'Read incomplete cases' },
  'run.read': { zh: '读取运算', en: 'Read runs' },
  'run.write': { zh: '开始和取消运算', en: 'Start and cancel runs' },
  'what_if.read': { zh: '读取试算', en: 'Read what-ifs' },
  'what_if.write': { zh: '开始和删除试算', en: 'Start and remove what-ifs' },
  'run.export': { zh: '导出一次运算的数据集', en: 'Take the dataset of a run away' },
  'result.read': { zh: '读取考核结果', en: 'Read results' },
  'opportunity.read': { zh: '读取销售漏斗', en: 'Read the sales pipeline' },
  'distribution.read': { zh: '读取评分分布', en: 'Read the distribution of scores' },
  'confirmation.read': { zh: '读取确认与签字', en: 'Read confirmations' },
  'appeal.read': { zh: '读取申诉', en: 'Read appeals' },
  'adjustment.read': { zh: '读取调整', en: 'Read adjustments' },
  'bonus.read': { zh: '读取奖金总览', en: 'Read the bonus board' },
  'payment.read': { zh: '读取发放情况', en: 'Read payments' },
  'payment.write': { zh: '标记已发放', en: 'Mark as paid' },
  'payment.trail': { zh: '读取发放记录', en: 'Read the record of payments' },
  'document.read': { zh: '下载表单', en: 'Download documents' },
  'document.downloads': { zh: '读取表单下载记录', en: 'Read who took documents' },
  'audit.read': { zh: '读取审计日志', en: 'Read the audit trail' },
  'system.read': { zh: '读取系统状态', en: 'Read system health' },
}

export interface ScopeView {
  readonly scope: string
  readonly zh: string
  readonly en: string
  readonly needsApproval: boolean
  /** Whether whoever asks may do it, and so may give it to a token. */
  readonly mayGive: boolean
}

/** Every scope that a token can have, in the order of the table of access. */
export function grantableScopes(actor: Actor): ScopeView[] {
  return Object.keys(ACCESS)
    .filter(isGrantable)
    .map((scope) => ({
      scope,
      ...(SCOPE_WORDS[scope] ?? { zh: scope, en: scope }),
      needsApproval: tokenRule(scope) === 'approved',
      mayGive: actorScope(actor, scope) !== undefined,
    }))
}
