import type { Language } from '../../../base/problem.ts'
import type { Column, ColumnType } from '../../../domain/dataset/table.ts'
import type { TableKey } from '../../../domain/dataset/tables.ts'

type Words = Readonly<Record<Language, string>>

const BY_TYPE: Readonly<Record<ColumnType, Words>> = {
  text: { zh: '文字。', en: 'Text.' },
  money: { zh: '金额，单位：元，最多两位小数，例如 12345.67。', en: 'Yuan with at most two decimals, such as 12345.67.' },
  quantity: { zh: '数字，最多六位小数；退货为负。', en: 'A number with at most six decimals; negative on returns.' },
  score: { zh: '0 到 100，最多两位小数。', en: '0 to 100 with at most two decimals.' },
  count: { zh: '整数。', en: 'A whole number.' },
  day: { zh: '日期，例如 2026-10-05。', en: 'A day, such as 2026-10-05.' },
  period: { zh: '期间：2026-10、2026-Q4、2026-H2 或 2026。', en: 'A period: 2026-10, 2026-Q4, 2026-H2 or 2026.' },
  flag: { zh: '是 或 否。', en: 'yes or no.' },
  share: { zh: '比例：1/3、50% 或 0.5。', en: 'A part of a whole: 1/3, 50% or 0.5.' },
  choice: { zh: '从下拉列表中选择。', en: 'Choose from the list.' },
  employee: { zh: '“员工”表中的工号。', en: 'The number of somebody in the sheet employees.' },
  client: { zh: '“客户”表中的客户编码。', en: 'The code of a client in the sheet clients.' },
  region: { zh: '“区域”表中的区域编码。', en: 'The code of a region in the sheet regions.' },
}

