import { lockedAccounts, unansweredSheets } from '../../store/aggregates/home-counts.ts'
import { type Actor, actorScope, type Service } from '../kernel/service.ts'
import { plansToSign } from '../rules/plan-receipts.ts'
import { type Todo, type TodoContext, todoOf, withoutPeriod } from './home-todo.ts'

/** What somebody who is appraised has to do: look at their own sheet and confirm it or object. */
export async function ownTodos(context: TodoContext): Promise<Todo[]> {
  const { service, actor, opened } = context
  const { employee } = actor
  const run = opened.publishedRun
  if (employee === undefined || opened.state !== 'published' || run === undefined) return []
  if (actorScope(actor, 'confirmation.own') === undefined) return []
  const kinds = await unansweredSheets(service.store, opened.text, run, employee)
  return kinds.flatMap((kind) => todoOf(context, { key: 'sheet.confirm', count: 1, values: { kind, employee } }))
}

/** The pay plans that cover somebody and that they have not signed 签收 yet. */
export async function planTodos(service: Service, actor: Actor): Promise<Todo[]> {
  const { employee } = actor
  if (employee === undefined || actorScope(actor, 'confirmation.own') === undefined) return []
  const plans = await plansToSign(service, employee)
  return plans.flatMap(({ rule, title, effectiveFrom }) =>
    withoutPeriod({ key: 'plan.sign', count: 1, values: { rule, version: effectiveFrom, zh: title.zh, en: title.en } }),
  )
}

/** What an administrator should look at. */
export async function administratorTodos(service: Service, actor: Actor): Promise<Todo[]> {
  if (!actor.positions.includes('administrator')) return []
  return withoutPeriod({ key: 'accounts.locked', count: await lockedAccounts(service.store, service.now().toISOString()) })
}
