import { type Fen, fen, yuanText } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import type { Rational } from '../base/rational.ts'
import { decimalText } from '../base/rounding.ts'
import type { RegionBonus } from '../domain/appraisal.ts'
import type { RegionCollections } from '../domain/bonus/region-bonus.ts'
import { choiceTitle } from '../domain/dataset/tables.ts'
import type { ServiceRules } from '../domain/engineers/module-outcomes.ts'
import type { OnIncomplete } from '../domain/engineers/score-engineer.ts'
import { type IncompleteDecision, MODULES, type Module, type ServiceFacts } from '../domain/engineers/service-facts.ts'
import type { ServiceResult } from '../domain/engineers/service-result.ts'
import type { CollectionTotals } from '../store/measures/measure.ts'
import { appraiseBonus } from './appraise-bonus.ts'
import { appraiseService } from './appraise-service.ts'
import type { PeopleTakingPart } from './people-taking-part.ts'
import { collectionsByRegion } from './region-collections.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** What the records would say if what looks odd were what it seems to be: of some people, or without some collections. */
export type Instead =
  | {
      readonly kind: 'facts'
      /** Whose facts are others; everybody's where not told. */
      readonly of?: ReadonlySet<string> | undefined
      readonly facts: (facts: ServiceFacts) => ServiceFacts
    }
  | { readonly kind: 'collections'; readonly without: readonly CollectionTotals[] }

/** As decimal text; null where there is none, as of somebody incomplete. */
export interface BeforeAfter {
  readonly before: string | null
  readonly after: string | null
}

/** What would be otherwise 疑点影响, of those alone of whom something would: points of modules and in all, bonuses and pools in yuan. */
export interface OddEffect {
  readonly people: readonly {
    readonly employee: string
    readonly name: string
    readonly modules: readonly (BeforeAfter & { readonly module: Module })[]
    readonly final: BeforeAfter
    readonly bonus: BeforeAfter
  }[]
  readonly regions: readonly { readonly region: string; readonly name: string; readonly pool: BeforeAfter }[]
}

/** The service side of an appraisal, with all that it follows from. */
export interface ServiceSide {
  readonly people: PeopleTakingPart
  readonly factsOf: (employee: string) => ServiceFacts
  readonly decisions: readonly IncompleteDecision[]
  readonly onIncomplete: OnIncomplete
  readonly serviceRules: ServiceRules
  readonly rules: RulesInForce
  readonly period: Period
  readonly collections: ReadonlyMap<string, RegionCollections>
  readonly commissions: ReadonlyMap<string, Fen>
  readonly results: readonly ServiceResult[]
  readonly bonus: readonly RegionBonus[]
}

/** Tells effects: the persons and regions concerned are appraised once more by the same rules, from the facts as they would be. */
export function effectTeller(side: ServiceSide): (instead: Instead) => OddEffect {
  const { people, rules, period, commissions } = side
  /** At home, and wherever else somebody takes part in the split (POLICY A14). */
  const regionsOf = ({ employee, region }: ServiceResult) => [region, ...people.partsOf(employee).parts.map((part) => part.region)]
  const byRegion = new Map<string, Set<ServiceResult>>()
  for (const result of side.results) {
    for (const region of regionsOf(result)) byRegion.set(region, (byRegion.get(region) ?? new Set()).add(result))
  }
  const resultsIn = (regions: ReadonlySet<string>) => [...new Set([...regions].flatMap((region) => [...(byRegion.get(region) ?? [])]))]
  const bonusOf = new Map(side.bonus.map((bonus) => [bonus.region, bonus]))
  const split = (regions: ReadonlySet<string>, results: readonly ServiceResult[], collections: ServiceSide['collections']) => {
    const concerned = { ...people, regions: new Map([...people.regions].filter(([code]) => regions.has(code))) }
    return appraiseBonus(concerned, results, collections, commissions, rules, period).bonus
  }

  const ofFacts = ({ of, facts }: Extract<Instead, { kind: 'facts' }>): OddEffect => {
    const engineers = people.engineers.filter(({ number }) => of === undefined || of.has(number))
    const decisions = side.decisions.filter(({ employee }) => engineers.some(({ number }) => number === employee))
    const again = appraiseService(
      { ...people, engineers },
      (employee) => facts(side.factsOf(employee)),
      decisions,
      side.onIncomplete,
      side.serviceRules,
      rules.book,
      period,
    ).results
    const after = new Map(again.map((result) => [result.employee, result]))
    const changed = side.results.filter((before) => {
      const now = after.get(before.employee)
      return now && (modulesOf(before, now).length > 0 || textOf(before.final) !== textOf(now.final))
    })
    const regions = new Set(changed.flatMap(regionsOf))
    const results = resultsIn(regions).map((result) => after.get(result.employee) ?? result)
    const shares = shareOf(split(regions, results, side.collections))
    const before = shareOf([...regions].flatMap((region) => bonusOf.get(region) ?? []))
    return {
      people: changed.map((was) => {
        const is = after.get(was.employee) ?? was
        return {
          employee: was.employee,
          name: was.name,
          modules: modulesOf(was, is),
          final: { before: textOf(was.final), after: textOf(is.final) },
          bonus: { before: before(was.employee), after: shares(was.employee) },
        }
      }),
      regions: [],
    }
  }

  const ofCollections = ({ without }: Extract<Instead, { kind: 'collections' }>): OddEffect => {
    const taken = collectionsByRegion(without, people, rules.readings)
    const collections = new Map(side.collections)
    for (const [region, { receipts, refunds }] of taken) {
      const all = collections.get(region)
      collections.set(region, { receipts: fen((all?.receipts ?? 0n) - receipts), refunds: fen((all?.refunds ?? 0n) - refunds) })
    }
    const regions = new Set(taken.keys())
    return {
      people: [],
      regions: split(regions, resultsIn(regions), collections).map(({ region, name, pool }) => {
        const was = bonusOf.get(region)
        return { region, name, pool: { before: was ? yuanText(was.pool) : null, after: yuanText(pool) } }
      }),
    }
  }
  return (instead) => (instead.kind === 'facts' ? ofFacts(instead) : ofCollections(instead))
}

