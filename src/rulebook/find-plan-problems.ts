import type { Problem } from '../base/problem.ts'
import { compare, decimal, ONE } from '../base/rational.ts'
import { POSITIONS } from '../domain/people/employee.ts'
import type { CommissionVersion, GradesVersion } from '../engine/rule/pay-rule.ts'
import { type RulePlace, ruleProblem } from '../engine/rule/rule-problem.ts'
import type { PlanEntry, RuleEntry } from './read-rules.ts'

/** Fields of a document that a coefficient can go by, where each document is paid by itself (POLICY P3). */
const DOCUMENT_FIELDS = ['product', 'clientClass', 'newClient'] as const
/** What else of a person bands and coefficients can go by, beside KPIs. */
const OF_PERSON = ['points', 'grade']

type Expect = (path: string, found: string, wanted: string, fits: boolean, wantedZh?: string) => void

/** What is wrong with plans without paying anybody: bands out of order, parts that do not go together, names that there are not. */
export function findPlanProblems(plans: readonly PlanEntry[], rules: readonly RuleEntry[]): Problem[] {
  // What people are paid by is shown to them, so a KPI that is hidden from some pays nobody.
  const kpis = rules.flatMap(({ rule }) => (rule.kind === 'ratio' && !rule.visibleTo ? [rule.key] : []))
  return plans.flatMap(({ file, rule }) =>
    rule.versions.flatMap((version) => {
      const at = { file, version: version.effectiveFrom }
      const problems: Problem[] = []
      const expect: Expect = (path, found, wanted, fits, wantedZh = wanted) => {
        if (!fits) problems.push(ruleProblem('plan_must_fit_together', at, { path, found, wanted, wantedZh }))
      }
      const { position } = version.people
      expect(
        'people.position',
        position,
        POSITIONS.join(', '),
        POSITIONS.some((known) => known === position),
      )
      if ('base' in version) problems.push(...commissionProblems(version, kpis, expect, at))
      else problems.push(...gradesProblems(version, kpis, expect, at))
      return problems
    }),
  )
}

function commissionProblems(version: CommissionVersion, kpis: readonly string[], expect: Expect, at: RulePlace): Problem[] {
  const { base, tiers, coefficients, reserve, guarantee, floor, cap, refunds } = version
  const byDocument = base.of === 'documents' && base.paid === 'document'
  const ofPerson = [...OF_PERSON, ...kpis]
  const chosenBy = (path: string, by: string, known: readonly string[]) => expect(path, by, known.join(', '), known.includes(by))
  if (tiers.by !== undefined) {
    chosenBy(
      'tiers.by',
      tiers.by,
      ofPerson.filter((name) => name !== 'grade'),
    )
    expect('tiers.mode', tiers.mode, 'whole', tiers.mode === 'whole')
  }
  for (const [index, { by, values, bands, over }] of coefficients.entries()) {
    const path = `coefficients.${index}`
    const isField = DOCUMENT_FIELDS.some((known) => known === by)
    chosenBy(`${path}.by`, by, [...DOCUMENT_FIELDS, ...ofPerson])
    const told = [values, bands, over].filter((each) => each !== undefined).length
    expect(path, String(told), 'one of values, bands, over', told === 1, 'values、bands、over 三者之一')
    if (isField) expect('base.paid', byDocument ? 'document' : 'period', 'document', byDocument)
    if (isField || by === 'grade') expect(`${path}.values`, '-', 'values', values !== undefined)
    if (over !== undefined) expect(`${path}.over`, over, '> 0', decimal(over).numerator > 0n)
  }
  if (byDocument) {
    expect('refunds', refunds, 'currentPeriod', refunds === 'currentPeriod')
  }
  if (base.of !== 'documents' || base.table !== 'collections') {
    expect('refunds', refunds, 'currentPeriod', refunds === 'currentPeriod')
  }
  if (reserve) expect('reserve.share', reserve.share, '0 ... 1', within(reserve.share))
  if (guarantee) expect('guarantee.amount', guarantee.amount, '> 0', decimal(guarantee.amount).numerator > 0n)
  if (floor !== undefined && cap !== undefined) expect('cap', cap, `>= ${floor}`, compare(decimal(cap), decimal(floor)) >= 0)
  return [
    ...unordered('tiers.bands', tiers.bands, at),
    ...coefficients.flatMap(({ bands }, index) => (bands ? unordered(`coefficients.${index}.bands`, bands, at) : [])),
  ]
}

function gradesProblems({ grades, vetoes }: GradesVersion, kpis: readonly string[], expect: Expect, at: RulePlace): Problem[] {
  const names = grades.map(({ grade }) => grade)
  expect('grades', names.join(', '), 'names of their own', new Set(names).size === names.length, '各不相同的名称')
  for (const [index, { kpi }] of vetoes.entries()) expect(`vetoes.${index}.kpi`, kpi, kpis.join(', '), kpis.includes(kpi))
  return unordered('grades', grades, at)
}

function within(share: string): boolean {
  const part = decimal(share)
  return part.numerator >= 0n && compare(part, ONE) <= 0
}

function unordered(path: string, bands: readonly { readonly from?: string | undefined }[], at: RulePlace): Problem[] {
  const rises = bands.every(({ from }, index) => {
    const before = bands[index - 1]?.from
    if (index === 0) return true
    return from !== undefined && (before === undefined || compare(decimal(from), decimal(before)) > 0)
  })
  return rises ? [] : [ruleProblem('bands_must_rise', at, { path })]
}
