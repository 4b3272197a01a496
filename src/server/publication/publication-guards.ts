import { countOpenAppeals, newestCorrection } from '../../store/aggregates/appeals.ts'
import { accountsWithSheet, lapseChanged } from '../../store/aggregates/confirmations.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { findRun, newestDoneRun } from '../../store/aggregates/runs.ts'
import type { PeriodEffect, PeriodGuard } from '../kernel/period-step.ts'
import { publishedMessages } from './publication-messages.ts'
import { publicationProblem } from './publication-problems.ts'

/** A period with an open appeal is not closed, nor one whose corrections people have not seen yet. */
export const PUBLICATION_GUARDS: readonly PeriodGuard[] = [
  {
    from: 'published',
    to: 'closed',
    async check({ transaction, period: { text, publishedRun } }) {
      const open = await countOpenAppeals(transaction, text)
      const correction = await newestCorrection(transaction, text)
      const run = publishedRun === undefined ? undefined : await findRun(transaction, publishedRun)
      return [
        ...(open > 0 ? [publicationProblem('appeals_must_be_decided', { period: text, count: String(open) })] : []),
        ...(correction > (run?.asOfChange ?? 0)
          ? [publicationProblem('corrections_must_be_published', { period: text, change: String(correction) })]
          : []),
      ]
    },
  },
]

/**
 * Publishing tells everybody with a sheet. Where the period was published before and taken a step back, what was signed on sheets
 * that are no longer the same lapses.
 */
export const PUBLICATION_EFFECTS: readonly PeriodEffect[] = [
  {
    from: 'review',
    to: 'published',
    async apply({ transaction, period, run: asked, at }) {
      const run = asked ?? (await newestDoneRun(transaction, period.text))?.id
      if (run === undefined) return undefined
      await lapseChanged(transaction, period.text, run, at)
      const people = await accountsWithSheet(transaction, run, undefined)
      await writeMessages(transaction, publishedMessages(people, period.text, run, period.deadlines.published), at)
      return { publishedRun: run }
    },
  },
]
