/**
 * The tables of a dataset 数据集 and their columns: the one list that readers, stores, templates and checks
 * follow. English keys are the columns of the store; `title` is the Chinese header we write, `synonyms`
 * are further headers we read.
 *
 * A record is an array of values in the order of `columns`; a blank is null. The shapes by `type`:
 *
 * | type | value | unit |
 * |---|---|---|
 * | text | string | |
 * | money | safe whole number | fen |
 * | quantity | safe whole number | millionths |
 * | score | 0 to 10000 | hundredths of a point |
 * | count | whole number from `least` (1 unless told) | |
 * | day | Day | yyyymmdd |
 * | period | string | "2026-10", "2026-Q4", "2026-H2", "2026" |
 * | flag | 1 or 0 | |
 * | choice | the English key of one of `choices` | |
 * | employee, client, region | string | the number or code of the record meant |
 */
export type ColumnType =
  | 'text'
  | 'money'
  | 'quantity'
  | 'score'
  | 'count'
  | 'day'
  | 'period'
  | 'flag'
  | 'choice'
  | 'employee'
  | 'client'
  | 'region'

export type Value = string | number | null
export type RecordValues = readonly Value[]

export interface Choice {
  readonly key: string
  readonly title: string
  readonly synonyms?: readonly string[]
}

export interface Column {
  readonly key: string
  readonly title: string
  readonly synonyms?: readonly string[]
  readonly type: ColumnType
  readonly required?: boolean
  readonly choices?: readonly Choice[]
  /** What a blank means, as a choice key or whole number; a blank without it stays null. */
  readonly blank?: string | number
  readonly least?: number
}

export interface Table {
  readonly key: TableKey
  readonly title: string
  readonly columns: readonly Column[]
  /** The columns that identify a record. */
  readonly identity: readonly string[]
  /**
   * What a second record of the same identity means: `same` - one record when the content is equal (reported), else an
   * error; `never` - always an error; `largest` - the larger count holds (reported; POLICY A6).
   */
  readonly repeated: 'same' | 'never' | 'largest'
}

export const TABLE_KEYS = [
  'regions',
  'employees',
  'postings',
  'clients',
  'orders',
  'collections',
  'receivables',
  'quotas',
  'expenses',
  'visits',
  'complaints',
  'attendance',
  'feedback',
  'followups',
  'evaluations',
  'decisions',
  'commissions',
] as const
export type TableKey = (typeof TABLE_KEYS)[number]

const number: Column = { key: 'number', title: '单据编号', synonyms: ['编号', '单号', '单据号', '单据编码'], type: 'text', required: true }
const date: Column = { key: 'date', title: '日期', synonyms: ['业务日期', '单据日期'], type: 'day', required: true }
const rep: Column = {
  key: 'rep',
  title: '业务员',
  synonyms: ['业务员工号', '业务员编号', '销售员工号', '销售员', '销售代表', '业务员姓名', '负责人'],
  type: 'employee',
  required: true,
}
const client: Column = {
  key: 'client',
  title: '客户',
  synonyms: ['客户编码', '客户代码', '客户编号', '客户名称', '往来单位', '付款单位', '购货单位', '销货单位'],
  type: 'client',
  required: true,
}
const amount: Column = { key: 'amount', title: '金额', type: 'money', required: true }
const employee: Column = { key: 'employee', title: '工号', synonyms: ['员工', '员工工号', '员工编号'], type: 'employee', required: true }
const engineer: Column = {
  key: 'engineer',
  title: '技术客服',
  synonyms: ['工号', '工程师', '客服工程师', '技术客服工号', '被评价人'],
  type: 'employee',
  required: true,
}
const region: Column = {
  key: 'region',
  title: '区域',
  synonyms: ['区域编码', '区域代码', '大区', '服务区域', '销售区域', '所属区域', '区域名称'],
  type: 'region',
  required: true,
}
const period: Column = { key: 'period', title: '期间', synonyms: ['考核期间', '月份'], type: 'period', required: true }
const reason: Column = { key: 'reason', title: '原因', synonyms: ['事由'], type: 'text' }
const score: Column = { key: 'score', title: '得分', synonyms: ['评分', '分数'], type: 'score', required: true }

const optional = (column: Column): Column => ({ ...column, required: false })
const titled = (column: Column, ...synonyms: string[]): Column => ({ ...column, synonyms: [...(column.synonyms ?? []), ...synonyms] })

