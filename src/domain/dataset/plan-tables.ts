import { client, effective, employee, optional, rep } from './common-columns.ts'
import type { Column, Table } from './table.ts'

const stage: Column = { key: 'stage', title: '阶段', synonyms: ['商机阶段', '销售阶段', '当前阶段'], type: 'text', required: true }
const opportunity: Column = { key: 'number', title: '单据编号', synonyms: ['商机编号', '编号', '单号'], type: 'text', required: true }

/** What a company's own plan 薪酬方案 looks at beyond the tables of the policy (CONTRACT section 7). */
export const PLAN_TABLES = {
  opportunities: {
    key: 'opportunities',
    title: '商机',
    identity: ['number'],
    repeated: 'same',
    columns: [
      opportunity,
      client,
      rep,
      stage,
      { key: 'amount', title: '预计金额', synonyms: ['金额', '商机金额', '预计销售金额', '预计成交金额'], type: 'money', required: true },
      { key: 'created_on', title: '创建日期', synonyms: ['创建时间', '登记日期'], type: 'day', required: true },
      { key: 'expected_on', title: '预计成交日期', synonyms: ['预计成交时间', '预计签单日期', '预计结单日期'], type: 'day' },
      { key: 'closed_on', title: '关闭日期', synonyms: ['关闭时间', '成交日期', '结单日期'], type: 'day' },
      {
        key: 'outcome',
        title: '结果',
        synonyms: ['商机结果', '赢输', '赢单输单'],
        type: 'choice',
        choices: [
          { key: 'won', title: '赢单', synonyms: ['成交', '已成交'] },
          { key: 'lost', title: '输单', synonyms: ['丢单', '流失', '战败'] },
        ],
      },
      { key: 'probability', title: '概率', synonyms: ['赢率', '赢单率', '成交概率', '可能性'], type: 'share' },
    ],
  },
  opportunity_stages: {
    key: 'opportunity_stages',
    title: '商机阶段',
    identity: ['number', 'from'],
    repeated: 'same',
    columns: [opportunity, stage, { ...effective, synonyms: ['开始日期', '进入日期', '进入时间'] }],
  },
  campaigns: {
    key: 'campaigns',
    title: '活动',
    identity: ['code'],
    repeated: 'same',
    columns: [
      { key: 'code', title: '活动编码', synonyms: ['活动编号', '编码', '代码'], type: 'text', required: true },
      { key: 'name', title: '活动名称', synonyms: ['名称'], type: 'text', required: true },
      { ...optional(effective), title: '开始日期', synonyms: ['生效日期'] },
      { key: 'to', title: '结束日期', synonyms: ['截止日期'], type: 'day' },
      { key: 'budget', title: '预算', synonyms: ['活动预算', '预算金额'], type: 'money' },
    ],
  },
  credits: {
    key: 'credits',
    title: '分成',
    identity: ['table', 'number', 'rep'],
    repeated: 'same',
    columns: [
      {
        key: 'table',
        title: '单据表',
        synonyms: ['单据种类', '表'],
        type: 'choice',
        required: true,
        choices: [
          { key: 'orders', title: '订单' },
          { key: 'collections', title: '回款' },
        ],
      },
      { key: 'number', title: '单据编号', synonyms: ['单号', '编号', '订单编号', '回款编号'], type: 'text', required: true },
      rep,
      { key: 'share', title: '分成比例', synonyms: ['比例', '占比', '份额'], type: 'share', required: true },
    ],
  },
  pay_bases: {
    key: 'pay_bases',
    title: '绩效基数',
    identity: ['employee', 'from'],
    repeated: 'same',
    columns: [
      employee,
      effective,
      { key: 'amount', title: '金额', synonyms: ['绩效基数', '绩效工资基数', '绩效工资标准'], type: 'money', required: true },
    ],
  },
} as const satisfies Readonly<Record<string, Table>>
