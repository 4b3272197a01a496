import type { Answer } from '../../base/answer.ts'
import { dayText } from '../../base/day.ts'
import { deputyships, endDeputy as writeEnd } from '../../store/aggregates/deputies.ts'
import { companyToday } from '../kernel/company-day.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { deputyProblem } from './deputy-problems.ts'
import { type DeputyView, deputyView } from './deputy-view.ts'

/** Ends a deputyship before its last day, from this moment on. What the deputy marked stays; ended twice is ended once. */
export const endDeputy = useCase(
  'deputy.write',
  async (
    service,
    actor,
    input: { readonly id: number; readonly reason: string },
  ): Promise<Answer<{ readonly ok: true; readonly deputy: DeputyView }>> => {
    if (input.reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
    const day = await companyToday(service)
    const [standing] = await deputyships(service.store, { id: input.id })
    if (standing?.endedAt !== undefined) return { ok: true, deputy: deputyView(standing, day) }
    const deed = { action: 'deputy.end', subject: `deputy ${input.id}`, reason: input.reason }
    const ended = await changing(service, actor, deed, async (transaction) => {
      const [before] = await deputyships(transaction, { id: input.id })
      if (before === undefined) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `deputy ${input.id}` })] }
      if (before.last < day) return { ok: false, problems: [deputyProblem('deputy_must_not_be_over', { last: dayText(before.last) })] }
      const endedAt = service.now().toISOString()
      await writeEnd(transaction, input.id, endedAt)
      const after = deputyView({ ...before, endedAt }, day)
      return { ok: true, value: after, before: deputyView(before, day), after }
    })
    return ended.ok ? { ok: true, deputy: ended.value } : ended
  },
)
