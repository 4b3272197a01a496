import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { compare, type Rational, subtract, ZERO } from '../../../src/base/rational.ts'
import { amountIn, dayIn, flagIn, numberIn, optionalDayIn, periodIn, wordIn } from './cells.ts'
import { type Cells, keyed, type TableName } from './columns.ts'
import { csvRows } from './csv-rows.ts'

/** The records of a dataset; a table that the folder lacks is undefined, which is not the same as one without rows. */
export type Dataset = ReturnType<typeof readDataset>

export const CHINESE_NAMES: Readonly<Record<TableName, string>> = {
  regions: '区域',
  employees: '员工',
  postings: '调动',
  spells: '任职期',
  pay_bases: '绩效基数',
  clients: '客户',
  client_aliases: '客户别名',
  client_reps: '客户归属',
  orders: '订单',
  collections: '回款',
  receivables: '应收',
  openings: '期初欠款',
  quotas: '计划',
  expenses: '费用',
  visits: '拜访',
  complaints: '投诉',
  opportunities: '商机',
  opportunity_stages: '商机阶段',
  campaigns: '活动',
  credits: '分成',
  attendance: '考勤',
  feedback: '反馈表',
  followups: '后期反馈',
  evaluations: '评价',
  decisions: '处理决定',
  commissions: '提成',
  holidays: '工作日历',
}

