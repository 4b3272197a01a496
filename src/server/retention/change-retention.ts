import type { Answer } from '../../base/answer.ts'
import { personOfCompany } from '../../store/aggregates/people.ts'
import { KIND_TABLES, type RetentionKind } from '../../store/aggregates/retention-kinds.ts'
import { addRetentionHold, addRetentionRule, endRetentionHold, retentionRules } from '../../store/aggregates/retention-log.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { retentionProblem } from './retention-problems.ts'

/** Says for how many years a table is kept; undefined is for ever. Nothing goes by it alone. Problem: retention_must_be_long_enough. */
export const changeRetention = useCase(
  'retention.write',
  async (
    service,
    actor,
    { kind, years, reason }: { readonly kind: RetentionKind; readonly years: number | undefined; readonly reason: string },
  ): Promise<Answer<{ readonly ok: true }>> => {
    const { least } = KIND_TABLES[kind].years
    if (years !== undefined && years < least) {
      const values = { kind, least: String(least), years: String(years) }
      return { ok: false, problems: [retentionProblem('retention_must_be_long_enough', values)] }
    }
    const changed = await changing(
      service,
      actor,
      { action: 'retention.change', subject: `retention ${kind}`, reason },
      async (transaction) => {
        const before = (await retentionRules(transaction)).get(kind)?.years ?? null
        await addRetentionRule(transaction, { kind, years, reason, by: actor.id, at: service.now().toISOString() })
        return { ok: true, value: undefined, before: { years: before }, after: { years: years ?? null } }
      },
    )
    return changed.ok ? { ok: true } : changed
  },
)

/** Holds back everything about a person, of a period, or both, until the hold is ended. Problems: hold_must_name_something, thing_must_exist. */
export const holdBack = useCase(
  'retention.write',
  async (
    service,
    actor,
    { employee, period, reason }: { readonly employee: string | undefined; readonly period: string | undefined; readonly reason: string },
  ): Promise<Answer<{ readonly ok: true; readonly id: number }>> => {
    if (employee === undefined && period === undefined) return { ok: false, problems: [retentionProblem('hold_must_name_something')] }
    const subject = `hold ${[employee, period].filter((each) => each !== undefined).join(' ')}`
    const held = await changing(service, actor, { action: 'retention.hold', subject, period, reason }, async (transaction) => {
      if (employee !== undefined && !(await personOfCompany(transaction, employee))) {
        return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `employee ${employee}` })] }
      }
      const id = await addRetentionHold(transaction, { employee, period, reason, by: actor.id, at: service.now().toISOString() })
      return { ok: true, value: id, after: { id, employee: employee ?? null, period: period ?? null } }
    })
    return held.ok ? { ok: true, id: held.value } : held
  },
)

/** Ends a hold: from then on what is old enough may go. Problem: thing_must_exist. */
export const endHold = useCase(
  'retention.write',
  async (service, actor, { id, reason }: { readonly id: number; readonly reason: string }): Promise<Answer<{ readonly ok: true }>> => {
    const ended = await changing(service, actor, { action: 'retention.release', subject: `hold ${id}`, reason }, async (transaction) => {
      if (await endRetentionHold(transaction, id, service.now().toISOString(), actor.id))
        return { ok: true, value: undefined, after: { id } }
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `hold ${id}` })] }
    })
    return ended.ok ? { ok: true } : ended
  },
)
