import { groupBy } from '../../base/group-by.ts'
import { type Period, previousPeriod } from '../../base/period.ts'
import { latePeriods } from '../../store/aggregates/adjustments.ts'
import { countOpenAppeals, newestCorrection } from '../../store/aggregates/appeals.ts'
import { heldAnswers } from '../../store/aggregates/form-links.ts'
import { peopleInRun, peopleWithoutAccount, runUnderWay, uploadsWaiting } from '../../store/aggregates/home-counts.ts'
import { unconfirmedCount } from '../../store/aggregates/messages-recipients.ts'
import { dismissalsInForce } from '../../store/aggregates/odd-dismissals.ts'
import { allPeriods, findPeriod } from '../../store/aggregates/periods.ts'
import { findRun, newestDoneRun } from '../../store/aggregates/runs.ts'
import { waitingRows } from '../../store/company-book/set-aside.ts'
import { companyMonth, companyPeriod } from '../kernel/company-calendar.ts'
import { companyToday } from '../kernel/company-day.ts'
import { type Actor, actorScope, type Service } from '../kernel/service.ts'
import { markingProgress } from '../outstanding/find-outstanding.ts'
import { missingTables, NEEDED } from '../outstanding/missing-tables.ts'
import { runToPublish } from '../runs/publish-guards.ts'
import { type Todo, type TodoContext, todoOf, withoutPeriod } from './home-todo.ts'
import { periodDigest } from './period-digest.ts'

/** What HR has to do in an open period, in the step that it is in. */
export async function hrTodos(context: TodoContext): Promise<Todo[]> {
  if (actorScope(context.actor, 'period.write') === undefined) return []
  const { state } = context.opened
  if (state === 'collecting') return [...(await collectingTodos(context)), ...(await oddTodos(context))]
  if (state === 'evaluating') return [...(await evaluatingTodos(context)), ...(await oddTodos(context))]
  if (state === 'review') return [...(await reviewTodos(context)), ...(await oddTodos(context))]
  return state === 'published' ? publishedTodos(context) : []
}

async function collectingTodos(context: TodoContext): Promise<Todo[]> {
  const { service, opened } = context
  const { people } = await periodDigest(service, opened.text)
  if (!people) return []
  const nobody = people.people.employees.size === 0
  const tables = [
    ...(nobody ? ['employees'] : []),
    ...(await missingTables(service.store, people.book, people.period)).map(({ table }) => table),
  ]
  const todos = [
    ...todoOf(context, { key: 'tables.missing', count: tables.length, total: NEEDED.length + 1, values: { tables: tables.join(',') } }),
    ...(await waitingTodos(context)),
  ]
  if (todos.length > 0) return todos
  return todoOf(context, { key: 'step.ready', count: 1, values: { to: 'evaluating' } })
}

async function evaluatingTodos(context: TodoContext): Promise<Todo[]> {
  const { service, opened } = context
  const { people } = await periodDigest(service, opened.text)
  if (!people) return []
  const { managers, regions } = await markingProgress(service.store, people)
  const asked = managers.filter(({ engineers }) => engineers > 0)
  const owing = asked.filter(({ owes }) => owes)
  const engineers = String(owing.reduce((sum, { drafts, missing }) => sum + drafts + missing, 0))
  const unmanaged = regions.map(({ region }) => people.people.regions.get(region) ?? region)
  const todos = [
    ...todoOf(context, { key: 'marks.owed', count: owing.length, total: asked.length, values: { engineers } }),
    ...todoOf(context, { key: 'regions.unmanaged', count: unmanaged.length, values: { regions: unmanaged.join(',') } }),
    ...(await heldTodos(context)),
    ...(await waitingTodos(context)),
  ]
  return todos.length > 0 ? todos : todoOf(context, { key: 'step.ready', count: 1, values: { to: 'review' } })
}

async function reviewTodos(context: TodoContext): Promise<Todo[]> {
  const { service, opened } = context
  const period = await companyPeriod(service.store, opened.text)
  const todos = [...(await heldTodos(context)), ...(await waitingTodos(context))]
  if (!period || (await runUnderWay(service.store, opened.text))) return todos
  const ready = await runToPublish(service.store, period)
  if (ready.ok) return [...todos, ...todoOf(context, { key: 'step.ready', count: 1, values: { to: 'published' } })]
  const stale = ready.problems.find(({ code }) => code.startsWith('run_must_be'))
  return stale ? [...todos, ...todoOf(context, { key: 'run.make', count: 1, values: { because: stale.code } })] : todos
}

