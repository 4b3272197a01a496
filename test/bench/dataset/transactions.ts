import { firstDay, iso, lastDay, MONTHS, monthText } from '../../../fixtures/worlds/generator/calendar.ts'
import { yuanText } from '../../../fixtures/worlds/generator/csv-text.ts'
import { type RandomStream, randomStream } from '../../../fixtures/worlds/generator/random-stream.ts'
import { type CompanySize, clientCode, regionCode, representativeNumber, representativeOf } from './company.ts'
import { TableFile } from './table-file.ts'

/** What a million transactions consist of, in thousandths. */
export const SHARES = { orders: 400, collections: 280, receivables: 240, visits: 80 } as const
type Kind = keyof typeof SHARES

const HEADERS: Readonly<Record<Kind, string>> = {
  orders: 'number,date,rep,client,amount,list_amount,quantity',
  collections: 'number,date,client,amount,rep,region,kind,status,reason',
  receivables: 'number,due_date,client,rep,amount',
  visits: 'number,date,rep,client,successful',
}
const KINDS = Object.keys(SHARES) as Kind[]

/**
 * So many transactions over 26 months up to 2026-10, written month by month, so that no more than some thousand lines are
 * ever in memory. Orders: 3% returns, 4% without a list price. Collections: every third takes its representative from the
 * client, 2% are drafts, 1% refunds, 4% name their region. Receivables fall due 30, 60 or 90 days after their month.
 */
export function writeTransactions(folder: string, count: number, size: CompanySize): number {
  const files = { orders: file('orders'), collections: file('collections'), receivables: file('receivables'), visits: file('visits') }
  function file(kind: Kind): TableFile {
    return new TableFile(folder, kind, HEADERS[kind])
  }
  for (let month = 0; month < MONTHS; month++) {
    const days = daysOf(month)
    const later = [month + 1, month + 2, month + 3].map(daysOf)
    for (const kind of KINDS) {
      const draw = randomStream(`bench ${kind} ${month}`)
      const label = monthText(month).slice(2).replace('-', '')
      const total = Math.round((count * SHARES[kind]) / 1000)
      const rows = Math.floor((total * (month + 1)) / MONTHS) - Math.floor((total * month) / MONTHS)
      for (let row = 1; row <= rows; row++) {
        const number = `${label}-${String(row).padStart(6, '0')}`
        files[kind].add(LINES[kind](number, draw, size, days, later))
      }
    }
  }
  for (const kind of KINDS) files[kind].close()
  return KINDS.reduce((sum, kind) => sum + files[kind].rows, 0)
}

function daysOf(month: number): string[] {
  const first = firstDay(month)
  return Array.from({ length: lastDay(month) - first + 1 }, (_, index) => iso(first + index))
}

type Line = (
  number: string,
  draw: RandomStream,
  size: CompanySize,
  days: readonly string[],
  later: readonly (readonly string[])[],
) => string

const LINES: Readonly<Record<Kind, Line>> = {
  orders(number, draw, size, days) {
    const client = draw.below(size.clients)
    const rep = draw.chance(size.strayOrders) ? draw.below(size.representatives) : representativeOf(client, size)
    const sign = draw.chance(30) ? -1 : 1
    const list = sign * draw.between(20_000, 4_000_000)
    const amount = Math.floor((list * draw.between(80, 100)) / 100)
    const isListed = !draw.chance(40)
    const goods = isListed ? `${yuanText(list)},${sign * draw.between(1, 200)}` : ','
    return `XS${number},${draw.pick(days)},${representativeNumber(rep)},${clientCode(client)},${yuanText(amount)},${goods}`
  },
  collections(number, draw, size, days) {
    const client = draw.below(size.clients)
    const rep = representativeOf(client, size)
    const amount = (draw.chance(10) ? -1 : 1) * draw.between(20_000, 4_000_000)
    const named = draw.chance(667) ? representativeNumber(rep) : ''
    const region = draw.chance(40) ? regionCode(rep % size.regions) : ''
    const kind = draw.chance(800) ? '' : draw.pick(['payment', 'deposit', 'prepayment', 'bill'])
    const status = draw.chance(20) ? 'draft' : draw.chance(500) ? 'audited' : ''
    return `SK${number},${draw.pick(days)},${clientCode(client)},${yuanText(amount)},${named},${region},${kind},${status},`
  },
  receivables(number, draw, size, _, later) {
    const client = draw.below(size.clients)
    const amount = draw.between(20_000, 4_000_000)
    return `YS${number},${draw.pick(draw.pick(later))},${clientCode(client)},${representativeNumber(representativeOf(client, size))},${yuanText(amount)}`
  },
  visits(number, draw, size, days) {
    const client = draw.below(size.clients)
    const rep = representativeNumber(representativeOf(client, size))
    return `BF${number},${draw.pick(days)},${rep},${clientCode(client)},${draw.chance(700) ? 'yes' : 'no'}`
  },
}
