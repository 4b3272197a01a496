/** The cells of each column by sheet and column, such as "orders.amount". */
export type Ranges = Readonly<Record<string, string>>

interface Span {
  readonly first: number
  readonly last: number
}

/** The days that formulas look at: the period, the same one last year, the last twelve months and the twelve before. */
export interface Spans {
  readonly period: Span
  readonly lastYear: Span
  readonly current: Span
  readonly base: Span
}

const within = (dates: string | undefined, { first, last }: Span): string => `${dates},">=${first}",${dates},"<=${last}"`

/** What each client's row counts, in columns C onwards; its code stands in column A, its representative in B, `#` is its row. */
export function clientFormulas(at: Ranges, { period, current, base }: Spans): Record<string, string> {
  const bought = `${at['orders.client']},$A#,${at['orders.amount']},">0"`
  const paid = `${at['collections.client']},$A#,${at['collections.status']},"audited"`
  const owed = `${at['receivables.client']},$A#`
  // Somebody to whom nothing was ever billed owes nothing, whatever was paid back.
  const isBilled = `COUNTIFS(${owed})>0`
  return {
    firstOrder: `_xlfn.MINIFS(${at['orders.date']},${bought})`,
    isNew: `IF(AND(C#>=${period.first},C#<=${period.last}),1,0)`,
    sold: `IF(COUNTIFS(${bought},${within(at['orders.date'], period)})>0,1,0)`,
    base: `IF(COUNTIFS(${bought},${within(at['orders.date'], base)})>0,1,0)`,
    retained: `IF(AND(F#=1,COUNTIFS(${bought},${within(at['orders.date'], current)})>0),1,0)`,
    paidBefore: `SUMIFS(${at['collections.amount']},${paid},${at['collections.date']},"<${period.first}")`,
    paidWithin: `MAX(0,SUMIFS(${at['collections.amount']},${paid},${within(at['collections.date'], period)}))`,
    arrears: `IF(${isBilled},MAX(0,ROUND(SUMIFS(${at['receivables.amount']},${owed},${at['receivables.due_date']},"<${period.first}")-H#,2)),0)`,
    recovered: 'MIN(J#,I#)',
    due: `IF(${isBilled},MAX(0,ROUND(SUMIFS(${at['receivables.amount']},${owed},${at['receivables.due_date']},"<=${period.last}")-H#,2)),0)`,
    collected: 'MIN(L#,I#)',
  }
}

/** The figures of a representative's row, in columns B onwards; the number stands in column A. */
export const FIGURES = [
  'netSales',
  'salesLastYear',
  'netQuantity',
  'priced',
  'pricedList',
  'quota',
  'quotaQuantity',
  'quotaNewClients',
  'netCollections',
  'visits',
  'successfulVisits',
  'arrears',
  'recovered',
  'due',
  'collected',
  'newClients',
  'clientsSold',
  'baseClients',
  'retainedClients',
  'expenses',
  'complaints',
  'positiveOrders',
] as const
export type Figure = (typeof FIGURES)[number]

/** Our KPIs as numerator and denominator among the figures; sales growth stands apart. */
export const RATIOS = {
  quotaCompletion: ['netSales', 'quota'],
  quotaCompletionQuantity: ['netQuantity', 'quotaQuantity'],
  priceRetention: ['priced', 'pricedList'],
  expenseRatio: ['expenses', 'netSales'],
  arrearsRecovery: ['recovered', 'arrears'],
  collectionRate: ['collected', 'due'],
  collectionsToSales: ['netCollections', 'netSales'],
  visitSuccess: ['successfulVisits', 'visits'],
  complaintRate: ['complaints', 'positiveOrders'],
  newClientRate: ['newClients', 'clientsSold'],
  newClientPlanCompletion: ['newClients', 'quotaNewClients'],
  retentionRate: ['retainedClients', 'baseClients'],
} as const satisfies Record<string, readonly [Figure, Figure]>
export type Ratio = keyof typeof RATIOS

export function columnOf(figure: Figure): string {
  return String.fromCharCode(66 + FIGURES.indexOf(figure))
}

/** The formulas of a representative's row: the figures in their order, then the ratios and the growth. */
export function representativeFormulas(at: Ranges, { period, lastYear }: Spans, periodText: string): string[] {
  const ordered = (span: Span) => `${at['orders.rep']},$A#,${within(at['orders.date'], span)}`
  const priced = `${ordered(period)},${at['orders.amount']},">0",${at['orders.list_amount']},">0"`
  const planned = `${at['quotas.rep']},$A#,${at['quotas.period']},"${periodText}"`
  const visited = `${at['visits.rep']},$A#,${within(at['visits.date'], period)}`
  const ofClients = (figure: string) => `SUMIFS(${at[`clients.${figure}`]},${at['clients.rep']},$A#)`
  const formulas: Readonly<Record<Figure, string>> = {
    netSales: `SUMIFS(${at['orders.amount']},${ordered(period)})`,
    salesLastYear: `SUMIFS(${at['orders.amount']},${ordered(lastYear)})`,
    netQuantity: `SUMIFS(${at['orders.quantity']},${ordered(period)})`,
    priced: `SUMIFS(${at['orders.amount']},${priced})`,
    pricedList: `SUMIFS(${at['orders.list_amount']},${priced})`,
    quota: `SUMIFS(${at['quotas.amount']},${planned})`,
    quotaQuantity: `SUMIFS(${at['quotas.quantity']},${planned})`,
    quotaNewClients: `SUMIFS(${at['quotas.new_clients']},${planned})`,
    netCollections: `SUMIFS(${at['collections.amount']},${at['collections.credited_rep']},$A#,${within(at['collections.date'], period)},${at['collections.status']},"audited")`,
    visits: `COUNTIFS(${visited})`,
    successfulVisits: `COUNTIFS(${visited},${at['visits.successful']},"yes")`,
    arrears: ofClients('arrears'),
    recovered: ofClients('recovered'),
    due: ofClients('due'),
    collected: ofClients('collected'),
    newClients: ofClients('isNew'),
    clientsSold: ofClients('sold'),
    baseClients: ofClients('base'),
    retainedClients: ofClients('retained'),
    expenses: `SUMIFS(${at['expenses.amount']},${at['expenses.rep']},$A#,${within(at['expenses.date'], period)})`,
    complaints: `COUNTIFS(${at['complaints.rep']},$A#,${within(at['complaints.date'], period)},${at['complaints.upheld']},"yes")`,
    positiveOrders: `COUNTIFS(${ordered(period)},${at['orders.amount']},">0")`,
  }
  const ratio = (over: string, under: string) => `IF(${under}#>0,ROUND(${over}#/${under}#,4),"n/a")`
  return [
    ...FIGURES.map((figure) => formulas[figure]),
    ...Object.values(RATIOS).map(([over, under]) => ratio(columnOf(over), columnOf(under))),
    'IF(C#>0,ROUND((B#-C#)/C#,4),"n/a")',
  ]
}