async function publishedTodos(context: TodoContext): Promise<Todo[]> {
  const { service, opened } = context
  const { store } = service
  const { text, publishedRun: run } = opened
  if (run === undefined) return []
  const appeals = await countOpenAppeals(store, text)
  const unconfirmed = await unconfirmedCount(store, text, run)
  const correction = (await newestCorrection(store, text)) > ((await findRun(store, run))?.asOfChange ?? 0)
  const overdue = Date.parse(opened.deadlines.published ?? '') < service.now().getTime()
  const todos = [
    ...todoOf(context, { key: 'appeals.open', count: appeals }),
    ...todoOf(context, { key: 'correction.publish', count: correction ? 1 : 0 }),
    ...todoOf(context, { key: 'sheets.unconfirmed', count: unconfirmed, total: await peopleInRun(store, run) }),
  ]
  const mayClose = appeals === 0 && !correction && (unconfirmed === 0 || overdue)
  return mayClose ? [...todos, ...todoOf(context, { key: 'step.ready', count: 1, values: { to: 'closed' } })] : todos
}

async function waitingTodos(context: TodoContext): Promise<Todo[]> {
  return todoOf(context, { key: 'uploads.waiting', count: await uploadsWaiting(context.service.store, context.opened.text) })
}

/** Who has looked at what is odd mends it or dismisses it; nothing waits for that. */
async function oddTodos(context: TodoContext): Promise<Todo[]> {
  const { odd } = await periodDigest(context.service, context.opened.text)
  const dismissed = await dismissalsInForce(context.service.store)
  const open = (await odd()).filter((key) => !dismissed.has(key))
  return todoOf(context, { key: 'odd.look', count: open.length, optional: true })
}

/** While managers mark, a mark that is still to come is theirs to give and not HR's to decide. */
async function heldTodos(context: TodoContext): Promise<Todo[]> {
  const { held } = await periodDigest(context.service, context.opened.text)
  return todoOf(context, { key: 'incomplete.decide', count: await held(context.opened.state === 'evaluating') })
}

/** What HR has to do outside of any step: the month that has passed opened, late records reviewed, rows that wait taken in, clients' answers settled that could not become records, people given accounts. */
export async function hrStandingTodos(service: Service, actor: Actor): Promise<Todo[]> {
  const todos: Todo[] = []
  if (actorScope(actor, 'period.write') !== undefined) {
    const month = await monthBefore(service)
    if (!(await findPeriod(service.store, month.text)))
      todos.push(...withoutPeriod({ key: 'period.open', count: 1, values: { period: month.text } }))
  }
  if (actorScope(actor, 'run.write') !== undefined) {
    const late = await unreviewedPeriods(service)
    todos.push(...withoutPeriod({ key: 'adjustments.review', count: late.length, values: { periods: late.join(',') } }))
  }
  if (actorScope(actor, 'form.settle') !== undefined) {
    todos.push(...withoutPeriod({ key: 'forms.held', count: await heldAnswers(service.store) }))
  }
  if (actorScope(actor, 'upload.write') === 'all' && actor.positions.includes('hr')) todos.push(...(await waitingRowsTodos(service)))
  if (actorScope(actor, 'account.write') !== undefined) {
    const { without, total } = await peopleWithoutAccount(service.store, await companyToday(service))
    todos.push(...withoutPeriod({ key: 'accounts.missing', count: without, total }))
  }
  return todos
}

/** Rows that reached a published period: they wait until it is closed, and are to be taken in or dropped then. */
async function waitingRowsTodos({ store }: Service): Promise<Todo[]> {
  const byPeriod = groupBy(await waitingRows(store), ({ period }) => period)
  const todos: Todo[] = []
  for (const [period, waiting] of byPeriod) {
    const isPublished = (await findPeriod(store, period))?.state === 'published'
    const [only, ...others] = waiting
    const values: Record<string, string> = only && others.length === 0 ? { upload: only.upload } : {}
    const count = waiting.reduce((sum, { rows }) => sum + rows, 0)
    todos.push(...withoutPeriod({ key: 'rows.waiting', count, optional: isPublished, values }).map((todo) => ({ ...todo, period })))
  }
  return todos
}

/** The month that ended last, which is the one to be appraised. */
async function monthBefore(service: Service): Promise<Period> {
  return previousPeriod(await companyMonth(service.store, await companyToday(service)))
}

/** Closed periods that records came too late for since they were last appraised again. */
async function unreviewedPeriods({ store }: Service): Promise<string[]> {
  const late = await latePeriods(store)
  const unreviewed: string[] = []
  for (const { text, state } of await allPeriods(store)) {
    const change = late.get(text)
    if (state !== 'closed' || change === undefined) continue
    const again = await newestDoneRun(store, text, 'adjustment')
    if ((again?.asOfChange ?? 0) < change) unreviewed.push(text)
  }
  return unreviewed
}
