import { groupBy } from '../../base/group-by.ts'
import { type Fen, fen } from '../../base/money.ts'
import { carriedByLine, settleMonth } from '../../domain/bonus/settle-month.ts'
import { type Balance, balancesOf, settlementsOf } from '../../store/aggregates/balances.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import type { Reader } from '../../store/database/connection.ts'

/** How a month is settled with one person, where more than the month itself counts. */
export interface PersonSettled {
  readonly arisen: Fen
  readonly deducted: readonly { readonly balance: number; readonly amount: Fen }[]
  /** All that is open of the person afterwards. */
  readonly balance: Fen
}

/** What one line of a person gains or gives by settling, and what is open of the person afterwards: said once, on their first line. */
export interface LineSettled {
  readonly carried: Fen
  readonly balance: Fen
}

interface Line {
  readonly employee: string
  /** Share and adjustments. */
  readonly amount: Fen
}

/** How a month that is not closed would be settled by what is decided now, by employee number. */
export function settledNow(lines: readonly Line[], balances: readonly Balance[]): Map<string, PersonSettled> {
  const settled = new Map<string, PersonSettled>()
  for (const [employee, own] of groupBy(lines, (line) => line.employee)) {
    const due = fen(own.reduce((sum, { amount }) => sum + amount, 0n))
    const theirs = balances.filter((each) => each.employee === employee && each.open > 0n)
    const { arisen, deducted } = settleMonth(
      due,
      theirs.filter(({ state }) => state === 'carry'),
    )
    const open = theirs.reduce((sum, each) => sum + each.open, 0n)
    const balance = fen(open + arisen - deducted.reduce((sum, { amount }) => sum + amount, 0n))
    if (arisen > 0n || open > 0n) settled.set(employee, { arisen, deducted, balance })
  }
  return settled
}

/**
 * How a month is settled with the people of these lines, line by line: of a closed one as its closing wrote it down, of another as it
 * would be now. A closed month from before balances were kept stays as it was.
 */
export async function settleLines(reader: Reader, period: string, lines: readonly Line[]): Promise<LineSettled[]> {
  const isClosed = (await findPeriod(reader, period))?.state === 'closed'
  const written = isClosed ? await settlementsOf(reader, period) : settledNow(lines, await balancesOf(reader))
  const byLine = new Map<Line, LineSettled>()
  for (const [employee, own] of groupBy(lines, (line) => line.employee)) {
    const settled = written.get(employee)
    if (!settled && isClosed) continue
    const { arisen = 0n, deducted = 0n, balance = fen(0n) } = settled ?? {}
    const taken = typeof deducted === 'bigint' ? deducted : deducted.reduce((sum, { amount }) => sum + amount, 0n)
    const due = own.reduce((sum, { amount }) => sum + amount, 0n)
    const carried = carriedByLine(
      own.map(({ amount }) => amount),
      fen(due + arisen - taken),
    )
    for (const [at, line] of own.entries()) byLine.set(line, { carried: carried[at] ?? fen(0n), balance: at === 0 ? balance : fen(0n) })
  }
  return lines.map((line) => byLine.get(line) ?? { carried: fen(0n), balance: fen(0n) })
}
