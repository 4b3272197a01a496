import type { Answer } from '../../base/answer.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { MODULES } from '../../domain/engineers/service-facts.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import { useCase } from '../kernel/use-case.ts'
import { periodPeople } from '../marks/period-people.ts'
import { findCases, type IncompleteCase } from './find-cases.ts'
import { rulesOfPeriod } from './rules-of-period.ts'

export interface IncompletePage {
  readonly ok: true
  readonly items: readonly IncompleteCase[]
  /** How many cases there are within reach, on all pages. */
  readonly total: number
  readonly next: CasePlace | undefined
}

/** A place in the list: it goes by employee number, then in the order of the modules. */
export interface CasePlace {
  readonly employee: string
  readonly module: string
}

/** Who is incomplete and why, as the next run would find it: everybody for HR, a manager's region for the manager. */
export const listIncomplete = useCase(
  'incomplete.read',
  async (
    service,
    actor,
    query: { readonly period: string; readonly after?: CasePlace | undefined; readonly limit: number },
  ): Promise<Answer<IncompletePage>> => {
    const found = await periodPeople(service, query.period)
    if (!found.ok) return found
    const rules = await rulesOfPeriod(service, found.period)
    if (!rules.ok) return rules
    const reach = await reachOf(service, actor, found.period)
    const isMeant = (employee: string) => reaches(reach, { employee, region: found.people.homeOf(employee) })
    const cases = await findCases(service.store, found, rules, isMeant)
    const left = cases.filter((each) => query.after === undefined || comesAfter(each, query.after))
    const items = left.slice(0, query.limit)
    return { ok: true, items, total: cases.length, next: left.length > items.length ? items.at(-1) : undefined }
  },
)

function comesAfter(a: CasePlace, b: CasePlace): boolean {
  const modules: readonly string[] = MODULES
  const order = byCodePoint(a.employee, b.employee)
  return order > 0 || (order === 0 && modules.indexOf(a.module) > modules.indexOf(b.module))
}
