import { type Fen, fen, yuanText } from '../../base/money.ts'
import { multiply, type Rational, rational, sum } from '../../base/rational.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import type { BonusShare, RegionBonus } from '../../domain/appraisal.ts'
import { MODULES } from '../../domain/engineers/service-facts.ts'
import type { ServiceResult } from '../../domain/engineers/service-result.ts'
import type { CommissionResult, GradeResult } from '../../domain/pay/pay-result.ts'
import type { SalesResult } from '../../domain/sales/sales-result.ts'
import type { PersonResults } from '../../domain/what-if/person-figures.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import type { RulesInForce } from '../rules-in-force.ts'

/** One figure on the way to what somebody is paid. */
export interface Figure {
  /** What it is, and of what: "score.attendance", "kpi.collectionRate", "commission.earned pay.sales". */
  readonly key: string
  readonly title: Words
  /** The rules that it is computed by; another's figures go into it without being named again. */
  readonly rules: readonly string[]
  readonly value: string | null
  /** How the keys of its settings begin, where not as those rules are called. */
  readonly settings?: readonly string[]
}

/**
 * The figures that one person's pay follows from, each after those that go into it (POLICY 5, S, P); without those of KPIs and points where they are
 * known to be the same on both sides, which are most of them.
 */
export function wayOf(person: PersonResults, rules: RulesInForce, withSales = true): Figure[] {
  return [
    ...(person.service ? scoreFigures(person.service, rules) : []),
    ...person.shares.flatMap(({ bonus, share }) => shareFigures(bonus, share, rules)),
    ...(person.sales && withSales ? salesFigures(person.sales, rules) : []),
    ...person.commissions.flatMap((each) => commissionFigures(each, rules)),
    ...person.grades.flatMap((each) => gradeFigures(each, rules)),
  ]
}

function scoreFigures({ modules, final, status }: ServiceResult, { service }: RulesInForce): Figure[] {
  const own = MODULES.flatMap((module): Figure[] => {
    const { title, id } = service[module]
    const { score, weight, counted } = modules[module]
    return [
      { key: `score.${module}`, title, rules: [id], value: score === undefined ? null : decimalText(score, 2) },
      {
        key: `weight.${module}`,
        title: joined(title, WORDS.weight),
        rules: [service.finalScore.id],
        value: counted ? exactText(weight) : null,
      },
    ]
  })
  const { title, id } = service.finalScore
  return [
    ...own,
    { key: 'score', title, rules: [id], value: final === undefined ? null : decimalText(final, 2) },
    { key: 'status', title: WORDS.status, rules: [id], value: status },
  ]
}

function shareFigures(bonus: RegionBonus, share: BonusShare, { bonus: { pool, split } }: RulesInForce): Figure[] {
  const of = (key: string, title: Words, by: string, value: string | null): Figure => ({
    key: `${key} ${bonus.region}`,
    title: joined(title, { zh: bonus.region, en: bonus.region }),
    rules: [by],
    value,
  })
  return [
    of('netCollections', WORDS.netCollections, pool.id, yuanText(bonus.netCollections)),
    of('rate', WORDS.rate, pool.id, exactText(bonus.rate)),
    of('commissionOfRegion', WORDS.commissionOfRegion, pool.id, optionalYuan(bonus.commission)),
    of('pool', pool.title, pool.id, yuanText(bonus.pool)),
    of('scoreTotal', WORDS.scoreTotal, split.rule.id, decimalText(bonus.scoreTotal, 2)),
    of('weightTotal', WORDS.weightTotal, split.rule.id, exactText(weightTotal(bonus))),
    of('people', WORDS.people, split.rule.id, String(bonus.shares.length)),
    of('days', WORDS.days, split.rule.id, share.days === undefined ? null : String(share.days)),
    of('percent', WORDS.percent, split.rule.id, String(share.percent ?? 100)),
    of('bonus', WORDS.bonus, split.rule.id, yuanText(share.amount)),
  ]
}

/** Scores times days and part, as far as the company splits by them: what a share is a part of. */
function weightTotal({ shares }: RegionBonus): Rational {
  return sum(shares.map(({ score, days = 1, percent = 100 }) => multiply(score, rational(BigInt(days) * BigInt(percent), 100n))))
}

function salesFigures({ kpis, lines, points }: SalesResult, rules: RulesInForce): Figure[] {
  const scorecard = rules.book.scorecard(SCORECARD)
  const figures = [...rules.kpis].flatMap(([kpi, { id, title, used }]): Figure[] => {
    const result = kpis[kpi]
    if (!result) return []
    const { value, reason, numerator, denominator } = result
    const by = [id, ...used.flatMap((name) => rules.book.measures.find(({ key }) => key === name)?.id ?? [])]
    return [
      { key: `numerator.${kpi}`, title: joined(title, WORDS.numerator), rules: by, value: exactText(numerator) },
      { key: `denominator.${kpi}`, title: joined(title, WORDS.denominator), rules: by, value: exactText(denominator) },
      { key: `kpi.${kpi}`, title, rules: by, value: value === undefined ? (reason ?? null) : decimalText(value, 4) },
    ]
  })
  const scored = lines.flatMap(({ kpi, weight, method, points: own, counted, parameters }): Figure[] => {
    const title = rules.kpis.get(kpi)?.title ?? { zh: kpi, en: kpi }
    const by = [method, scorecard.id]
    const settings = [`${method}.`, `${scorecard.id}/${kpi}/`]
    return [
      ...Object.entries(parameters).map(([name, value]) => ({
        key: `parameter.${kpi}.${name}`,
        title: joined(title, { zh: name, en: name }),
        rules: by,
        value: exactText(value),
        settings,
      })),
      {
        key: `weightOfKpi.${kpi}`,
        title: joined(title, WORDS.weight),
        rules: [scorecard.id],
        value: counted ? exactText(weight) : null,
        settings,
      },
      { key: `points.${kpi}`, title: joined(title, WORDS.points), rules: by, value: own === undefined ? null : roundedText(own), settings },
    ]
  })
  return [
    ...figures,
    ...scored,
    { key: 'points', title: WORDS.totalPoints, rules: [scorecard.id], value: points === undefined ? null : decimalText(points, 2) },
  ]
}

