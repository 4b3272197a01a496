import { tablesGiven } from '../../appraisal/appraise-book.ts'
import { isFromMonths } from '../../appraisal/appraise-months.ts'
import { decisionsFrom } from '../../appraisal/appraise-service.ts'
import { collectServiceFacts } from '../../appraisal/collect-service-facts.ts'
import { peopleTakingPart } from '../../appraisal/people-taking-part.ts'
import type { RulesInForce } from '../../appraisal/rules-in-force.ts'
import { type Day, dayText } from '../../base/day.ts'
import { groupBy } from '../../base/group-by.ts'
import { decimalText } from '../../base/rounding.ts'
import { choiceTitle } from '../../domain/dataset/tables.ts'
import { type ModuleOutcomes, moduleOutcomes } from '../../domain/engineers/module-outcomes.ts'
import { type OnIncomplete, scoreEngineer } from '../../domain/engineers/score-engineer.ts'
import type { AttendanceEvents, IncompleteDecision } from '../../domain/engineers/service-facts.ts'
import type { Records } from '../../store/database/records.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { PeriodPeople } from '../marks/period-people.ts'
import type { caseSchema } from './incomplete-schema.ts'

/** A module of a person that has no data: what HR decides on 处理决定 (POLICY A8). */
export type IncompleteCase = ShapeOf<typeof caseSchema>

export interface DecisionView {
  readonly decision: IncompleteDecision['decision']
  /** Decimal text for the decision `value`. */
  readonly value: string | null
  readonly reason: string
}

/** The cases of some engineers as the next run would find them: by the same rules, from the records in force. */
export async function findCases(
  records: Records,
  { period, book, people: everybody }: Pick<PeriodPeople, 'period' | 'book' | 'people'>,
  { rules, onIncomplete }: { readonly rules: RulesInForce; readonly onIncomplete: OnIncomplete },
  isMeant: (employee: string) => boolean,
): Promise<IncompleteCase[]> {
  // What a period that is made of its months lacks is decided in the month.
  if (isFromMonths({ period, rules })) return []
  const people = await peopleTakingPart(records, book.id, everybody, { period, rules })
  const factsOf = await collectServiceFacts(records, book.id, period)
  const decisions = groupBy(decisionsFrom(await records.readPeriods(book.id, 'decisions', [period.text])), ({ employee }) => employee)
  const serviceRules = { ...rules.service, attendanceGiven: tablesGiven(book).has('attendance') }
  return people.engineers
    .filter(({ number }) => isMeant(number))
    .flatMap(({ number, name, region }) => {
      const outcomes = moduleOutcomes(factsOf(number), serviceRules)
      const own = decisions.get(number) ?? []
      const home = people.homeOf(number) ?? region
      const { participation } = people.partsOf(number)
      const engineer = { number, name, region: home, participation }
      const { status, missing, modules } = scoreEngineer(engineer, outcomes, own, onIncomplete, serviceRules)
      return missing.map((module): IncompleteCase => {
        const reason = outcomes.modules[module].outcome.reason ?? ''
        const decided = own.find((each) => each.module === module) ?? own.find((each) => each.decision === 'exclude')
        return {
          employee: number,
          name,
          region: home,
          module,
          moduleTitle: choiceTitle('decisions', 'module', module),
          reason,
          reasonZh: rules.book.reasonWords(reason, 'zh'),
          reasonEn: rules.book.reasonWords(reason, 'en'),
          events: module === 'attendance' ? unclassified(outcomes) : [],
          decision: decided === undefined ? null : decisionView(decided),
          state: status === 'excluded' ? 'excluded' : (modules[module].treated ?? 'held'),
        }
      })
    })
}

function unclassified({ attendance }: ModuleOutcomes): IncompleteCase['events'] {
  return attendance.unclassified.map(({ kind, count, days }: AttendanceEvents) => ({
    kind,
    title: choiceTitle('attendance', 'kind', kind),
    count,
    // The events' days are days of the calendar: they were read as such.
    days: days.map((day) => dayText(day as Day)),
  }))
}

function decisionView({ decision, value, reason }: IncompleteDecision): DecisionView {
  return { decision, value: value === undefined ? null : decimalText(value, 2), reason }
}
