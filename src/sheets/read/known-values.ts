import type { Column } from '../../domain/dataset/table.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { isOrdinary, type Telling } from '../../domain/dataset/telling-columns.ts'
import { COUNTS, headerKey } from './header-map.ts'

/** Words in the form in which headers and values are compared, without white space and marks. */
function plain(text: string): string {
  return headerKey(text).replace(/[-_.,/'"()]/g, '')
}
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** What programs call the states of a document. */
const STATES = {
  audited: words(`
    已审核 审核 审核通过 已审批 审批通过 通过 已通过 同意 已同意 完成 已完成 完结 已完结 结束 已结束 正常 有效 已生效 生效 已核准 核准 已批准 批准 已确认 确认 已记账 已过账 已入账
    审核完成 审批完成 已复核 已收款 已到账 已成交 赢单 成交 已关单 未作废 未取消 未红冲
    audited approved complete completed done posted active normal valid confirmed paid partiallypaid partlypaid unpaid overdue closedwon won authorised authorized
    salesorder locked invoiced tobill todeliverandbill cleared deposited reconciled
  `),
  draft: words(`
    草稿 暂存 未提交 待提交 创建 新建 重新审核 未审核 待审核 审核中 未复核 待复核 复核中 未审 待审 未审批 待审批 审批中 未批准 待确认 未确认 待收款 未到账 跟进中 谈判中
    draft pending pendingapproval awaitingapproval unapproved notapproved quotation quotationsent saved
    prospecting qualification needsanalysis valueproposition iddecisionmakers perceptionanalysis proposalpricequote negotiationreview
  `),
  void: words(`
    作废 已作废 废弃 已废弃 取消 已取消 撤销 已撤销 撤回 已撤回 已删除 删除 失效 已失效 红冲 已红冲 冲红 已冲红 冲销 已冲销 驳回 已驳回 审批驳回 审核驳回 拒绝 已拒绝 审批拒绝
    退回 已退回 已终止 终止 审核不通过 审批不通过 未通过 不通过 审核未通过 审批未通过 输单 丢单 已关闭失败
    cancelled canceled void voided rejected declined deleted reversed closedlost lost expired bounced failed
  `),
} as const

/**
 * States that one program gives a document that counts and another one that does not yet: 已提交 Submitted is final in ERPNext and waits
 * for approval in Xero and in expense programs, Sent is an invoice's or a quotation's, Open and 进行中 an order's or a deal's. They are asked.
 */
const AMBIGUOUS = words('已提交 提交 submitted sent open new inprocess inprogress 进行中 处理中 processing')
/** States of payment: an order counts before it is paid, and money does not. */
const ABOUT_PAYMENT: Readonly<Partial<Record<TableKey, ReadonlySet<string>>>> = {
  orders: words('未收款 未到账 待收款'),
  collections: words('unpaid overdue partiallypaid partlypaid'),
}
/** An approval that is over, whichever way it was decided: its result stands in a column of its own. */
const OVER = words('完成 已完成 完结 已完结 结束 已结束 审批完成 completed complete done finished')
const APPROVAL = /^(?:当前)?(?:审批|流程|申请)状态$|^approvalstatus$/
const RESULT = /(?:审批|流程|申请)结果$|^approvalresult$/

const TAKING_BACK = words(`
  退款 退款单 收款退款单 收款退款 销售退款 销售退款单 回款退款 退款冲销 付款 付款单 红字 红字单 红字收款单 红字发票 负单 退货 退货单 销售退货 销售退货单 退货订单 退货入库 退货款 销退
  refund refunds customerrefund pay salesrefund salesreturn return creditnote creditmemo refundreceipt
`)
const GIVING = words(`
  收款 收款单 销售收款 销售收款单 收款通知 回款 回款单 普通收款 预收款单 蓝字 蓝字发票 订单 销售订单 标准销售订单 普通销售 标准销售 销售 销售单 销货单 销售出库单 销售发票 发票
  receive receipt receipts payment payments customerpayment received receivemoney order salesorder sale invoice salesinvoice invoices salesreceipt
`)

const PARTY_TYPE = /^(?:往来单位类型|往来类型|往来户类型|付款单位类型|对方类型|对方单位类型|收款对象类型|partytype|payertype)$/
const CUSTOMER = words('客户 顾客 购货单位 customer customers client clients')
const NEGATED = /作废|取消|红冲|冲销|注销|删除|void|cancel|deleted/
const YES = words('是 y yes true 1 √ ✓ 已')

/** What a state says of a document of a table in every program; undefined for one that has to be asked. */
function meaningOfState(table: TableKey, text: string): keyof typeof STATES | undefined {
  const value = plain(text)
  return ABOUT_PAYMENT[table]?.has(value) ? undefined : (['audited', 'draft', 'void'] as const).find((state) => STATES[state].has(value))
}

/** Whether a text is some program's word for the state of a document, whatever it means there. */
export function isStateWord(text: string): boolean {
  const value = plain(text)
  return AMBIGUOUS.has(value) || Object.values(STATES).some((state) => state.has(value))
}

/** Whether a text below a header says only that an approval is over, and no other header of the sheet how it ended: 审批状态 完成 without 审批结果. */
export function isWithoutResult(header: string, headers: readonly string[], text: string): boolean {
  return OVER.has(plain(text)) && APPROVAL.test(plain(header)) && !headers.some((each) => RESULT.test(plain(each)))
}

/** Whether a header names the sort of company that pays: only customers 客户 do. */
export function isPartyType(header: string): boolean {
  return PARTY_TYPE.test(plain(header))
}

/**
 * What a value of a column that the table does not have means where everybody knows it: `counts`, "status:void" or, where the table has no such
 * column, null, which leaves its row out. Undefined for what has to be asked.
 */
export function knownMeaning(table: TableKey, telling: Telling | undefined, header: string, text: string): string | null | undefined {
  if (isPartyType(header)) return text === '' || CUSTOMER.has(plain(text)) ? COUNTS : null
  if (text === '') return telling === 'signature' ? choiceOf(table, 'status', 'draft') : COUNTS
  if (telling === 'signature') return COUNTS
  const state = meaningOfState(table, text)
  if (telling === 'status' && state === undefined) {
    const isYes = YES.has(plain(text))
    if (!isYes && !isOrdinary('status', header, text) && !/^(?:否|n|no|false|0|未|×|x)$/.test(plain(text))) return undefined
    if (NEGATED.test(plain(header))) return isYes ? choiceOf(table, 'status', 'void') : COUNTS
    return isYes ? COUNTS : choiceOf(table, 'status', 'draft')
  }
  if (telling !== 'type' && state !== undefined) return state === 'audited' ? COUNTS : choiceOf(table, 'status', state)
  const type = knownType(table, text)
  if (type !== undefined) return type === 'receipt' || type === 'order' ? COUNTS : `type:${type}`
  return telling !== undefined && telling !== 'status' && isOrdinary(telling, header, text) ? COUNTS : undefined
}

/** The state, or null where the table has none and such rows are no records. */
function choiceOf(table: TableKey, column: string, choice: string): string | null {
  return TABLES[table].columns.some(({ key }) => key === column) ? `${column}:${choice}` : null
}

/** The type of a document in the words of its table; undefined where the table knows none, or nobody knows the word. */
function knownType(table: TableKey, text: string): string | undefined {
  const value = plain(text)
  if (table === 'collections') return TAKING_BACK.has(value) ? 'refund' : GIVING.has(value) ? 'receipt' : undefined
  if (table === 'orders')
    return value === 'pay' || value.includes('付款')
      ? undefined
      : TAKING_BACK.has(value)
        ? 'return'
        : GIVING.has(value)
          ? 'order'
          : undefined
  return undefined
}

/** What collections are for, and the kinds of leave, beyond the words of our own. */
const KINDS: Readonly<Partial<Record<TableKey, Readonly<Record<string, ReadonlySet<string>>>>>> = {
  collections: {
    payment: words('销售收款 应收款 应收 销售款 合同款 尾款 进度款 首付款 收货款 销货款 salesreceipt'),
    prepayment: words('预收 预收款 预收货款 预付款 advance advancepayment'),
    deposit: words('押金 保证金 履约保证金 deposit'),
    bill: words('承兑 承兑汇票 银行承兑汇票 商业承兑汇票'),
  },
  attendance: {
    leave: words('事假 私事假 personalleave unpaidleave casualleave'),
    sick_leave: words('病假 sickleave'),
    statutory_leave: words(
      '年假 年休假 带薪年假 婚假 丧假 产假 陪产假 哺乳假 工伤假 annualleave marriageleave maternityleave paternityleave bereavementleave',
    ),
    time_off: words('调休 调休假 补休 compensatoryleave'),
  },
}
const FLAGS: Readonly<Record<string, ReadonlySet<string>>> = {
  true: words('是 有 已解决 解决 成功 达成 已达成 有效 成立 属实 已见到 √ ✓ yes y true'),
  false: words('否 无 没有 未解决 失败 未达成 无效 不成立 不属实 未见到 × ✗ no n false'),
}

/** What a value of a column of ours means in its words where it is not one of them and everybody knows it. */
export function knownChoice(table: TableKey, { key, type }: Column, text: string): string | undefined {
  const value = plain(text)
  const among = (choices: Readonly<Record<string, ReadonlySet<string>>>) =>
    Object.keys(choices).find((choice) => choices[choice]?.has(value))
  if (type === 'flag') return among(FLAGS)
  if (key === 'status') return meaningOfState(table, text)
  if (key === 'type') return knownType(table, text)
  return key === 'kind' ? among(KINDS[table] ?? {}) : undefined
}
