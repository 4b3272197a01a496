import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { accountsWithSheet } from '../../store/aggregates/confirmations.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type BalancesSaid, balancesSaid } from '../payments/settle-closing.ts'
import { viewedRun } from '../results/viewed-run.ts'
import { runToPublish } from '../runs/publish-guards.ts'
import { runToRepublish } from './republish.ts'

export interface PublicationPreview {
  readonly run: string
  /** What publishing the run would be: the period's step, or again after a correction; null where the period is in another state. */
  readonly step: 'publish' | 'republish' | null
  /** Everything that stands in the way, at once. */
  readonly obstacles: readonly Problem[]
  /** Accounts that would be told: everybody with a sheet, or those whose sheet differs from the published one. */
  readonly told: number
  /** What of the month would go back, and what is undecided from before. */
  readonly balances: BalancesSaid
}

/** What publishing a finished run would come to, without doing it. Problems: period_must_exist, and those of viewedRun. */
export const previewPublication = useCase(
  'run.read',
  async (
    service,
    actor,
    { period, run }: { readonly period: Period; readonly run: string },
  ): Promise<Answer<{ readonly ok: true; readonly value: PublicationPreview }>> => {
    const { store } = service
    const opened = await findPeriod(store, period.text)
    if (!opened) return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
    const viewed = await viewedRun(service, actor, { period, run })
    if (!viewed.ok) return viewed
    const { state, publishedRun } = opened
    const balances = await balancesSaid(store, period.text, run)
    if (state === 'published' && publishedRun !== undefined) {
      const newer = await runToRepublish(store, period, publishedRun, run)
      const told = await accountsTold(service, run, publishedRun)
      return { ok: true, value: { run, step: 'republish', obstacles: newer.ok ? [] : newer.problems, told, balances } }
    }
    const possible = await runToPublish(store, period, run)
    const early = serviceProblem('period_must_be_in_state', { period: period.text, state, needed: 'review' })
    const obstacles = [...(state === 'review' ? [] : [early]), ...(possible.ok ? [] : possible.problems)]
    return {
      ok: true,
      value: { run, step: state === 'review' ? 'publish' : null, obstacles, told: await accountsTold(service, run, undefined), balances },
    }
  },
)

async function accountsTold(service: Service, run: string, before: string | undefined): Promise<number> {
  return new Set((await accountsWithSheet(service.store, run, before)).map(({ account }) => account)).size
}
