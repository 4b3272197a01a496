import type { Kpi } from '../../domain/sales/sales-facts.ts'

/** What a KPI of policy section S sets against what, for the legend; the rule files say it exactly. */
export interface KpiMeaning {
  readonly clause: string
  readonly better: 'higher' | 'lower'
  readonly zh: readonly [numerator: string, denominator: string]
  readonly en: readonly [numerator: string, denominator: string]
}

export const KPI_MEANINGS: Readonly<Record<Kpi, KpiMeaning>> = {
  quotaCompletion: {
    clause: 'S1a',
    better: 'higher',
    zh: ['本期净销售额（订单减退货）', '本期计划金额'],
    en: ['net sales of the period (orders less returns)', 'quota amount of the period'],
  },
  quotaCompletionQuantity: {
    clause: 'S1b',
    better: 'higher',
    zh: ['本期净销售数量', '本期计划数量'],
    en: ['net quantity of the period', 'quota quantity of the period'],
  },
  salesGrowth: {
    clause: 'S2',
    better: 'higher',
    zh: ['本期净销售额－基期净销售额', '基期净销售额（默认去年同期）；不大于 0 时不适用'],
    en: ['net sales less those of the base period', 'net sales of the base period (last year unless set otherwise); n/a at 0 or below'],
  },
  priceRetention: {
    clause: 'S3',
    better: 'higher',
    zh: ['有标准金额的订单按实际价格的金额', '同一批订单按标准价格的金额'],
    en: ['orders with a list amount, at the price charged', 'the same orders at list price'],
  },
  expenseRatio: {
    clause: 'S4',
    better: 'lower',
    zh: ['销售费用', '净销售额（可设为回款净额）；不大于 0 时不适用'],
    en: ['sales expenses', 'net sales (or net collections, by setting); n/a at 0 or below'],
  },
  arrearsRecovery: {
    clause: 'S5a',
    better: 'higher',
    zh: ['本期收回的期初欠款（逐客户、先到期先冲）', '期初欠款（逐客户，不小于 0）'],
    en: ['arrears recovered in the period (per client, first in first out)', 'arrears at the start of the period (per client)'],
  },
  collectionRate: {
    clause: 'S5b',
    better: 'higher',
    zh: ['本期收回的到期应收（逐客户）', '截至期末到期的应收减期前回款（逐客户，不小于 0）'],
    en: ['collected of what is due (per client)', 'due up to the end of the period less earlier collections (per client)'],
  },
  collectionsToSales: {
    clause: 'S5c',
    better: 'higher',
    zh: ['本期回款净额', '本期净销售额；不大于 0 时不适用'],
    en: ['net collections', 'net sales; n/a at 0 or below'],
  },
  visitSuccess: { clause: 'S6', better: 'higher', zh: ['成功拜访次数', '拜访次数'], en: ['successful visits', 'visits'] },
  complaintRate: {
    clause: 'S7',
    better: 'lower',
    zh: ['有效投诉件数', '金额为正的订单数'],
    en: ['upheld complaints', 'orders with a positive amount'],
  },
  newClientRate: {
    clause: 'S8a',
    better: 'higher',
    zh: ['首次下单在本期的客户数', '本期下单的客户数'],
    en: ['clients whose first order falls in the period', 'clients sold to in the period'],
  },
  newClientPlanCompletion: {
    clause: 'S8b',
    better: 'higher',
    zh: ['本期新客户数', '计划新客户数'],
    en: ['new clients of the period', 'planned new clients'],
  },
  retentionRate: {
    clause: 'S9',
    better: 'higher',
    zh: ['基期客户中本窗口仍下单的客户数', '基期客户数（前一窗口下单的客户；默认 12 个月）'],
    en: [
      'of these, clients who ordered in the current window',
      'clients who ordered in the window before (12 months unless set otherwise)',
    ],
  },
}
