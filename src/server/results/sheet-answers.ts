import { present } from '../../base/assert.ts'
import type { PeriodState } from '../../domain/states.ts'
import { standingConfirmation } from '../../store/aggregates/confirmations.ts'
import { accountNames } from '../../store/aggregates/people-names.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import type { PersonKind } from '../../store/aggregates/snapshots.ts'
import type { Service } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { answersSchema } from './sheet-schema.ts'

/** Where a sheet stands on its way to being signed. */
export interface SheetStanding {
  /** Whether this run is the one that people see. */
  readonly isPublished: boolean
  readonly periodState: PeriodState
  /** The time by which it is to be confirmed; null where none was set. */
  readonly confirmBy: string | null
}

/** What was said of a sheet that is published, with the name of who said it 签字. */
export type SheetAnswers = ShapeOf<typeof answersSchema>

export async function sheetStanding(service: Service, run: RunRow): Promise<SheetStanding> {
  const opened = present(await findPeriod(service.store, run.period), 'A run is of a period that was opened.')
  return { isPublished: opened.publishedRun === run.id, periodState: opened.state, confirmBy: opened.deadlines.published ?? null }
}

/** Nothing was said yet of a run that is not published. */
export async function sheetAnswers(
  service: Service,
  run: RunRow,
  { isPublished }: SheetStanding,
  sheet: { readonly employee: string; readonly kind: PersonKind },
): Promise<SheetAnswers> {
  if (!isPublished) return { person: null, responsible: null }
  const key = { ...sheet, period: run.period }
  const person = await standingConfirmation(service.store, key, 'person')
  const responsible = await standingConfirmation(service.store, key, 'manager')
  const names = await accountNames(
    service.store,
    [person, responsible].flatMap((each) => (each ? [each.account] : [])),
  )
  const nameOf = (account: string) => names.get(account) ?? ''
  return {
    person: person ? { state: person.state, at: person.at, by: nameOf(person.account), text: person.text ?? null } : null,
    responsible: responsible ? { at: responsible.at, by: nameOf(responsible.account) } : null,
  }
}
