/** A value as it is bound. */
export type Bound = string | number | null
/** Appends what one line of a file becomes in its table, in the order of `columns`; `cells` is the line split at commas. */
type Convert = (cells: readonly string[], values: Bound[]) => void

export interface FloorTable {
  readonly table: string
  readonly columns: readonly string[]
  readonly convert: Convert
}

/** "2026-10-05" as 20261005. */
const day = (text: string): number => Number(text.slice(0, 4)) * 10_000 + Number(text.slice(5, 7)) * 100 + Number(text.slice(8, 10))
const optionalDay = (text: string): number | null => (text === '' ? null : day(text))
/** "1234.5" as 123450, scores too. */
const hundredths = (text: string): number => Math.round(Number(text) * 100)
const millionths = (text: string): number => Number(text) * 1_000_000
const flag = (text: string): number => (text === 'yes' ? 1 : 0)
const optional = (text: string): string | null => (text === '' ? null : text)

/** What the client's row says, for the derived columns of collections. */
const clientRep = new Map<string, string>()
const clientInternal = new Set<string>()

/**
 * The product's tables, filled without any check from cells in the order in which the benchmark writes them. Clients come
 * before collections, which take their representative and the mark "internal" from them.
 */
export const FLOOR_TABLES: readonly FloorTable[] = [
  table('regions', 'code,name', (cells, values) => values.push(cells[0]!, cells[1]!)),
  table('employees', 'number,name,position,region,hired_on,left_on', (cells, values) =>
    values.push(cells[0]!, cells[1]!, cells[2]!, cells[3]!, optionalDay(cells[4]!), optionalDay(cells[5]!)),
  ),
  table('clients', 'code,name,region,rep,class,internal', (cells, values) => {
    clientRep.set(cells[0]!, cells[3]!)
    if (cells[5] !== '') clientInternal.add(cells[0]!)
    values.push(cells[0]!, cells[1]!, optional(cells[2]!), optional(cells[3]!), optional(cells[4]!), flag(cells[5]!))
  }),
  table('postings', 'employee,region,from', (cells, values) => values.push(cells[0]!, cells[1]!, day(cells[2]!))),
  table('orders', 'number,date,rep,client,amount,list_amount,quantity', (cells, values) =>
    values.push(
      cells[0]!,
      day(cells[1]!),
      cells[2]!,
      cells[3]!,
      hundredths(cells[4]!),
      cells[5] === '' ? null : hundredths(cells[5]!),
      cells[6] === '' ? null : millionths(cells[6]!),
    ),
  ),
  table('collections', 'number,date,client,amount,rep,region,kind,status,reason,credited_rep,client_internal', (cells, values) =>
    values.push(
      cells[0]!,
      day(cells[1]!),
      cells[2]!,
      hundredths(cells[3]!),
      optional(cells[4]!),
      optional(cells[5]!),
      cells[6] || 'payment',
      cells[7] || 'audited',
      optional(cells[8]!),
      cells[4] || clientRep.get(cells[2]!) || null,
      clientInternal.has(cells[2]!) ? 1 : 0,
    ),
  ),
  table('receivables', 'number,due_date,client,rep,amount', (cells, values) =>
    values.push(cells[0]!, day(cells[1]!), cells[2]!, cells[3]!, hundredths(cells[4]!)),
  ),
  table('quotas', 'period,rep,amount,quantity,new_clients', (cells, values) =>
    values.push(cells[0]!, cells[1]!, hundredths(cells[2]!), millionths(cells[3]!), Number(cells[4])),
  ),
  table('expenses', 'number,date,rep,amount,kind', (cells, values) =>
    values.push(cells[0]!, day(cells[1]!), cells[2]!, hundredths(cells[3]!), optional(cells[4]!)),
  ),
  table('visits', 'number,date,rep,client,successful', (cells, values) =>
    values.push(cells[0]!, day(cells[1]!), cells[2]!, optional(cells[3]!), flag(cells[4]!)),
  ),
  table('complaints', 'number,date,rep,client,upheld', (cells, values) =>
    values.push(cells[0]!, day(cells[1]!), cells[2]!, optional(cells[3]!), flag(cells[4]!)),
  ),
  table('attendance', 'date,employee,kind,count', (cells, values) =>
    values.push(day(cells[0]!), cells[1]!, cells[2]!, cells[3] === '' ? 1 : Number(cells[3])),
  ),
  table('feedback', 'number,date,engineer,client,attitude,resolution,dedication,solved_on_site', (cells, values) =>
    values.push(
      cells[0]!,
      day(cells[1]!),
      cells[2]!,
      optional(cells[3]!),
      hundredths(cells[4]!),
      hundredths(cells[5]!),
      hundredths(cells[6]!),
      cells[7] === '' ? null : flag(cells[7]!),
    ),
  ),
  table('followups', 'number,date,engineer,client,score', (cells, values) =>
    values.push(cells[0]!, day(cells[1]!), cells[2]!, optional(cells[3]!), hundredths(cells[4]!)),
  ),
  table('evaluations', 'period,engineer,item,evaluator,score,comment', (cells, values) =>
    values.push(cells[0]!, cells[1]!, cells[2]!, cells[3]!, hundredths(cells[4]!), optional(cells[5]!)),
  ),
  table('commissions', 'period,region,amount', (cells, values) => values.push(cells[0]!, cells[1]!, hundredths(cells[2]!))),
]

function table(name: string, columns: string, convert: (cells: readonly string[], values: Bound[]) => unknown): FloorTable {
  return { table: name, columns: columns.split(','), convert }
}
