import { type Fen, fen, yuan } from '../../../base/money.ts'
import { sortedBy } from '../../../base/text-order.ts'
import type { Appraisal } from '../../../domain/appraisal.ts'
import { HEADER_HEIGHT, headerCell, moneyCell, STYLE } from './house-style.ts'
import { live } from './live-formula.ts'
import { placeAdjustments } from './place-adjustments.ts'
import { type Say, sayIn } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import { type Row, text } from './xlsx/cell.ts'
import { XlsxFile } from './xlsx/xlsx-file.ts'

const WIDTHS = [14, 14, 16, 12, 14, 14, 14]
/** Of companies with plans: commission and performance pay as they are paid. */
const PAY_WIDTHS = [14, 14]
/** Behind the others, where a month was settled with earlier ones: what is carried on or deducted, and what is open afterwards. */
const SETTLED_WIDTHS = [18, 14]

/** One flat sheet for the payroll system: headings in row 1, one row a share (and one for each adjustment without a share), nothing above, between or below. */
export async function writePayroll(path: string, appraisal: Appraisal, options: WorkbookOptions): Promise<void> {
  const say = sayIn(options.language)
  const widths = [...WIDTHS, ...(appraisal.pay ? PAY_WIDTHS : []), ...(appraisal.settled?.length ? SETTLED_WIDTHS : [])]
  await XlsxFile.write(path, (file) =>
    file.sheet(
      {
        name: say('payroll'),
        widths,
        frozen: { rows: 1, columns: 0 },
        repeatedRows: { from: 1, to: 1 },
        filter: { row: 1, lastColumn: widths.length - 1 },
        footer: `&C${say('footer')}`,
        gridLines: true,
      },
      payrollRows(appraisal, say),
    ),
  )
}

function* payrollRows(appraisal: Appraisal, say: Say): Generator<Row> {
  const { bonus, period } = appraisal
  const settled = new Map((appraisal.settled ?? []).map((line) => [JSON.stringify([line.region, line.employee]), line]))
  const titles = [
    ...(['number', 'name', 'region', 'periodColumn', 'payrollBonus', 'adjustment', 'payable'] as const),
    ...(appraisal.pay ? (['commissionAmount', 'performancePay'] as const) : []),
    ...(settled.size > 0 ? (['carried', 'balance'] as const) : []),
  ]
  yield { cells: titles.map((word) => headerCell(say(word))), height: HEADER_HEIGHT }
  const placed = placeAdjustments(appraisal)
  const plans = paidByPlans(appraisal)
  const carriedIn = appraisal.pay ? 'J' : 'H'
  let row = 1
  for (const region of bonus) {
    const adjustments = placed.get(region.region)
    const own = plans.get(region.region)
    const paid = new Set(region.shares.map(({ employee }) => employee))
    const others = [...new Map<string, { readonly name: string }>([...(own ?? []), ...(adjustments ?? [])])].filter(
      ([employee]) => !paid.has(employee),
    )
    const lines = [...region.shares, ...others.map(([employee, { name }]) => ({ employee, name, amount: fen(0n) }))]
    for (const { employee, name, amount } of others.length > 0 ? sortedBy(lines, (line) => line.employee) : lines) {
      row += 1
      const adjustment = adjustments?.get(employee)?.amount ?? fen(0n)
      const { carried, balance } = settled.get(JSON.stringify([region.region, employee])) ?? { carried: fen(0n), balance: fen(0n) }
      const { commission, performance } = own?.get(employee) ?? { commission: fen(0n), performance: fen(0n) }
      const payable = yuan(fen(amount + adjustment + commission + performance + carried))
      yield {
        cells: [
          text(employee, STYLE.id),
          text(name, STYLE.centre),
          text(region.name || region.region, STYLE.centre),
          text(period.text, STYLE.centre),
          moneyCell(amount),
          moneyCell(adjustment),
          live(
            `ROUND(E${row}+F${row}${appraisal.pay ? `+H${row}+I${row}` : ''}${settled.size > 0 ? `+${carriedIn}${row}` : ''},2)`,
            payable,
            payable,
            STYLE.money,
          ),
          ...(appraisal.pay ? [moneyCell(commission), moneyCell(performance)] : []),
          ...(settled.size > 0 ? [moneyCell(carried), moneyCell(balance)] : []),
        ],
      }
    }
  }
}

interface OwnPay {
  readonly name: string
  readonly commission: Fen
  readonly performance: Fen
}

/** What plans pay each person, by home region and number. */
function paidByPlans({ pay }: Appraisal): ReadonlyMap<string, ReadonlyMap<string, OwnPay>> {
  const byRegion = new Map<string, Map<string, OwnPay>>()
  const add = (region: string, employee: string, name: string, commission: Fen, performance: Fen) => {
    const own = byRegion.get(region) ?? new Map<string, OwnPay>()
    const known = own.get(employee)
    own.set(employee, {
      name,
      commission: fen((known?.commission ?? 0n) + commission),
      performance: fen((known?.performance ?? 0n) + performance),
    })
    byRegion.set(region, own)
  }
  for (const { region, employee, name, paid } of pay?.commissions ?? []) add(region, employee, name, paid, fen(0n))
  for (const { region, employee, name, amount } of pay?.grades ?? []) add(region, employee, name, fen(0n), amount ?? fen(0n))
  return byRegion
}
