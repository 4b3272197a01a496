import { added, amount, client, date, line, number, optional, period, reason, region, rep, status, titled } from './common-columns.ts'
import type { Choice, Column, Table } from './table.ts'

/** Whether a document gives or takes back; the reader gives a return 退货 and a refund 退款 their sign (src/sheets/read/document-sign.ts). */
const documentType = (blank: string, choices: readonly Choice[]): Column => ({
  key: 'type',
  title: '单据类型',
  type: 'choice',
  blank,
  choices,
  added: true,
})

/** The campaign 活动 that brought it, by its code. */
const campaign: Column = { key: 'campaign', title: '活动', synonyms: ['活动编码', '活动编号', '市场活动'], type: 'text', added: true }

const dueDate: Column = { key: 'due_date', title: '到期日', synonyms: ['到期日期', '应收日期'], type: 'day', required: true }

/** What sales representatives 业务员 did and were to do (POLICY S). */
export const SALES_TABLES = {
  orders: {
    key: 'orders',
    title: '订单',
    identity: ['number', 'line'],
    repeated: 'same',
    columns: [
      titled(number, '订单编号', '订单号'),
      titled(date, '订单日期', '下单日期'),
      rep,
      client,
      titled(amount, '订单金额', '成交金额', '销售金额'),
      { key: 'list_amount', title: '标准金额', synonyms: ['标价金额', '目录金额'], type: 'money' },
      { key: 'quantity', title: '数量', type: 'quantity' },
      added(status),
      documentType('order', [
        {
          key: 'order',
          title: '销售',
          synonyms: ['订单', '销售订单', '销售单', '销货单', '销售出库单', '标准销售订单', '普通销售', '标准销售', 'sale'],
        },
        { key: 'return', title: '退货', synonyms: ['退货单', '销售退货', '销售退货单', '退货订单', '销退'] },
      ]),
      line,
      { key: 'cost', title: '成本', synonyms: ['成本金额', '销售成本'], type: 'money', added: true },
      { key: 'product', title: '产品类别', synonyms: ['产品分类', '产品线', '商品类别', '品类'], type: 'text', added: true },
      campaign,
    ],
  },
  collections: {
    key: 'collections',
    title: '回款',
    identity: ['number', 'line'],
    repeated: 'same',
    columns: [
      titled(number, '回款编号', '收款单号'),
      titled(date, '回款日期', '收款日期', '到账日期'),
      client,
      titled(amount, '回款金额', '收款金额', '实收金额', '到账金额'),
      optional(rep),
      optional(region),
      {
        key: 'kind',
        title: '款项类型',
        synonyms: ['类型', '收款用途'],
        type: 'choice',
        blank: 'payment',
        choices: [
          { key: 'payment', title: '货款', synonyms: ['销售回款'] },
          { key: 'deposit', title: '押金' },
          { key: 'prepayment', title: '预收', synonyms: ['预收款'] },
          { key: 'bill', title: '承兑', synonyms: ['承兑汇票'] },
          { key: 'adjustment', title: '调整' },
        ],
      },
      status,
      reason,
      documentType('receipt', [
        { key: 'receipt', title: '收款', synonyms: ['收款单', '回款', '回款单', '销售收款单'] },
        { key: 'refund', title: '退款', synonyms: ['退款单', '收款退款', '收款退款单', '销售退款', '回款退款'] },
      ]),
      line,
      campaign,
    ],
  },
  receivables: {
    key: 'receivables',
    title: '应收',
    identity: ['number', 'line'],
    repeated: 'same',
    columns: [number, dueDate, client, rep, titled(amount, '应收金额'), added(status), line],
  },
  openings: {
    key: 'openings',
    title: '期初欠款',
    identity: ['client', 'rep', 'due_date'],
    repeated: 'same',
    columns: [client, rep, dueDate, titled(amount, '欠款金额', '期初余额')],
  },
  quotas: {
    key: 'quotas',
    title: '计划',
    identity: ['period', 'rep'],
    repeated: 'never',
    columns: [
      period,
      rep,
      { ...titled(amount, '计划金额'), required: false },
      { key: 'quantity', title: '数量', synonyms: ['计划数量'], type: 'quantity' },
      { key: 'new_clients', title: '新客户数', synonyms: ['计划新客户数', '新顾客数', '新客户'], type: 'count', least: 0 },
      {
        key: 'collections',
        title: '回款计划',
        synonyms: ['计划回款', '计划回款额', '回款计划金额', '回款目标'],
        type: 'money',
        added: true,
      },
    ],
  },
  expenses: {
    key: 'expenses',
    title: '费用',
    identity: ['number'],
    repeated: 'same',
    columns: [
      number,
      date,
      rep,
      titled(amount, '费用金额'),
      { key: 'kind', title: '费用类型', synonyms: ['款项类型', '类型', '费用类别'], type: 'text' },
      added(status),
      campaign,
    ],
  },
  visits: {
    key: 'visits',
    title: '拜访',
    identity: ['number'],
    repeated: 'same',
    columns: [
      number,
      titled(date, '拜访日期'),
      rep,
      optional(client),
      { key: 'successful', title: '是否成功', synonyms: ['成功'], type: 'flag', required: true },
      added(status),
      { key: 'kind', title: '拜访类型', synonyms: ['拜访方式', '拜访目的'], type: 'text', added: true },
    ],
  },
  complaints: {
    key: 'complaints',
    title: '投诉',
    identity: ['number'],
    repeated: 'same',
    columns: [
      number,
      titled(date, '投诉日期'),
      rep,
      optional(client),
      { key: 'upheld', title: '是否有效', synonyms: ['有效'], type: 'flag', required: true },
      added(status),
      { key: 'handled_on', title: '处理日期', synonyms: ['处理时间', '办结日期', '完成日期'], type: 'day', added: true },
      { key: 'category', title: '投诉类别', synonyms: ['投诉类型', '意见类别'], type: 'text', added: true },
    ],
  },
} as const satisfies Readonly<Record<string, Table>>
