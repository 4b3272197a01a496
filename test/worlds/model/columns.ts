/** The headers of CONTRACT section 1, written down a second time: English key, then the Chinese titles that the worlds use. */
export const COLUMNS = {
  regions: { code: '区域编码', name: '区域名称' },
  employees: { number: '工号', name: '姓名', position: '岗位', region: '区域', hired_on: '入职日期', left_on: '离职日期' },
  postings: { employee: '工号', region: '区域', from: '生效日期', position: '岗位' },
  spells: { employee: '工号', from: '入职日期', to: '离职日期' },
  client_aliases: { alias: '别名编码', client: '客户', name: '原名称' },
  client_reps: { client: '客户', rep: '业务员', from: '生效日期' },
  openings: { client: '客户', rep: '业务员', due_date: '到期日', amount: '金额' },
  pay_bases: { employee: '工号', from: '生效日期', amount: '金额' },
  clients: { code: '客户编码', name: '客户名称', region: '区域', rep: '业务员', class: '客户等级', internal: '内部客户' },
  orders: {
    number: '单据编号',
    date: '日期',
    rep: '业务员',
    client: '客户',
    amount: '金额',
    list_amount: '标准金额',
    quantity: '数量',
    status: '状态',
    type: '单据类型',
    line: '行号',
    cost: '成本',
    product: '产品类别',
    campaign: '活动',
  },
  collections: {
    number: '单据编号',
    date: '日期',
    client: '客户',
    amount: '金额',
    rep: '业务员',
    region: '区域',
    kind: '款项类型',
    status: '状态',
    reason: '原因',
    type: '单据类型',
    line: '行号',
    campaign: '活动',
  },
  receivables: { number: '单据编号', due_date: '到期日', client: '客户', rep: '业务员', amount: '金额', status: '状态', line: '行号' },
  quotas: { period: '期间', rep: '业务员', amount: '金额', quantity: '数量', new_clients: '新客户数', collections: '回款计划' },
  expenses: { number: '单据编号', date: '日期', rep: '业务员', amount: '金额', kind: '费用类型', status: '状态', campaign: '活动' },
  visits: { number: '单据编号', date: '日期', rep: '业务员', client: '客户', successful: '是否成功', status: '状态', kind: '拜访类型' },
  complaints: {
    number: '单据编号',
    date: '日期',
    rep: '业务员',
    client: '客户',
    upheld: '是否有效',
    status: '状态',
    handled_on: '处理日期',
    category: '投诉类别',
  },
  opportunities: {
    number: '单据编号',
    client: '客户',
    rep: '业务员',
    stage: '阶段',
    amount: '预计金额|金额',
    created_on: '创建日期',
    expected_on: '预计成交日期',
    closed_on: '关闭日期',
    outcome: '结果',
    probability: '概率',
  },
  opportunity_stages: { number: '单据编号', stage: '阶段', from: '生效日期' },
  campaigns: { code: '活动编码', name: '活动名称', from: '开始日期', to: '结束日期', budget: '预算' },
  credits: { table: '单据表', number: '单据编号', rep: '业务员', share: '分成比例' },
  attendance: { date: '日期', employee: '工号', kind: '考勤类型', count: '次数', slip: '单号', shift: '班次' },
  feedback: {
    number: '单据编号',
    date: '日期|服务日期',
    engineer: '技术客服',
    client: '客户',
    attitude: '服务态度',
    resolution: '问题解决|问题解决程度',
    dedication: '敬业|敬业程度',
    solved_on_site: '现场解决',
    status: '状态',
  },
  followups: { number: '单据编号', date: '日期', engineer: '技术客服', client: '客户', score: '得分', status: '状态' },
  evaluations: { period: '期间', engineer: '技术客服', item: '项目', evaluator: '评价人', score: '得分', comment: '评语' },
  decisions: { period: '期间', employee: '工号', module: '模块', decision: '处理', value: '分值', reason: '原因' },
  commissions: { period: '期间', region: '区域', amount: '金额' },
  holidays: { date: '日期', working: '是否上班', name: '名称' },
} as const satisfies Record<string, Record<string, string>>

export type TableName = keyof typeof COLUMNS
export type Cells = Readonly<Record<string, string>>

/** Chinese words of CONTRACT section 1 that stand for a key. */
export const WORDS: Readonly<Record<string, string>> = {
  业务员: 'sales_rep',
  技术客服: 'service_engineer',
  区域经理: 'regional_manager',
  研发经理: 'rd_manager',
  货款: 'payment',
  押金: 'deposit',
  预收: 'prepayment',
  承兑: 'bill',
  调整: 'adjustment',
  已审核: 'audited',
  未审核: 'draft',
  作废: 'void',
  销售: 'order',
  退货: 'return',
  收款: 'receipt',
  退款: 'refund',
  迟到: 'late',
  早退: 'early_leave',
  请假: 'leave',
  病假: 'sick_leave',
  法定假: 'statutory_leave',
  调休: 'time_off',
  到岗迟到: 'arrival_late',
  外出缺勤: 'call_absence',
  旷工: 'absence',
  缺卡: 'missing_punch',
  严重迟到: 'serious_late',
  综合评价: 'overall',
  现场解决: 'on_site_resolution',
  出勤: 'attendance',
  客户评价: 'customer',
  销售经理评价: 'manager',
  解决问题能力: 'problemSolving',
  重新加权: 'reweight',
  记零分: 'zero',
  给定分数: 'value',
  不参与分配: 'exclude',
}

/** Each row under its English keys; a column that the file lacks is ''. Undefined headers are left out. */
export function keyed(table: TableName, rows: readonly (readonly string[])[]): Cells[] {
  const [header = [], ...body] = rows
  const columns: Readonly<Record<string, string>> = COLUMNS[table]
  const at = new Map<string, number>()
  for (const [key, titles] of Object.entries(columns)) {
    const names = [key, ...titles.split('|')]
    const index = header.findIndex((title) => names.includes(title.trim()))
    if (index >= 0) at.set(key, index)
  }
  return body.map((row) => Object.fromEntries(Object.keys(columns).map((key) => [key, halfWidth(row[at.get(key) ?? -1] ?? '').trim()])))
}

/** Full-width digits, signs and spaces as their half-width twins. */
function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')
}
