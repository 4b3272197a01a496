import type { Column } from './table.ts'

/** Columns that several tables have. A key has the same Chinese title in every table (CONTRACT 1). */

export const number: Column = {
  key: 'number',
  title: '单据编号',
  synonyms: ['编号', '单号', '单据号', '单据编码'],
  type: 'text',
  required: true,
}
export const date: Column = { key: 'date', title: '日期', synonyms: ['业务日期', '单据日期'], type: 'day', required: true }
export const rep: Column = {
  key: 'rep',
  title: '业务员',
  synonyms: ['业务员工号', '业务员编号', '销售员工号', '销售员', '销售代表', '业务员姓名', '负责人'],
  type: 'employee',
  required: true,
}
export const client: Column = {
  key: 'client',
  title: '客户',
  synonyms: ['客户编码', '客户代码', '客户编号', '客户名称', '往来单位', '付款单位', '购货单位', '销货单位'],
  type: 'client',
  required: true,
}
export const amount: Column = { key: 'amount', title: '金额', type: 'money', required: true }
export const employee: Column = {
  key: 'employee',
  title: '工号',
  synonyms: ['员工', '员工工号', '员工编号'],
  type: 'employee',
  required: true,
}
export const engineer: Column = {
  key: 'engineer',
  title: '技术客服',
  synonyms: ['工号', '工程师', '客服工程师', '技术客服工号', '被评价人'],
  type: 'employee',
  required: true,
}
export const region: Column = {
  key: 'region',
  title: '区域',
  synonyms: ['区域编码', '区域代码', '大区', '服务区域', '销售区域', '所属区域', '区域名称'],
  type: 'region',
  required: true,
}
export const period: Column = { key: 'period', title: '期间', synonyms: ['考核期间', '月份'], type: 'period', required: true }
/** The first day on which what a row says holds. */
export const effective: Column = { key: 'from', title: '生效日期', type: 'day', required: true }
export const reason: Column = { key: 'reason', title: '原因', synonyms: ['事由'], type: 'text' }
export const score: Column = { key: 'score', title: '得分', synonyms: ['评分', '分数'], type: 'score', required: true }
/** One of the lines 行 of a document that fills several records (CONTRACT 5); of the same number all records have one or none. */
export const line: Column = {
  key: 'line',
  title: '行号',
  synonyms: ['行次', '项次', '分录号', '分录序号', '分录行号', '明细行号', '明细序号'],
  type: 'text',
  added: true,
}
/** Only audited documents count (CONTRACT 5). */
export const status: Column = {
  key: 'status',
  title: '状态',
  synonyms: ['单据状态', '审核状态'],
  type: 'choice',
  blank: 'audited',
  choices: [
    { key: 'audited', title: '已审核', synonyms: ['审核', '已审', '审核通过', '已审批', '审批通过', '已批准', 'approved'] },
    {
      key: 'draft',
      title: '未审核',
      synonyms: ['草稿', '暂存', '未审', '待审核', '审核中', '未审批', '待审批', '审批中', '重新审核', 'pending'],
    },
    {
      key: 'void',
      title: '作废',
      synonyms: ['已作废', '取消', '已取消', '撤销', '已撤销', '驳回', '已驳回', '审批拒绝', 'voided', 'cancelled', 'canceled', 'rejected'],
    },
  ],
}
export const optional = (column: Column): Column => ({ ...column, required: false })
export const added = (column: Column): Column => ({ ...column, added: true })
export const titled = (column: Column, ...synonyms: string[]): Column => ({
  ...column,
  synonyms: [...(column.synonyms ?? []), ...synonyms],
})
