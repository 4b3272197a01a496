import { randomUUID } from 'node:crypto'
import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import type { Period } from '../../base/period.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { findWhatIf, insertWhatIf, type WhatIfRow, whatIfsUnderWay } from '../../store/aggregates/what-ifs.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import type { WhatIfAsked } from './what-if-asked.ts'
import { whatIfProblem } from './what-if-problems.ts'
import { beginWhatIf } from './what-if-worker.ts'

export interface StartWhatIf extends Omit<WhatIfAsked, 'periods'> {
  readonly title: string
  readonly periods: readonly Period[]
}

/**
 * Begins to try a change on opened periods and answers at once; it computes off the request path, one at a time. Nothing of it can be published or paid.
 * Problems: period_must_exist, what_if_must_change_something, what_if_must_be_alone.
 */
export const startWhatIf = useCase(
  'what_if.write',
  async (
    service,
    actor,
    { title, periods, settings, texts }: StartWhatIf,
  ): Promise<Answer<{ readonly ok: true; readonly row: WhatIfRow }>> => {
    if (Object.keys(settings).length + Object.keys(texts).length === 0) {
      return { ok: false, problems: [whatIfProblem('what_if_must_change_something')] }
    }
    const id = randomUUID()
    const names = [...new Map([...periods].sort((a, b) => a.first - b.first || a.last - b.last).map(({ text }) => [text, text])).keys()]
    const asked: WhatIfAsked = { periods: names, settings, texts }
    const started = await changing(service, actor, { action: 'what_if.start', subject: `what-if ${id}` }, async (transaction) => {
      for (const period of names) {
        if (!(await findPeriod(transaction, period))) return { ok: false, problems: [serviceProblem('period_must_exist', { period })] }
      }
      const [other] = await whatIfsUnderWay(transaction)
      if (other) return { ok: false, problems: [whatIfProblem('what_if_must_be_alone', { title: other.title })] }
      await insertWhatIf(transaction, {
        id,
        title,
        startedBy: actor.id,
        startedAt: service.now().toISOString(),
        asked: JSON.stringify(asked),
      })
      const row = present(await findWhatIf(transaction, id), 'It was begun.')
      return { ok: true, value: row, after: { title, periods: names, settings, files: Object.keys(texts) } }
    })
    if (!started.ok) return started
    const begin = () => beginWhatIf(service, id, asked)
    if (service.afterCommit) service.afterCommit(begin)
    else begin()
    return { ok: true, row: started.value }
  },
)