function modulesOf(before: ServiceResult, after: ServiceResult): (BeforeAfter & { readonly module: Module })[] {
  return MODULES.flatMap((module) => {
    const [was, is] = [textOf(before.modules[module].score), textOf(after.modules[module].score)]
    return was === is ? [] : [{ module, before: was, after: is }]
  })
}

function textOf(score: Rational | undefined): string | null {
  return score === undefined ? null : decimalText(score, 2)
}

/** What each person gets of all regions together; null where a region is held. */
function shareOf(regions: readonly RegionBonus[]): (employee: string) => string | null {
  const amounts = new Map<string, bigint>()
  for (const { shares } of regions) {
    for (const { employee, amount } of shares) amounts.set(employee, (amounts.get(employee) ?? 0n) + amount)
  }
  return (employee) => {
    const amount = amounts.get(employee)
    return amount === undefined ? null : yuanText(fen(amount))
  }
}

/** People whom a message names. */
const MOST_NAMED = 5

/** An effect as the end of a message; nothing where there was no way of telling it. */
export function effectWords(effect: OddEffect | null, language: Language): string {
  if (!effect) return ''
  const zh = language === 'zh'
  const arrow = ({ before, after }: BeforeAfter) => `${before ?? '-'} → ${after ?? '-'}`
  const people = effect.people.slice(0, MOST_NAMED).map(({ employee, name, modules, final, bonus }) => {
    const parts = modules.map((each) => `${zh ? choiceTitle('decisions', 'module', each.module) : each.module} ${arrow(each)}`)
    if (final.before !== final.after) parts.push(`${zh ? '最终评分' : 'final score'} ${arrow(final)}`)
    if (bonus.before !== bonus.after) parts.push(zh ? `奖金 ${arrow(bonus)} 元` : `bonus ${arrow(bonus)}`)
    return zh ? `${name}（${employee}）${parts.join('、')}` : `${name} (${employee}) ${parts.join(', ')}`
  })
  const more = effect.people.length > MOST_NAMED ? (zh ? [`共 ${effect.people.length} 人`] : [`${effect.people.length} people in all`]) : []
  const regions = effect.regions
    .filter(({ pool }) => pool.before !== pool.after)
    .map(({ region, name, pool }) =>
      zh ? `${name || region} 的奖金总额 ${arrow(pool)} 元` : `the pool of ${name || region} ${arrow(pool)}`,
    )
  const said = [...people, ...more, ...regions]
  if (said.length === 0) return zh ? '本期的评分和奖金不因此改变。' : ' Neither scores nor bonuses of the period would change.'
  return zh ? `若真如此：${said.join('；')}。` : ` If so: ${said.join('; ')}.`
}
