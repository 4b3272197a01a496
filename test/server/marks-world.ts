import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import type { AccountPosition } from '../../src/domain/people/account-position.ts'
import type { PeriodState } from '../../src/domain/states.ts'
import { findPeriod, insertPeriod, updatePeriod } from '../../src/store/aggregates/periods.ts'
import type { ApiAnswer } from './support/api-client.ts'
import type { TestService } from './support/test-service.ts'

/** Opens a period in a state, as HR's steps would have led it there. */
export async function openPeriod(
  { service }: TestService,
  text: string,
  state: PeriodState,
  deadlines: Readonly<Partial<Record<PeriodState, string>>> = {},
): Promise<void> {
  const { first, last } = present(periodFromText(text), `${text} is a period.`)
  const openedAt = service.now().toISOString()
  await service.store.write(async (transaction) => {
    const period = { text, first, last, state, openedAt, openedBy: 'hr', deadlines, publishedRun: undefined, version: 1 }
    await insertPeriod(transaction, period)
    return { ok: true }
  })
}

export async function movePeriod({ service }: TestService, text: string, state: PeriodState): Promise<void> {
  await service.store.write(async (transaction) => {
    const period = present(await findPeriod(transaction, text), `${text} is open.`)
    await updatePeriod(transaction, period, { state })
    return { ok: true }
  })
}

/** The items of a list's answer. */
export function itemsOf<Item = Readonly<Record<string, unknown>>>(answer: ApiAnswer): Item[] {
  return (answer.body as { items: Item[] }).items
}

/** How many rows of a statement's first cell. */
export async function numberOf({ service }: TestService, sql: string): Promise<number> {
  return Number((await service.store.all(sql))[0]?.[0])
}

/** Gives an account positions, as an administrator would. */
export async function givePositions({ service }: TestService, account: string, positions: readonly AccountPosition[]): Promise<void> {
  await service.store.write(async (transaction) => {
    await transaction.update('accounts', { positions: JSON.stringify(positions) }, { id: account })
    return { ok: true }
  })
}
