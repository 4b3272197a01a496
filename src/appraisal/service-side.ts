import type { Period } from '../base/period.ts'
import type { OnIncomplete } from '../domain/engineers/score-engineer.ts'
import type { Book } from '../store/book/book.ts'
import type { Records } from '../store/database/records.ts'
import { appraiseBonus } from './appraise-bonus.ts'
import { tablesGiven } from './appraise-book.ts'
import { commissionsIn } from './appraise-pay.ts'
import { appraiseService, decisionsFrom } from './appraise-service.ts'
import { collectServiceFacts } from './collect-service-facts.ts'
import type { ServiceSide } from './odd-effect.ts'
import { peopleOfPeriod } from './people-of-period.ts'
import { peopleTakingPart } from './people-taking-part.ts'
import { regionCollections } from './region-collections.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** Scores and bonuses of a period as a run would make them now, without the representatives, whose KPIs need the whole history. */
export async function serviceSide(
  records: Records,
  book: Pick<Book, 'id' | 'rows'>,
  period: Period,
  rules: RulesInForce,
  onIncomplete: OnIncomplete,
): Promise<ServiceSide> {
  const given = tablesGiven(book)
  const employed = await peopleOfPeriod(records, book.id, given, period)
  const people = await peopleTakingPart(records, book.id, employed, { period, rules })
  const factsOf = await collectServiceFacts(records, book.id, period)
  const decisions = decisionsFrom(await records.readPeriods(book.id, 'decisions', [period.text]))
  const serviceRules = { ...rules.service, attendanceGiven: given.has('attendance') }
  const { results } = appraiseService(people, factsOf, decisions, onIncomplete, serviceRules, rules.book, period)
  const collections = await regionCollections(records, book.id, period, rules.readings, people)
  const commissions = await commissionsIn({ records, book: book.id, given }, rules)(period)
  const { bonus } = appraiseBonus(people, results, collections, commissions, rules, period)
  return { people, factsOf, decisions, onIncomplete, serviceRules, rules, period, collections, commissions, results, bonus }
}