/** Reads a folder of plain CSV files that holds no mistakes. */
export function readDataset(folder: string) {
  const cells = (table: TableName): Cells[] | undefined => {
    const names = [table, CHINESE_NAMES[table]].flatMap((name) => [`${name}.csv`, `${name}.csv.gz`])
    const path = names.map((name) => join(folder, name)).find((each) => existsSync(each))
    if (path === undefined) return undefined
    const bytes = readFileSync(path)
    return keyed(table, csvRows(path.endsWith('.gz') ? gunzipSync(bytes) : bytes))
  }
  const c = (row: Cells, key: string): string => row[key] ?? ''

  const regions = once(cells('regions')?.map((row) => ({ code: c(row, 'code'), name: c(row, 'name') })))
  const people = once(cells('employees')?.map((row) => ({ ...row, number: c(row, 'number'), name: c(row, 'name') })))
  const aliases = cells('client_aliases') ?? []
  const isAlias = (code: string) => aliases.some((row) => c(row, 'alias') === code)
  const accounts = once(
    cells('clients')
      ?.map((row) => ({ ...row, code: c(row, 'code'), name: c(row, 'name') }))
      .filter(({ code }) => !isAlias(code)),
  )

  const region = (cell: string) => resolved(cell, regions, (one) => one.code)
  const employee = (cell: string) => resolved(cell, people, (one) => one.number)
  /** What is another code of a client, or its name that no client has any more, is that client. */
  const client = (cell: string): string => {
    const isNamed = accounts?.some(({ code, name }) => code === cell || name === cell) ?? false
    const alias = aliases.find((row) => c(row, 'alias') === cell || (accounts !== undefined && cell !== '' && c(row, 'name') === cell))
    return alias && !isNamed ? client(c(alias, 'client')) : resolved(cell, accounts, (one) => one.code)
  }
  const of = <T>(table: TableName, record: (cell: (key: string) => string) => T): T[] | undefined =>
    once(cells(table)?.map((row) => record((key) => c(row, key))))
  /** Documents: what is not audited is nowhere counted, as if it were not there. */
  const audited: typeof of = (table, record) =>
    once(
      cells(table)
        ?.filter((row) => wordIn(c(row, 'status'), 'audited') === 'audited')
        .map((row) => record((key) => c(row, key))),
    )

  return {
    regions,
    employees: of('employees', (at) => ({
      number: at('number'),
      name: at('name'),
      position: wordIn(at('position')),
      region: region(at('region')),
      hiredOn: optionalDayIn(at('hired_on')),
      leftOn: optionalDayIn(at('left_on')),
    })),
    postings: of('postings', (at) => ({
      employee: employee(at('employee')),
      region: region(at('region')),
      from: dayIn(at('from')),
      position: wordIn(at('position')),
    })),
    holidays: of('holidays', (at) => ({ date: dayIn(at('date')), working: flagIn(at('working')) })),
    spells: of('spells', (at) => ({ employee: employee(at('employee')), from: dayIn(at('from')), to: optionalDayIn(at('to')) })),
    clientReps: of('client_reps', (at) => ({ client: client(at('client')), rep: employee(at('rep')), from: dayIn(at('from')) })),
    openings: of('openings', (at) => ({
      client: client(at('client')),
      rep: employee(at('rep')),
      dueDate: dayIn(at('due_date')),
      amount: amountIn(at('amount')),
    })),
    clients: of('clients', (at) => ({
      code: at('code'),
      region: region(at('region')),
      rep: employee(at('rep')),
      internal: flagIn(at('internal')) ?? false,
    }))?.filter(({ code }) => !isAlias(code)),
    orders: audited('orders', (at) => ({
      number: at('number'),
      line: at('line'),
      date: dayIn(at('date')),
      rep: employee(at('rep')),
      client: client(at('client')),
      amount: goingBack(at, amountIn(at('amount'))),
      listAmount: goingBack(at, numberIn(at('list_amount'))),
      quantity: goingBack(at, numberIn(at('quantity'))),
    })),
    collections: of('collections', (at) => ({
      number: at('number'),
      line: at('line'),
      date: dayIn(at('date')),
      client: client(at('client')),
      amount: goingBack(at, amountIn(at('amount'))),
      rep: employee(at('rep')),
      region: region(at('region')),
      kind: wordIn(at('kind'), 'payment'),
      status: wordIn(at('status'), 'audited'),
    })),
    receivables: audited('receivables', (at) => ({
      number: at('number'),
      line: at('line'),
      dueDate: dayIn(at('due_date')),
      client: client(at('client')),
      rep: employee(at('rep')),
      amount: amountIn(at('amount')),
    })),
    quotas: of('quotas', (at) => ({
      period: periodIn(at('period')),
      rep: employee(at('rep')),
      amount: numberIn(at('amount')),
      quantity: numberIn(at('quantity')),
      newClients: numberIn(at('new_clients')),
      collections: numberIn(at('collections')),
    })),
    expenses: audited('expenses', (at) => ({
      number: at('number'),
      date: dayIn(at('date')),
      rep: employee(at('rep')),
      amount: amountIn(at('amount')),
    })),
    visits: audited('visits', (at) => ({
      number: at('number'),
      date: dayIn(at('date')),
      rep: employee(at('rep')),
      successful: flagIn(at('successful')) ?? false,
    })),
    complaints: audited('complaints', (at) => ({
      number: at('number'),
      date: dayIn(at('date')),
      rep: employee(at('rep')),
      upheld: flagIn(at('upheld')) ?? false,
    })),
    attendance: of('attendance', (at) => ({
      date: dayIn(at('date')),
      employee: employee(at('employee')),
      kind: wordIn(at('kind')),
      count: at('count') === '' ? 1 : Number(at('count')),
      slip: at('slip'),
      shift: at('shift'),
    })),
    feedback: audited('feedback', (at) => ({
      number: at('number'),
      date: dayIn(at('date')),
      engineer: employee(at('engineer')),
      attitude: amountIn(at('attitude')),
      resolution: amountIn(at('resolution')),
      dedication: amountIn(at('dedication')),
      solvedOnSite: flagIn(at('solved_on_site')),
    })),
    followups: audited('followups', (at) => ({
      number: at('number'),
      date: dayIn(at('date')),
      engineer: employee(at('engineer')),
      score: amountIn(at('score')),
    })),
    evaluations: of('evaluations', (at) => ({
      period: periodIn(at('period')),
      engineer: employee(at('engineer')),
      item: wordIn(at('item')),
      evaluator: employee(at('evaluator')),
      score: amountIn(at('score')),
    })),
    decisions: of('decisions', (at) => ({
      period: periodIn(at('period')),
      employee: employee(at('employee')),
      module: wordIn(at('module')),
      decision: wordIn(at('decision')),
      value: numberIn(at('value')),
    })),
    commissions: of('commissions', (at) => ({
      period: periodIn(at('period')),
      region: region(at('region')),
      amount: amountIn(at('amount')),
    })),
  }
}

/** A return or refund is less than nothing, whether it is written with a minus or without. */
function goingBack<T extends Rational | undefined>(at: (key: string) => string, value: T): T | Rational {
  const takesBack = ['return', 'refund'].includes(wordIn(at('type')))
  return takesBack && value !== undefined && compare(value, ZERO) > 0 ? subtract(ZERO, value) : value
}

/** The code or number itself, else the only record of that name. */
function resolved<T extends { name: string }>(cell: string, records: readonly T[] | undefined, codeOf: (record: T) => string): string {
  if (cell === '' || records === undefined || records.some((one) => codeOf(one) === cell)) return cell
  const named = records.filter((one) => one.name === cell)
  const [only] = named
  if (named.length !== 1 || only === undefined) throw new RangeError(`"${cell}" names nobody, or more than one.`)
  return codeOf(only)
}

/** The same record twice is one record; worlds hold no second record with other content. Content compares after reading. */
function once<T>(records: T[] | undefined): T[] | undefined {
  if (records === undefined) return undefined
  const seen = new Set<string>()
  return records.filter((record) => {
    const content = JSON.stringify(record, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    return !seen.has(content) && seen.add(content)
  })
}