const SCORECARD = 'sales.scorecard'

function commissionFigures(each: CommissionResult, rules: RulesInForce): Figure[] {
  const plan = rules.book.pay.commissions.find(({ id }) => id === each.plan)
  const measure = plan?.base.of === 'measure' ? plan.base.measure : undefined
  const ofBase = rules.book.measures.find(({ key }) => key === measure)?.id
  const of = (key: string, title: Words, amount: Fen, by: readonly string[] = [each.plan]): Figure => ({
    key: `commission.${key} ${each.plan}`,
    title: joined(each.planTitle, title),
    rules: by,
    value: yuanText(amount),
  })
  const takenBack = fen(each.takenBack.reduce((sum, { before, after }) => sum + after - before, 0n))
  return [
    of('base', WORDS.payBase, each.base, [each.plan, ...(ofBase ? [ofBase] : [])]),
    ...each.coefficients.map(({ title, value }, index) => ({
      key: `commission.coefficient.${index} ${each.plan}`,
      title: joined(each.planTitle, title),
      rules: [each.plan],
      value: exactText(value),
    })),
    of('earned', WORDS.earned, each.earned),
    ...(each.takenBack.length === 0 ? [] : [of('takenBack', WORDS.takenBack, takenBack)]),
    of('amount', WORDS.commission, each.amount),
    ...TERMS.flatMap((key) => (each[key] === 0n ? [] : [of(key, WORDS[key], each[key])])),
    of('paid', WORDS.paid, each.paid),
  ]
}

/** Told where there are any. */
const TERMS = ['advance', 'recovered', 'reserve', 'released', 'serviceBonus'] as const

function gradeFigures({ rule, counted, grade, coefficient, base, days, amount }: GradeResult, { book }: RulesInForce): Figure[] {
  const title = book.pay.grades.find(({ id }) => id === rule)?.title ?? { zh: rule, en: rule }
  const of = (key: string, words: Words, value: string | null): Figure => ({
    key: `grade.${key} ${rule}`,
    title: joined(title, words),
    rules: [rule],
    value,
  })
  return [
    of('points', WORDS.countedPoints, roundedText(counted)),
    of('grade', WORDS.grade, grade),
    of('coefficient', WORDS.coefficient, exactText(coefficient)),
    of('base', WORDS.performanceBase, optionalYuan(base)),
    of('days', WORDS.days, days ? days.join('/') : null),
    of('performancePay', WORDS.performancePay, optionalYuan(amount)),
  ]
}

const WORDS = {
  weight: { zh: '权重', en: 'weight' },
  status: { zh: '状态', en: 'Status' },
  netCollections: { zh: '回款净额', en: 'Net collections' },
  rate: { zh: '提取比例', en: 'Rate' },
  commissionOfRegion: { zh: '销售提成', en: 'Commission of the region' },
  scoreTotal: { zh: '评分合计', en: 'Sum of scores' },
  weightTotal: { zh: '分配权重合计', en: 'Sum of weights' },
  people: { zh: '参与人数', en: 'People in the split' },
  days: { zh: '天数', en: 'Days' },
  percent: { zh: '参与比例（%）', en: 'Takes part at (%)' },
  bonus: { zh: '奖金', en: 'Bonus' },
  numerator: { zh: '分子', en: 'numerator' },
  denominator: { zh: '分母', en: 'denominator' },
  points: { zh: '得分', en: 'points' },
  totalPoints: { zh: '考核总分', en: 'Total points' },
  payBase: { zh: '计提基数', en: 'base' },
  earned: { zh: '本期提成', en: 'earned' },
  takenBack: { zh: '退款追回', en: 'taken back' },
  commission: { zh: '提成', en: 'commission' },
  advance: { zh: '预支', en: 'advance' },
  recovered: { zh: '归还预支', en: 'recovered' },
  reserve: { zh: '预留', en: 'reserve' },
  released: { zh: '发放预留', en: 'released' },
  serviceBonus: { zh: '列支服务奖金', en: 'service bonus taken out' },
  paid: { zh: '实发提成', en: 'paid' },
  countedPoints: { zh: '计等级得分', en: 'points that count' },
  grade: { zh: '等级', en: 'grade' },
  coefficient: { zh: '系数', en: 'coefficient' },
  performanceBase: { zh: '绩效基数', en: 'pay base' },
  performancePay: { zh: '绩效工资', en: 'performance pay' },
} as const satisfies Readonly<Record<string, Words>>

function joined(of: Words, what: Words): Words {
  return { zh: `${of.zh} ${what.zh}`, en: `${of.en}: ${what.en}` }
}

/** Points of one KPI are exact; four decimals tell them apart. */
function roundedText(value: Rational): string {
  return decimalText(value, 4).replace(/0{1,2}$/, '')
}

function optionalYuan(amount: Fen | undefined): string | null {
  return amount === undefined ? null : yuanText(amount)
}
