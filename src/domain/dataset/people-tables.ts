import { client, effective, employee, optional, region, rep } from './common-columns.ts'
import type { Column, Table } from './table.ts'

const position: Column = {
  key: 'position',
  title: '岗位',
  synonyms: ['职位', '职务'],
  type: 'choice',
  required: true,
  choices: [
    { key: 'sales_rep', title: '业务员', synonyms: ['销售代表', '销售员'] },
    { key: 'service_engineer', title: '技术客服', synonyms: ['客服工程师', '技术服务工程师'] },
    { key: 'regional_manager', title: '区域经理', synonyms: ['销售区域经理'] },
    { key: 'rd_manager', title: '研发经理', synonyms: ['技术研发部经理'] },
  ],
}

/** Who works where and who buys: the tables that others refer to. */
export const PEOPLE_TABLES = {
  regions: {
    key: 'regions',
    title: '区域',
    identity: ['code'],
    repeated: 'same',
    columns: [
      { key: 'code', title: '区域编码', synonyms: ['编码', '代码'], type: 'text', required: true },
      { key: 'name', title: '区域名称', synonyms: ['名称', '区域'], type: 'text', required: true },
    ],
  },
  employees: {
    key: 'employees',
    title: '员工',
    identity: ['number'],
    repeated: 'same',
    columns: [
      { key: 'number', title: '工号', synonyms: ['员工编号', '员工工号', '编号'], type: 'text', required: true },
      { key: 'name', title: '姓名', synonyms: ['员工姓名', '名称'], type: 'text', required: true },
      position,
      region,
      { key: 'hired_on', title: '入职日期', synonyms: ['入职时间', '入职日'], type: 'day' },
      { key: 'left_on', title: '离职日期', synonyms: ['离职时间', '离职日'], type: 'day' },
    ],
  },
  postings: {
    key: 'postings',
    title: '调动',
    identity: ['employee', 'from'],
    repeated: 'same',
    columns: [employee, optional(region), { ...effective, synonyms: ['调动日期'] }, { ...optional(position), added: true }],
  },
  spells: {
    key: 'spells',
    title: '任职期',
    identity: ['employee', 'from'],
    repeated: 'same',
    columns: [
      employee,
      { ...effective, title: '入职日期', synonyms: ['入职时间', '入职日', '生效日期'] },
      { key: 'to', title: '离职日期', synonyms: ['离职时间', '离职日'], type: 'day' },
    ],
  },
  clients: {
    key: 'clients',
    title: '客户',
    identity: ['code'],
    repeated: 'same',
    columns: [
      { key: 'code', title: '客户编码', synonyms: ['客户代码', '客户编号', '编码'], type: 'text', required: true },
      { key: 'name', title: '客户名称', synonyms: ['名称', '客户'], type: 'text', required: true },
      optional(region),
      optional(rep),
      { key: 'class', title: '客户等级', synonyms: ['等级', '客户级别'], type: 'text' },
      { key: 'internal', title: '内部客户', synonyms: ['是否内部客户'], type: 'flag', blank: 0 },
    ],
  },
  client_aliases: {
    key: 'client_aliases',
    title: '客户别名',
    identity: ['alias'],
    repeated: 'same',
    columns: [
      { key: 'alias', title: '别名编码', synonyms: ['别名', '原编码', '原客户编码', '旧编码', '旧客户编码'], type: 'text', required: true },
      client,
      { key: 'name', title: '原名称', synonyms: ['名称', '原客户名称', '旧名称', '曾用名'], type: 'text' },
    ],
  },
  client_reps: {
    key: 'client_reps',
    title: '客户归属',
    identity: ['client', 'from'],
    repeated: 'same',
    columns: [client, rep, effective],
  },
} as const satisfies Readonly<Record<string, Table>>
