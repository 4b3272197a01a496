import { type Fen, fen, yuanText } from '../../base/money.ts'
import { accountOfEmployee, listAccounts } from '../../store/aggregates/accounts.ts'
import { balancesOf, insertBalanceEntry, insertSettlement } from '../../store/aggregates/balances.ts'
import { type NewMessage, writeMessages } from '../../store/aggregates/messages.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { PeriodEffect } from '../kernel/period-step.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { duesOf } from './payables.ts'
import type { balancesSaidSchema } from './payment-schema.ts'
import { type PersonSettled, settledNow } from './settlements.ts'

/** What of a month goes back 待扣, in words of closing and publishing: how many people and how much. Money in yuan. */
export type BalancesSaid = ShapeOf<typeof balancesSaidSchema>

const MOST = 1000

/** Closing a period settles it with everybody: what fell below zero is open from then on, what is carried is deducted. */
export const SETTLING_EFFECTS: readonly PeriodEffect[] = [
  {
    from: 'published',
    to: 'closed',
    async apply({ transaction, actor, period: { text, publishedRun }, at }) {
      if (publishedRun === undefined) return undefined
      const lines = await duesOf(transaction, publishedRun, text)
      const messages: NewMessage[] = []
      for (const [employee, { arisen, deducted, balance }] of settledNow(lines, await balancesOf(transaction))) {
        const { name, region } = lines.find((line) => line.employee === employee) ?? { name: employee, region: '' }
        const taken = fen(deducted.reduce((sum, { amount }) => sum + amount, 0n))
        await insertSettlement(transaction, { period: text, employee, name, region, arisen, deducted: taken, balance, at })
        for (const { balance: settlement, amount } of deducted) {
          await insertBalanceEntry(transaction, { settlement, employee, kind: 'deducted', amount, period: text, by: actor.id, at })
        }
        const account = await accountOfEmployee(transaction, employee)
        if (account && (arisen > 0n || taken > 0n)) messages.push(personMessage(account.id, text, { arisen, taken, balance }))
      }
      const { undecided } = await balancesSaid(transaction, text, undefined)
      if (undecided.people > 0) {
        const accounts = await listAccounts(transaction, { position: 'finance', closed: false, limit: MOST })
        messages.push(...accounts.map(({ id }) => financeMessage(id, text, undecided)))
      }
      await writeMessages(transaction, messages, at)
      return undefined
    },
  },
]

/**
 * What a run of a period that is not closed would leave open and deduct, and what nobody has decided on; without a run what is
 * open as things are.
 */
export async function balancesSaid(reader: Reader, period: string, run: string | undefined): Promise<BalancesSaid> {
  const balances = await balancesOf(reader)
  const settled = run === undefined ? [] : [...settledNow(await duesOf(reader, run, period), balances).values()]
  const counted = (amounts: readonly Fen[]) => ({
    people: amounts.filter((amount) => amount > 0n).length,
    amount: yuanText(fen(amounts.reduce((sum, amount) => sum + amount, 0n))),
  })
  const openBy = new Map<string, Fen>()
  for (const { employee, open, state } of balances) {
    if (state === 'undecided') openBy.set(employee, fen((openBy.get(employee) ?? 0n) + open))
  }
  const takenOf = ({ deducted }: PersonSettled) => fen(deducted.reduce((sum, { amount }) => sum + amount, 0n))
  return {
    arising: counted(settled.map(({ arisen }) => arisen)),
    deducting: counted(settled.map(takenOf)),
    undecided: counted([...openBy.values()]),
  }
}

function personMessage(
  account: string,
  period: string,
  { arisen, taken, balance }: { readonly arisen: Fen; readonly taken: Fen; readonly balance: Fen },
): NewMessage {
  const values = { period, arisen: yuanText(arisen), deducted: yuanText(taken), balance: yuanText(balance) }
  const payload =
    arisen > 0n
      ? {
          zh: `${period} 的奖金与调整合计为负，不发放；差额 ${values.arisen} 元转入待扣，待扣余额 ${values.balance} 元。`,
          en: `Bonus and adjustments of ${period} are below zero: nothing is paid, ${values.arisen} yuan are carried on; ${values.balance} yuan are open.`,
          values,
        }
      : {
          zh: `${period} 的奖金扣回 ${values.deducted} 元，待扣余额 ${values.balance} 元。`,
          en: `${values.deducted} yuan are deducted from your bonus of ${period}; ${values.balance} yuan are open.`,
          values,
        }
  return { account, channel: 'product', kind: 'balance.settled', period, payload, onceKey: `balance.settled ${period} ${account}` }
}

function financeMessage(account: string, period: string, { people, amount }: BalancesSaid['undecided']): NewMessage {
  const payload = {
    zh: `${period} 已关闭：${people} 人的待扣余额共 ${amount} 元等待决定（结转扣回、追讨或核销）。`,
    en: `${period} is closed: balances of ${people} people, ${amount} yuan together, wait to be decided (carried, reclaimed or written off).`,
    values: { period, people: String(people), amount },
  }
  return { account, channel: 'product', kind: 'balance.undecided', period, payload, onceKey: `balance.undecided ${period} ${account}` }
}
