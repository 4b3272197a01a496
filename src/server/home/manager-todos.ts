import type { Period } from '../../base/period.ts'
import { openAppealsWithin, unsignedSheets } from '../../store/aggregates/home-counts.ts'
import { reachBy, reachCondition } from '../kernel/reach.ts'
import { actorScope } from '../kernel/service.ts'
import { markingDuties } from '../marks/marking-duties.ts'
import { markingProgress } from '../outstanding/find-outstanding.ts'
import { type Todo, type TodoContext, todoOf } from './home-todo.ts'
import { periodDigest } from './period-digest.ts'

const PEOPLE = { region: 'people.region', employee: 'people.employee' }

/** What managers have to do in an open period: their own engineers, and those of whom they are a deputy 代理 for today. */
export async function managerTodos(context: TodoContext): Promise<Todo[]> {
  const { actor, opened } = context
  if (opened.state === 'evaluating' && actorScope(actor, 'mark.write') !== undefined) return markingTodos(context)
  const run = opened.publishedRun
  if (opened.state !== 'published' || run === undefined || actorScope(actor, 'confirmation.manager') === undefined) return []
  const { people } = await periodDigest(context.service, opened.text)
  return people ? sheetTodos(context, people.period, run) : []
}

async function markingTodos(context: TodoContext): Promise<Todo[]> {
  const { service, actor, opened } = context
  const { people } = await periodDigest(service, opened.text)
  const duties = people ? markingDuties(actor, people) : []
  if (!people || duties.length === 0) return []
  const { managers, researchManagers } = await markingProgress(service.store, people)
  return duties.flatMap(({ evaluator, evaluatorName, region, asDeputy }): Todo[] => {
    const progress = [...managers, ...researchManagers].find((each) => each.employee === evaluator && (each.region ?? 'all') === region)
    if (!progress) return []
    const { engineers: total, drafts, missing } = progress
    const values = { evaluator, ...(region === 'all' ? {} : { region }), ...(asDeputy ? { deputyFor: evaluatorName } : {}) }
    if (region === 'all') return todoOf(context, { key: 'ratings.give', count: missing + drafts, total, optional: true, values })
    return [
      ...todoOf(context, { key: 'marks.give', count: missing, total, values }),
      ...todoOf(context, { key: 'marks.submit', count: drafts, total, values }),
    ]
  })
}

async function sheetTodos(context: TodoContext, period: Period, run: string): Promise<Todo[]> {
  const { service, actor, opened } = context
  const signing = reachCondition(await reachBy(service, actor, 'confirmation.manager', period), PEOPLE)
  const { unsigned, sheets } = await unsignedSheets(service.store, opened.text, run, signing, actor.employee)
  const answering = reachCondition(await reachBy(service, actor, 'appeal.decide', period), PEOPLE)
  // Who is HR too finds the appeals of all regions among HR's to-dos.
  const appeals =
    actorScope(actor, 'appeal.decide') === 'region' ? await openAppealsWithin(service.store, opened.text, answering, actor.employee) : 0
  return [
    ...todoOf(context, { key: 'appeals.answer', count: appeals }),
    ...todoOf(context, { key: 'sheets.sign', count: unsigned, total: sheets }),
  ]
}
