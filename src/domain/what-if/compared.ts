import { type Fen, fen } from '../../base/money.ts'
import type { Problem } from '../../base/problem.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import type { RegionBonus } from '../appraisal.ts'
import type { PersonFigures } from './person-figures.ts'

/** As it is and as it would be. */
export interface Sides<T> {
  readonly before: T
  readonly after: T
}

/** What is otherwise in the rules of one period, by key in code point order. */
export interface ChangedRules {
  readonly settings: readonly ChangedSetting[]
  readonly rules: readonly ChangedRule[]
}

/** `null` where there is none. */
export interface ChangedSetting extends Sides<string | null> {
  readonly key: string
}

/** `null` where none is in force. */
export interface ChangedRule extends Sides<RuleVersion | null> {
  readonly id: string
}

export interface RuleVersion {
  readonly effectiveFrom: string
  readonly sha256: string
}

/** A figure on the way to somebody's pay that is otherwise, and which changes it follows by its own rules; none where only what goes into it is otherwise. */
export interface Cause extends Sides<string | null> {
  readonly figure: string
  readonly title: Words
  readonly by: readonly string[]
}

/** What two appraisals of one period say of one person; undefined where the person is not appraised. */
export interface ComparedPerson extends Sides<PersonFigures | undefined> {
  readonly employee: string
  readonly name: string
  readonly region: string
  /** In the order in which figures follow from each other; none where nobody sees a difference. */
  readonly causes: readonly Cause[]
}

export interface ComparedRegion extends Sides<RegionBonus | undefined> {
  readonly region: string
  readonly name: string
}

/** What a change makes of one period. */
export interface ComparedPeriod {
  readonly period: string
  /** SHA-256 of the result.json that an appraisal of either side writes without workbooks. */
  readonly sha256: Sides<string>
  readonly changed: ChangedRules
  readonly people: readonly ComparedPerson[]
  readonly regions: readonly ComparedRegion[]
  /** What only one side has to say. */
  readonly problems: Sides<readonly Problem[]>
}

export const MONEY = ['bonus', 'commission', 'performancePay', 'total'] as const
export type Money = (typeof MONEY)[number]

/** What somebody gets more; what is not there counts as nothing. */
export function differenceOf({ before, after }: Sides<PersonFigures | undefined>, of: Money): Fen {
  return fen((after?.[of] ?? 0n) - (before?.[of] ?? 0n))
}

export function sameFigures({ before, after }: Sides<PersonFigures | undefined>): boolean {
  if (!before || !after) return before === after
  return (Object.keys(before) as (keyof PersonFigures)[]).every((key) => before[key] === after[key])
}
