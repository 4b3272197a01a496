import type { RandomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import { monthsOf, type Period, samePeriodLastYear } from '../../src/base/period.ts'
import { type Company, dayAround, periodsAround } from './random-company.ts'
import type { Tables } from './random-world.ts'
import { writtenDay, writtenDecimal, writtenFlag, writtenMoney, writtenPeriod } from './written-forms.ts'

/** Orders with returns, collections with refunds and every kind and status, receivables, quotas, expenses, visits, complaints, commissions. */
export function randomSalesTables(draw: RandomStream, company: Company, period: Period): Tables {
  const many = <T>(most: number, make: (index: number) => T): T[] =>
    Array.from({ length: draw.between(0, most) }, (_, index) => make(index))
  const day = () => writtenDay(draw, dayAround(draw, period))
  const rep = () => company.named(draw, draw.pick(draw.chance(60) ? company.managers : company.reps))
  const client = () => company.named(draw, draw.pick(company.clients).code)
  const amount = (negative: number) => draw.between(1, draw.pick([100, 99_999, 2_500_000])) * (draw.chance(negative) ? -1 : 1)
  const small = draw.chance(100)

  const orders = many(small ? 3 : 60, (index) => {
    const fen = draw.chance(30) ? 0 : amount(150)
    return {
      number: draw.pick([`X${index}`, `x-${index}`, `订${index}`]),
      date: day(),
      rep: rep(),
      client: client(),
      amount: writtenMoney(draw, fen),
      list_amount: draw.chance(250) ? '' : writtenMoney(draw, draw.chance(60) ? 0 : fen + draw.between(-500, 40_000)),
      quantity: draw.chance(250) ? '' : writtenDecimal(draw, draw.pick([1, 1_000_000, 250_000]) * draw.between(-20, 90), 6),
    }
  })
  return {
    orders: twice(draw, orders),
    collections: twice(
      draw,
      collections(draw, company, many(small ? 3 : 60, day), () => amount(220)),
    ),
    receivables: many(40, (index) => ({
      number: `Y${index}`,
      due_date: day(),
      client: client(),
      rep: rep(),
      amount: writtenMoney(draw, amount(80)),
    })),
    openings: draw.chance(300) ? openings(draw, company, day, () => writtenMoney(draw, amount(80))) : [],
    quotas: quotas(draw, company, period),
    expenses: many(20, (index) => ({
      number: `F${index}`,
      date: day(),
      rep: rep(),
      amount: writtenMoney(draw, amount(50)),
      kind: '差旅费',
    })),
    visits: many(20, (index) => ({ number: `B${index}`, date: day(), rep: rep(), successful: writtenFlag(draw, draw.chance(600)) })),
    complaints: many(8, (index) => ({
      number: `K${index}`,
      date: day(),
      rep: rep(),
      client: client(),
      upheld: writtenFlag(draw, draw.chance(600)),
    })),
    commissions: company.regions
      .flatMap((region) => periodsAround(period).map((text) => ({ region, text })))
      .filter(() => draw.chance(600))
      .map(({ region, text }) => ({
        period: writtenPeriod(draw, text),
        region,
        amount: writtenMoney(draw, draw.pick([0, 7, 1_234, 400_000])),
      })),
  }
}

function collections(draw: RandomStream, company: Company, days: readonly string[], amount: () => number) {
  return days.map((date, index) => {
    const client = draw.pick(company.clients)
    const kind = draw.pick(['', '', 'payment', '货款', 'deposit', '押金', '预收', 'prepayment', '承兑', 'bill', 'adjustment', '调整'])
    const region = draw.chance(150) ? draw.pick(company.regions) : ''
    const withoutRep = draw.chance(600) && (client.rep !== '' || region !== '')
    return {
      number: `SK-${index}`,
      date,
      client: company.named(draw, client.code),
      amount: writtenMoney(draw, amount()),
      rep: withoutRep ? '' : company.named(draw, draw.pick(draw.chance(60) ? company.managers : company.reps)),
      region,
      kind,
      status: draw.pick(['', '', '', 'audited', '已审核', 'draft', '未审核', '作废', 'void']),
      reason: kind === 'adjustment' || kind === '调整' ? '错款调账' : '',
    }
  })
}

/** What some clients owed some reps when the data begin. */
function openings(draw: RandomStream, company: Company, day: () => string, amount: () => string) {
  const pairs = company.clients.flatMap(({ code }) => company.reps.map((rep) => ({ client: code, rep })))
  return pairs.filter(() => draw.chance(300)).map((pair) => ({ ...pair, due_date: day(), amount: amount() }))
}

/** A row of the period itself, rows of its months, some of them, or none; figures of zero and blanks among them. */
function quotas(draw: RandomStream, company: Company, period: Period) {
  return company.reps.flatMap((rep) => {
    const months = period.kind === 'month' ? [] : monthsOf(period).map((month) => month.text)
    const own = draw.chance(500) ? [period.text] : []
    const some = draw.chance(250) ? months.slice(1) : draw.chance(700) ? months : []
    return [...own, ...some, samePeriodLastYear(period).text].map((text) => ({
      period: writtenPeriod(draw, text),
      rep,
      amount: draw.chance(80) ? '' : writtenMoney(draw, draw.chance(60) ? 0 : draw.between(1, 3_000_000)),
      quantity: draw.chance(80) ? '' : writtenDecimal(draw, draw.between(0, 90) * 500_000, 6),
      new_clients: draw.chance(80) ? '' : String(draw.between(0, 3)),
      collections: draw.chance(300) ? '' : writtenMoney(draw, draw.between(0, 3_000_000)),
    }))
  })
}

/** Some records stand there a second time with the same content, written differently, which is one record. */
function twice<T extends { readonly amount: string }>(draw: RandomStream, rows: readonly T[]): T[] {
  return rows.flatMap((row) => (draw.chance(40) ? [row, { ...row, amount: row.amount.replace(/[¥,\s]/g, '') }] : [row]))
}
