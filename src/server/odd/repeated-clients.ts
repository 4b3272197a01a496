import { contentOf, keyOf, type OddDetail, type OddProblem } from '../../appraisal/odd-problem.ts'
import { groupBy } from '../../base/group-by.ts'
import type { Problem } from '../../base/problem.ts'
import { byCodePoint, sortedBy } from '../../base/text-order.ts'
import { datasetProblem } from '../../domain/dataset/dataset-problems.ts'
import { cell, type RecordValues, TABLES, textCell } from '../../domain/dataset/tables.ts'
import { clientTwinWords } from '../../sheets/read/client-twins.ts'
import { codeKey, nameKey } from '../../sheets/read/near-miss.ts'
import type { Pair } from '../../store/company-book/pair.ts'
import type { Reader } from '../../store/database/connection.ts'
import { quotedList } from '../../store/database/record-columns.ts'
import type { Records } from '../../store/database/records.ts'

const TWICE = 'client_should_be_registered_once'

/** Clients in force that seem to be another client once more, by their name or but for look-alikes by their code: each beside the smallest code. */
export async function repeatedClients(records: Records, book: number): Promise<OddProblem[]> {
  const clients = await records.readTable(book, 'clients')
  const found = new Map<string, OddProblem>()
  const gather = (groups: Iterable<readonly RecordValues[]>, isNamesake: boolean) => {
    for (const group of groups) {
      const [first, ...others] = sortedBy(group, (record) => textCell('clients', record, 'code'))
      for (const record of first ? others : []) {
        const code = textCell('clients', record, 'code')
        if (!first || found.has(code)) continue
        found.set(code, repeatedClient(record, first, isNamesake))
      }
    }
  }
  gather(groupBy(clients, (record) => nameKey(String(cell('clients', record, 'name') ?? ''))).values(), true)
  gather(groupBy(clients, (record) => codeKey(textCell('clients', record, 'code'))).values(), false)
  return [...found.values()]
}

function repeatedClient(record: RecordValues, other: RecordValues, isNamesake: boolean): OddProblem {
  const twin = { code: textCell('clients', record, 'code'), other: textCell('clients', other, 'code'), isNamesake }
  const { column, values } = clientTwinWords(twin)
  const problem = datasetProblem(TWICE, values, { table: 'clients', record: twin.code, column })
  return { ...problem, odd: twinDetail([record, other]) }
}

function twinDetail(clients: readonly RecordValues[]): OddDetail {
  const key = keyOf(TWICE, clients.map((record) => contentOf('clients', record)).sort(byCodePoint))
  const records = clients.map((values) => ({ table: 'clients' as const, values }))
  return { key, period: null, count: clients.length, records, newest: null, effect: null }
}

/** Gives the warnings of clients that an upload registers once more what they are dismissed by: both clients, as they would be after it. */
export async function withTwins(reader: Reader, { company, staging }: Pair, problems: readonly Problem[]): Promise<readonly Problem[]> {
  const codes = ({ record = '', values }: Problem) => [record, values.other ?? '']
  const twins = problems.filter(({ code }) => code === TWICE)
  if (twins.length === 0) return problems
  const columns = quotedList(TABLES.clients.columns.map(({ key }) => key))
  const clients = new Map<string, RecordValues>()
  for (const book of [company, staging]) {
    for (const row of await reader.all(`SELECT ${columns} FROM clients WHERE book = $1`, [book])) {
      const values = row.map((each) => (typeof each === 'bigint' ? Number(each) : each))
      clients.set(textCell('clients', values, 'code'), values)
    }
  }
  return problems.map((problem) => {
    if (problem.code !== TWICE) return problem
    const both = codes(problem)
      .map((code) => clients.get(code))
      .filter((each) => each !== undefined)
    return both.length === 2 ? { ...problem, odd: twinDetail(both) } : problem
  })
}
