import type { Problem } from '../base/problem.ts'
import { measureProblem } from '../domain/measures/measure-problems.ts'
import { readMeasure } from '../domain/measures/read-measure.ts'
import { ACCOUNT_POSITIONS } from '../domain/people/account-position.ts'
import type { RuleNeed, Supplied } from '../rulebook/find-needs.ts'
import { rulesInUse } from '../rulebook/kpis-in-use.ts'
import type { MeasureEntry, RuleEntry } from '../rulebook/read-rules.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import type { Measure } from '../store/measures/measure.ts'
import { SALES_MEASURES } from '../store/measures/sales-measures.ts'

export const COUNT: Supplied = { unit: 'count', places: 0, min: '0' }
export const YUAN: Supplied = { unit: 'yuan', places: 2 }
export const QUANTITY: Supplied = { unit: 'quantity', places: 6 }
const UNITS: Readonly<Record<Measure['unit'], Supplied>> = {
  yuan: YUAN,
  quantity: QUANTITY,
  count: COUNT,
  points: { unit: 'points', places: 2 },
}

/** The exact value of a KPI, where another takes it. */
const KPI: Supplied = { unit: 'ratio', places: 4 }

/** Every ratio is a KPI, whichever there are: what it can take are the measures that everybody has, those of the company's own, and other KPIs. */
export function kpiNeed(own: readonly MeasureEntry[], kpis: readonly RuleEntry[], taken: readonly string[]): RuleNeed {
  const units = measureUnits(own, taken)
  const others = kpis.flatMap(({ rule }) => (rule.kind === 'ratio' && !taken.includes(rule.key) ? [rule.key] : []))
  return {
    kind: 'ratio',
    withoutValue: 'notApplicable',
    inputs: [...units.map(([name]) => name), ...others],
    units: Object.fromEntries([
      ...units.map(([name, unit]) => [name, UNITS[unit]] as const),
      ...others.map((name) => [name, KPI] as const),
    ]),
    result: { unit: 'ratio', scale: 4 },
    takenKeys: taken,
    positions: ACCOUNT_POSITIONS,
  }
}

/** The measures there are with what they count in, the company's own last. */
export function measureUnits(own: readonly MeasureEntry[], taken: readonly string[]): (readonly [string, Measure['unit']])[] {
  const usable = own.filter(({ rule }) => !taken.includes(rule.key))
  return [...Object.entries(SALES_MEASURES).map(([name, { unit }]) => [name, unit] as const), ...usable.flatMap(unitOf)]
}

/** In what a measure is given to KPIs: every version of it counts in the same. A template is no measure yet. */
function unitOf({ file, rule }: MeasureEntry): (readonly [string, Measure['unit']])[] {
  const [version] = rule.template ? [] : rule.versions
  const read = version && readMeasure(version, { file, version: version.effectiveFrom })
  return read?.ok ? [[rule.key, read.definition.unit]] : []
}

/** Measures of a company by a name that means something else already, and KPIs that take one before it is there. */
export function wrongMeasures({ measures, entries }: Pick<Rulebook, 'measures' | 'entries'>, taken: readonly string[]): Problem[] {
  const [unusable, own] = [
    measures.filter(({ rule }) => taken.includes(rule.key)),
    measures.filter(({ rule }) => !taken.includes(rule.key)),
  ]
  return [
    ...unusable.map(({ file, rule: { key } }) => measureProblem('measure_key_must_be_its_own', { file, version: '' }, { key })),
    ...takenTooEarly(
      own,
      entries.filter(({ rule }) => rule.key === undefined || !taken.includes(rule.key)),
    ),
    ...takenOfOthers(own, entries),
  ]
}

const OWNER_WORDS = { engineer: { zh: '技术客服', en: 'engineer' }, client: { zh: '客户', en: 'client' } } as const

/** Engineers and clients have no KPIs. */
function takenOfOthers(own: readonly MeasureEntry[], kpis: readonly RuleEntry[]): Problem[] {
  const others = new Map(
    own.flatMap(({ rule }) =>
      rule.versions.flatMap(({ per }) => (per === 'engineer' || per === 'client' ? [[rule.key, OWNER_WORDS[per]] as const] : [])),
    ),
  )
  return kpis.flatMap(({ file, rule }) =>
    rule.kind !== 'ratio'
      ? []
      : rule.versions.flatMap(({ effectiveFrom, inputs }) =>
          inputs.flatMap(({ name }) => {
            const words = others.get(name)
            if (!words) return []
            const values = { measure: name, per: words.en, perZh: words.zh }
            return [measureProblem('measure_must_be_of_representatives', { file, version: effectiveFrom }, values)]
          }),
        ),
  )
}

/** A version of a KPI that begins before the measure or the KPI that it takes would have nothing to count by; a template counts nothing. */
function takenTooEarly(own: readonly MeasureEntry[], all: readonly RuleEntry[]): Problem[] {
  const kpis = rulesInUse(all)
  const begins = new Map(
    [...own, ...kpis].flatMap(({ rule }) =>
      (rule.kind === 'measure' && !rule.template) || rule.kind === 'ratio'
        ? [[rule.key, rule.versions[0]?.effectiveFrom ?? ''] as const]
        : [],
    ),
  )
  return kpis.flatMap(({ file, rule }) =>
    rule.kind !== 'ratio'
      ? []
      : rule.versions.flatMap(({ effectiveFrom, inputs }) =>
          inputs.flatMap(({ name }) => {
            const first = begins.get(name)
            if (first === undefined || first <= effectiveFrom) return []
            return [measureProblem('measure_must_be_there_before', { file, version: effectiveFrom }, { measure: name, day: first })]
          }),
        ),
  )
}
