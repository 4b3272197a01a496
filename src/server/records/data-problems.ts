import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What changing the company's data can run into, beyond what is wrong with the data themselves. */
const DATA_PROBLEMS = {
  table_must_be_yours_to_keep: {
    severity: 'error',
    status: 403,
    zh: '「{title}」表不由您维护：财务只能提交回款和提成。其他数据请交由人事提交。',
    en: 'The table {table} is not yours to keep: finance keeps collections and commissions. Ask HR to bring in the rest.',
  },
  data_must_be_changed_by_hr: {
    severity: 'error',
    status: 403,
    zh: '考核期间 {period} 已进入「{state}」，其数据只能由人事写明原因后更改。',
    en: 'The period {period} is {state}: its data are changed by HR only, with a reason.',
  },
  data_change_must_have_a_reason: {
    severity: 'error',
    status: 422,
    zh: '考核期间 {period} 已进入「{state}」，更改数据必须写明原因（reason）。',
    en: 'The period {period} is {state}: give the reason for changing data (reason).',
  },
  correction_must_have_a_reason: {
    severity: 'error',
    status: 422,
    zh: '“一直如此”（heldFrom: ever）是更正，会涉及以前的所有月份，必须写明原因（reason）。',
    en: 'That something was always so (heldFrom: ever) is a correction and reaches every month before: give its reason (reason).',
  },
  published_data_must_be_corrected_by_appeal: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 已公布，其数据只能经申诉决定更正；或先写明原因把期间退回一步。',
    en: 'The period {period} is published: its data change only by the decision on an appeal. Or take the period one step back, with a reason.',
  },
  late_records_must_have_an_open_period: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {closed} 已关闭，迟到的数据要记入一个开启中的期间，而目前没有。请先开启下一个期间。',
    en: 'The period {closed} is closed. Late records are recorded in an open period, and there is none: open the next period first.',
  },
  record_must_be_new: {
    severity: 'error',
    status: 409,
    zh: '「{title}」中已有「{record}」。要修改它，请用 PUT 并给出读取时的版本。',
    en: '{table} has "{record}" already. To change it, send PUT with the version you read.',
  },
  record_identity_must_stay: {
    severity: 'error',
    status: 422,
    zh: '“{column}”标识这条记录，不能更改。请删除这条记录后另建一条。',
    en: '{column} identifies the record and cannot be changed. Remove the record and add another.',
  },
  record_column_must_be_known: {
    severity: 'error',
    status: 422,
    zh: '「{title}」没有“{column}”这一列。可用的列：{columns}。',
    en: '{table} has no column "{column}". Its columns are: {columns}.',
  },
  record_must_not_be_referred_to: {
    severity: 'error',
    status: 409,
    zh: '「{code}」还被「{title}」表的 {count} 条记录引用，不能删除。请先更改这些记录。',
    en: '"{code}" cannot go: {count} records of {table} refer to it. Change those first.',
  },
  client_must_not_be_an_alias: {
    severity: 'error',
    status: 409,
    zh: '“{code}”是客户 {client} 的别名，不能同时是另一个客户。若是同一客户，请合并客户（疑点或客户页面）；若不是，请先删除这个别名。',
    en: '"{code}" is an alias of the client {client} and cannot be a client of its own. If they are one, merge them (what looks odd, or the page of the client); if not, remove the alias first.',
  },
  person_must_have_one_overall_mark: {
    severity: 'error',
    status: 422,
    zh: '「{record}」的综合评价已由 {evaluator} 给出。每人每期只有一个综合评价；如需更换，请先删除原有的一条。',
    en: '{evaluator} has given the overall mark of "{record}". A person has one a period: to replace it, remove that one first.',
  },
  document_must_keep_its_lines: {
    severity: 'error',
    status: 422,
    zh: '单据「{number}」已按行登记，而这一行没有行号，会重复计算。请写行号；如要改为整张登记，请先移除原有各行。',
    en: 'The document "{number}" is in the data line by line, and this row has no line: it would count twice. Give it its line, or take the lines out first.',
  },
  document_must_keep_being_one_record: {
    severity: 'error',
    status: 422,
    zh: '单据「{number}」已整张登记，而「{record}」是其中一行，会重复计算。请去掉行号；如要改为按行登记，请先移除原有的整张记录。',
    en: 'The document "{number}" is in the data as one record, and "{record}" is a line of it: it would count twice. Leave out the line, or take that record out first.',
  },
  upload_should_not_change_most_records: {
    severity: 'warning',
    status: 422,
    zh: '「{title}」表中公司已有的 {known} 条记录里，{changed} 条的「{column}」（{whatZh}）会被改变。是不是选错了文件、列或日期的写法？请核对后再提交。',
    en: 'Of {known} records of the table {table} that the company has already, {changed} change their {column} ({whatEn}). Is it the right file, column and form of dates? Check before you commit it.',
  },
  record_must_not_repeat_a_form: {
    severity: 'warning',
    status: 422,
    zh: '「{title}」的「{record}」与客户填写的表 {form} 是同一技术客服（{engineer}）、同一天（{day}），客户可能也相同。一次服务只计一份：如是同一份，请删去其中一条；如是另一次服务，可照常提交。',
    en: '"{record}" of {table} and the form {form} that a client filled in are about the same engineer ({engineer}) and day ({day}), and perhaps the same client. One job counts once: if it is the same, take one of them out; if it was another job, go on.',
  },
  change_must_be_an_upload_or_a_row: {
    severity: 'error',
    status: 409,
    zh: '变更 {change} 不能撤回：只有上传、逐条录入和合并客户可以撤回。',
    en: 'Change {change} cannot be taken back: only uploads, single records and merges of clients can.',
  },
  change_must_not_be_taken_back_already: {
    severity: 'error',
    status: 409,
    zh: '变更 {change} 已经撤回。',
    en: 'Change {change} has been taken back already.',
  },
  change_must_be_the_last_on_its_records: {
    severity: 'error',
    status: 409,
    zh: '变更 {change} 不能撤回：其后的变更 {later} 又改动了「{title}」的「{record}」。请先撤回变更 {later}。',
    en: 'Change {change} cannot be taken back: the later change {later} touched "{record}" of {table}. Take that one back first.',
  },
  change_must_belong_to_an_open_period: {
    severity: 'error',
    status: 409,
    zh: '变更 {change} 不能撤回：它所在的考核期间 {period} 已进入「{state}」。',
    en: 'Change {change} cannot be taken back: its period {period} is {state}.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type DataProblemCode = keyof typeof DATA_PROBLEMS

export const dataProblem = problemsOf(DATA_PROBLEMS)