/** What a column needs said beyond its type. */
const BY_COLUMN: Readonly<Record<string, Words>> = {
  'employees.number': { zh: '工号，唯一；保留前导零。', en: 'Unique; leading zeros are kept.' },
  'employees.left_on': { zh: '在职的最后一天；在职留空。', en: 'The last day employed; blank while employed.' },
  'employees.region': { zh: '“区域”表中的区域编码；有调动时以“调动”表为准。', en: 'The code of a region; postings go before it.' },
  'postings.region': {
    zh: '从这天起的区域编码；只换岗位时留空。',
    en: 'The region from that day on; blank where only the position changes.',
  },
  'postings.position': {
    zh: '从这天起的岗位；只换区域时留空。',
    en: 'The position from that day on; blank where only the region changes.',
  },
  'spells.from': { zh: '入职当天；再次入职的人每段一行。', en: 'The first day employed; a row a spell for people who came back.' },
  'spells.to': { zh: '在职的最后一天；在职留空。', en: 'The last day employed; blank while employed.' },
  'client_aliases.alias': {
    zh: '同一客户的另一个编码；各表中写它（或原名称）都按“客户”列的客户处理，“客户”表中它的行不读取。',
    en: 'Another code of a client: wherever it or its name is written, the client in the column client is meant; its own row in clients is not read.',
  },
  'client_reps.rep': { zh: '从这天起负责该客户的业务员工号。', en: 'Whose client it is from that day on.' },
  'openings.amount': { zh: '开始使用时已欠的金额（元）。', en: 'What was owed when the data begin, in yuan.' },
  'clients.rep': { zh: '工号；有“客户归属”时以其为准。', en: 'An employee number; the sheet client_reps goes before it.' },
  'clients.internal': { zh: '是否内部客户，空白为否。', en: 'Whether the client is one of our own companies; blank is no.' },
  'orders.type': {
    zh: '退货的金额和数量一律按负数计；空白为销售。',
    en: 'Amounts and quantity of a return count as negative; blank is an order.',
  },
  'orders.amount': { zh: '实际成交金额（元），退货为负。', en: 'The amount at the actual price in yuan; negative on returns.' },
  'orders.list_amount': { zh: '同一订单按标准价计算的金额（元）。', en: 'The same order at list price, in yuan.' },
  'collections.amount': { zh: '收款金额（元，含税），退款为负。', en: 'The amount received in yuan, tax included; negative on refunds.' },
  'collections.rep': { zh: '工号；空白为客户的业务员。', en: "An employee number; blank is the client's rep." },
  'collections.region': { zh: '区域编码；空白为业务员在回款当天所在区域。', en: "A region code; blank is the rep's region on the day." },
  'collections.kind': { zh: '款项类型，空白为货款。', en: 'Blank is payment.' },
  'collections.type': { zh: '退款的金额一律按负数计；空白为收款。', en: 'The amount of a refund counts as negative; blank is a receipt.' },
  'collections.reason': { zh: '款项类型为“调整”时必填。', en: 'Required when the kind is adjustment.' },
  'orders.cost': { zh: '这笔订单的成本（元），退货为负。', en: 'What the order cost the company, in yuan; negative on returns.' },
  'orders.product': { zh: '产品类别，提成系数按它区分。', en: 'The group of products; coefficients of commission can go by it.' },
  'orders.campaign': { zh: '带来这笔业务的活动编码。', en: 'The code of the campaign that brought it.' },
  'opportunities.outcome': { zh: '赢单或输单；空白为进行中。', en: 'won or lost; blank while it is open.' },
  'opportunity_stages.from': { zh: '进入该阶段的日期。', en: 'The day on which it came into the stage.' },
  'credits.table': { zh: '单据在哪张表：订单或回款。', en: 'The table of the document: orders or collections.' },
  'credits.share': {
    zh: '该业务员在这张单据中的份额；同一单据各份之和为 1；没有分成行的单据全归其业务员。',
    en: 'The part of this person; the parts of a document add up to 1. A document without rows is wholly its own rep’s.',
  },
  'pay_bases.from': { zh: '从这天起的绩效基数。', en: 'The day from which on the amount is the pay base.' },
  'quotas.new_clients': { zh: '计划开发的新客户数，整数。', en: 'The planned number of new clients, a whole number.' },
  'quotas.collections': { zh: '计划回款金额，单位：元。', en: 'Planned collections in yuan.' },
  'attendance.count': { zh: '次数，空白为 1。', en: 'Blank is 1.' },
  'holidays.working': {
    zh: '这一天是否上班：放假写 否，周末补班写 是；未列出的日子按国家法定节假日和周末。',
    en: 'no on a day off, yes on a weekend that is worked; days that are not listed are as the public holidays and weekends have them.',
  },
  'attendance.slip': {
    zh: '请假单号：同一人同一单号的几行（几天）只算一次，计入第一天所在的月份。',
    en: 'The number of the leave slip: rows (days) of one person with one number count once, in the month of the first day.',
  },
  'attendance.shift': {
    zh: '一天分几班时写班次；同一天同一班次的同一事项只算一次。',
    en: 'Where a day has several shifts; the same event of a shift counts once.',
  },
  'feedback.solved_on_site': {
    zh: '问题是否当场解决：是 或 否；未填写表示没有回答。',
    en: 'Whether the problem was solved on site; blank is no answer.',
  },
  'evaluations.evaluator': { zh: '评价人的工号。', en: 'The employee number of who gave the score.' },
  'decisions.module': { zh: '要处理的模块；“不参与分配”时留空。', en: 'The module decided on; blank for exclude.' },
  'decisions.value': { zh: '处理为“给定分数”时必填，0 到 100。', en: 'Required for the decision value, 0 to 100.' },
}

/** What is said of a column in whatever table it stands. */
const BY_KEY: Readonly<Record<string, Words>> = {
  status: { zh: '单据状态，空白为已审核；只有已审核的计入。', en: 'Blank is audited; only audited documents count.' },
  line: {
    zh: '一张单据有几行时，每行写各自的行号；只有一行的留空。',
    en: 'Where a document has several lines, the line of each; blank where it has one.',
  },
}

/** What to write into a column, for the note at its header. */
export function noteOf(table: TableKey, column: Column, language: Language): string {
  const words = (BY_COLUMN[`${table}.${column.key}`] ?? BY_KEY[column.key] ?? BY_TYPE[column.type])[language]
  const need = column.required ? { zh: '必填。', en: 'Required. ' } : { zh: '可不填。', en: 'Optional. ' }
  return need[language] + words
}