export const TABLES: Readonly<Record<TableKey, Table>> = {
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
      {
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
      },
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
    columns: [employee, region, { key: 'from', title: '生效日期', synonyms: ['调动日期'], type: 'day', required: true }],
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
  orders: {
    key: 'orders',
    title: '订单',
    identity: ['number'],
    repeated: 'same',
    columns: [
      titled(number, '订单编号', '订单号'),
      titled(date, '订单日期', '下单日期'),
      rep,
      client,
      titled(amount, '订单金额', '成交金额', '销售金额'),
      { key: 'list_amount', title: '标准金额', synonyms: ['标价金额', '目录金额'], type: 'money' },
      { key: 'quantity', title: '数量', type: 'quantity' },
    ],
  },
  collections: {
    key: 'collections',
    title: '回款',
    identity: ['number'],
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
      {
        key: 'status',
        title: '状态',
        synonyms: ['单据状态', '审核状态'],
        type: 'choice',
        blank: 'audited',
        choices: [
          { key: 'audited', title: '已审核' },
          { key: 'draft', title: '未审核' },
          { key: 'void', title: '作废', synonyms: ['已作废'] },
        ],
      },
      reason,
    ],
  },
  receivables: {
    key: 'receivables',
    title: '应收',
    identity: ['number'],
    repeated: 'same',
    columns: [
      number,
      { key: 'due_date', title: '到期日', synonyms: ['到期日期', '应收日期'], type: 'day', required: true },
      client,
      rep,
      titled(amount, '应收金额'),
    ],
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
    ],
  },
  attendance: {
    key: 'attendance',
    title: '考勤',
    identity: ['date', 'employee', 'kind'],
    repeated: 'largest',
    columns: [
      titled(date, '考勤日期'),
      employee,
      {
        key: 'kind',
        title: '考勤类型',
        synonyms: ['款项类型', '类型', '考勤结果', '异常类型', '种类'],
        type: 'choice',
        required: true,
        choices: [
          { key: 'late', title: '迟到' },
          { key: 'early_leave', title: '早退' },
          { key: 'leave', title: '请假', synonyms: ['事假'] },
          { key: 'sick_leave', title: '病假' },
          { key: 'statutory_leave', title: '法定假', synonyms: ['年假', '婚假', '丧假', '产假', '陪产假', '哺乳假', '工伤假'] },
          { key: 'arrival_late', title: '到岗迟到' },
          { key: 'call_absence', title: '外出缺勤', synonyms: ['外出客服缺勤'] },
          { key: 'absence', title: '旷工' },
          { key: 'missing_punch', title: '缺卡', synonyms: ['未打卡'] },
          { key: 'serious_late', title: '严重迟到' },
        ],
      },
      { key: 'count', title: '次数', type: 'count', blank: 1 },
    ],
  },
  feedback: {
    key: 'feedback',
    title: '反馈表',
    identity: ['number'],
    repeated: 'same',
    columns: [
      number,
      titled(date, '服务日期'),
      engineer,
      optional(client),
      { key: 'attitude', title: '服务态度', type: 'score', required: true },
      { key: 'resolution', title: '问题解决', synonyms: ['问题解决程度'], type: 'score', required: true },
      { key: 'dedication', title: '敬业', synonyms: ['敬业程度', '敬业精神'], type: 'score', required: true },
      { key: 'solved_on_site', title: '现场解决', synonyms: ['是否现场解决'], type: 'flag' },
    ],
  },
  followups: {
    key: 'followups',
    title: '后期反馈',
    identity: ['number'],
    repeated: 'same',
    columns: [number, titled(date, '反馈日期', '回访日期'), engineer, optional(client), score],
  },
  evaluations: {
    key: 'evaluations',
    title: '评价',
    identity: ['period', 'engineer', 'item', 'evaluator'],
    repeated: 'same',
    columns: [
      period,
      engineer,
      {
        key: 'item',
        title: '项目',
        synonyms: ['评价项目'],
        type: 'choice',
        required: true,
        choices: [
          { key: 'overall', title: '综合评价', synonyms: ['销售经理评价'] },
          { key: 'on_site_resolution', title: '现场解决', synonyms: ['问题现场解决率', '现场解决率'] },
        ],
      },
      { key: 'evaluator', title: '评价人', synonyms: ['评价人工号'], type: 'employee', required: true },
      score,
      { key: 'comment', title: '评语', synonyms: ['备注', '说明'], type: 'text' },
    ],
  },
  decisions: {
    key: 'decisions',
    title: '处理决定',
    identity: ['period', 'employee', 'module'],
    repeated: 'same',
    columns: [
      period,
      employee,
      {
        key: 'module',
        title: '模块',
        synonyms: ['考核模块'],
        type: 'choice',
        choices: [
          { key: 'attendance', title: '出勤' },
          { key: 'customer', title: '客户评价' },
          { key: 'manager', title: '销售经理评价', synonyms: ['经理评价'] },
          { key: 'problemSolving', title: '解决问题能力', synonyms: ['problem_solving'] },
        ],
      },
      {
        key: 'decision',
        title: '处理',
        synonyms: ['处理方式'],
        type: 'choice',
        required: true,
        choices: [
          { key: 'reweight', title: '重新加权', synonyms: ['按比例重算', '权重重分'] },
          { key: 'zero', title: '记零分', synonyms: ['零分', '计零分'] },
          { key: 'value', title: '给定分数', synonyms: ['给分', '赋值'] },
          { key: 'exclude', title: '不参与分配', synonyms: ['不参与', '排除'] },
        ],
      },
      { key: 'value', title: '分值', synonyms: ['数值', '给定值', '值'], type: 'score' },
      { ...reason, required: true },
    ],
  },
  commissions: {
    key: 'commissions',
    title: '提成',
    identity: ['period', 'region'],
    repeated: 'same',
    columns: [period, region, titled(amount, '提成金额', '销售提成')],
  },
}

/** Millionths: quantities carry at most six decimals. */
export const QUANTITY_PLACES = 6

/** The place of a column in a record of the table; a column the table lacks is a broken promise of ours. */
export function columnIndex(table: TableKey, key: string): number {
  const index = TABLES[table].columns.findIndex((column) => column.key === key)
  if (index < 0) throw new RangeError(`The table ${table} has no column ${key}.`)
  return index
}

/** The Chinese title of a choice, such as 迟到 for `late`; the key itself when the list does not know it. */
export function choiceTitle(table: TableKey, column: string, key: string): string {
  return TABLES[table].columns.find((each) => each.key === column)?.choices?.find((choice) => choice.key === key)?.title ?? key
}
