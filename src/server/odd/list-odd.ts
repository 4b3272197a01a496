import type { Answer } from '../../base/answer.ts'
import { dismissalsInForce } from '../../store/aggregates/odd-dismissals.ts'
import { findChange } from '../../store/company-book/changes.ts'
import type { Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { findOdd, type OddAsked } from './find-odd.ts'
import type { OddListed } from './odd-view.ts'

export interface OddPage {
  readonly period: string | undefined
  readonly state: 'open' | 'dismissed' | undefined
  readonly offset: number
  readonly limit: number
}

/** The one list of what looks odd 疑点: of the period asked for, else of all that are not closed, dismissed or not. */
export const listOdd = useCase(
  'odd.read',
  async (
    service,
    _,
    { period, state, offset, limit }: OddPage,
  ): Promise<Answer<{ readonly ok: true; readonly items: readonly OddListed[]; readonly total: number; readonly open: number }>> => {
    const found = await withDismissals(service, { period, effects: true })
    const wanted = found.filter(({ dismissal }) => state === undefined || (state === 'dismissed') === (dismissal !== undefined))
    const items: OddListed[] = []
    for (const entry of wanted.slice(offset, offset + limit)) items.push({ ...entry, at: entry.at ?? (await cameAt(service, entry)) })
    return { ok: true, items, total: wanted.length, open: found.filter(({ dismissal }) => !dismissal).length }
  },
)

async function withDismissals(service: Service, asked: OddAsked): Promise<OddListed[]> {
  const dismissed = await dismissalsInForce(service.store)
  return (await findOdd(service, asked)).map((entry) => ({ ...entry, dismissal: dismissed.get(entry.problem.odd.key) }))
}

async function cameAt({ store }: Service, { problem }: OddListed): Promise<string | undefined> {
  const { newest } = problem.odd
  return newest === null ? undefined : (await findChange(store, newest))?.at
}
