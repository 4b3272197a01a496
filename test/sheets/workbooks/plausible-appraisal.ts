import { kpiMeanings } from '../../../src/appraisal/kpi-meanings.ts'
import { rulesInForce } from '../../../src/appraisal/rules-in-force.ts'
import { SHIPPED_RULES } from '../../../src/appraisal/shipped.ts'
import { fen, fenFromYuan, yuan } from '../../../src/base/money.ts'
import { type Period, periodFromText } from '../../../src/base/period.ts'
import { add, compare, decimal, divide, multiply, type Rational, rational, smaller, sum, ZERO } from '../../../src/base/rational.ts'
import { roundHalfUp, roundToUnits } from '../../../src/base/rounding.ts'
import { sortedBy } from '../../../src/base/text-order.ts'
import type { Appraisal, BonusShare, RegionBonus } from '../../../src/domain/appraisal.ts'
import { MODULES, type Module } from '../../../src/domain/engineers/service-facts.ts'
import type { ModuleResult, Remark, ServiceResult } from '../../../src/domain/engineers/service-result.ts'
import type { Kpi } from '../../../src/domain/sales/sales-facts.ts'
import type { KpiResult, SalesResult } from '../../../src/domain/sales/sales-result.ts'
import type { WorkbookOptions } from '../../../src/sheets/write/workbooks/workbook-options.ts'
import { sharesOf } from '../../rulebook/shipped-split.ts'
import { SHIPPED_KPIS } from '../../shipped-kpis.ts'

export const WEIGHTS: Record<Module, Rational> = {
  attendance: decimal('0.1'),
  customer: decimal('0.2'),
  manager: decimal('0.3'),
  problemSolving: decimal('0.4'),
}

/** The shipped rules with the settings given, for the words on sheets. */
export async function shippedMeanings(settings: Readonly<Record<string, string>> = {}): Promise<WorkbookOptions['kpis']> {
  const loaded = await rulesInForce(SHIPPED_RULES, period('2026-10'), settings)
  if (!loaded.ok) throw new Error('The shipped rules can be read.')
  return kpiMeanings(loaded.rules)
}

export const OPTIONS: WorkbookOptions = {
  language: 'zh',
  company: '权衡示例公司',
  kpis: await shippedMeanings(),
  moduleWeights: WEIGHTS,
  bonusRules: { isCapped: false, ties: ['higherScore', 'smallerKey'] },
  reasonWords: { no_quota: '本期没有下达计划', no_data: '没有数据', base_not_positive: '基期为零或负数', no_visits: '本期没有拜访' },
}

const OCTOBER = period('2026-10')

function period(text: string): Period {
  const found = periodFromText(text)
  if (!found) throw new RangeError(text)
  return found
}

export function remark(zh: string): Remark {
  return { zh, en: `(en) ${zh}` }
}

/** Scores in the order of policy 5.1; "-" has no data and is not counted. */
export function engineer(
  employee: string,
  name: string,
  region: string,
  scores: string,
  more: {
    readonly status?: 'excluded'
    readonly treated?: 'reweight' | 'zero' | 'value'
    readonly remarks?: Partial<Record<Module, Remark[]>>
    readonly said?: Remark[]
  } = {},
): ServiceResult {
  const given = scores.split(' ')
  const modules = MODULES.map((module, index): [Module, ModuleResult] => {
    const text = given[index] ?? '-'
    const score = text === '-' ? undefined : decimal(text)
    const treated = score === undefined ? more.treated : undefined
    return [module, { score, weight: WEIGHTS[module], counted: score !== undefined, treated, remarks: more.remarks?.[module] ?? [] }]
  })
  const of = Object.fromEntries(modules) as Record<Module, ModuleResult>
  const missing = MODULES.filter((module) => of[module].score === undefined)
  const counted = modules.map(([, module]) => module).filter((module) => module.counted)
  const complete = more.status !== 'excluded' && counted.length > 0 && (missing.length === 0 || more.treated !== undefined)
  const mean = divide(sum(counted.map(({ score, weight }) => multiply(score ?? ZERO, weight))), sum(counted.map(({ weight }) => weight)))
  return {
    employee,
    name,
    region,
    status: more.status ?? (complete ? 'scored' : 'incomplete'),
    modules: of,
    missing,
    final: complete && mean ? roundHalfUp(mean, 2) : undefined,
    remarks: more.said ?? [],
  }
}

export interface RegionSketch {
  readonly region: string
  readonly name: string
  readonly receipts: string
  readonly refunds?: string
  readonly commission?: string
  readonly rate?: string
  readonly days?: Readonly<Record<string, number>>
  readonly percents?: Readonly<Record<string, number>>
  readonly capped?: boolean
}

/** A region's bonus from its people, by the same rules as the engine but written out for a test. */
function regionOf(sketch: RegionSketch, people: readonly ServiceResult[]): RegionBonus {
  const mine = sortedBy(
    people.filter((person) => person.region === sketch.region),
    (person) => person.employee,
  )
  const money = (text: string) => fenFromYuan(text) ?? fen(0n)
  const receipts = money(sketch.receipts)
  const refunds = money(sketch.refunds ?? '0')
  const net = fen(receipts + refunds)
  const rate = decimal(sketch.rate ?? '0.001')
  const commission = sketch.commission === undefined ? undefined : money(sketch.commission)
  const product = multiply(yuan(net), rate)
  let pool = fen(product.numerator < 0n ? 0n : roundToUnits(product, 2))
  if (sketch.capped && commission !== undefined && pool > commission) pool = commission
  const heldBy = mine.filter((person) => person.status === 'incomplete').map((person) => person.employee)
  const paid = mine.filter((person) => person.final !== undefined)
  const claims = paid.map((person) => ({
    employee: person.employee,
    score: person.final ?? ZERO,
    days: sketch.days?.[person.employee],
    percent: sketch.percents?.[person.employee],
  }))
  const claimable = claims.some(({ score, days }) => score.numerator > 0n && days !== 0)
  const shares = sharesOf(pool, claims)
  const status = heldBy.length > 0 ? 'held' : pool > 0n && !claimable ? 'unallocated' : 'split'
  return {
    region: sketch.region,
    name: sketch.name,
    status,
    receipts,
    refunds,
    netCollections: net,
    rate,
    pool,
    scoreTotal: sum(paid.map((person) => person.final ?? ZERO)),
    commission,
    commissionLeft: commission === undefined ? undefined : fen(commission - pool),
    unallocated: status === 'unallocated' ? pool : fen(0n),
    shares:
      status === 'held'
        ? []
        : paid.map((person): BonusShare => {
            const share = shares.find((each) => each.employee === person.employee)
            return {
              employee: person.employee,
              name: person.name,
              score: person.final ?? ZERO,
              days: sketch.days?.[person.employee],
              percent: sketch.percents?.[person.employee],
              exact: share?.exact ?? ZERO,
              extra: share?.extra ?? fen(0n),
              amount: share?.amount ?? fen(0n),
            }
          }),
    heldBy,
  }
}

const UNITS: Partial<Record<Kpi, KpiResult['unit']>> = {
  quotaCompletionQuantity: 'quantity',
  visitSuccess: 'count',
  complaintRate: 'count',
  newClientRate: 'count',
  newClientPlanCompletion: 'count',
  retentionRate: 'count',
}

/** A KPI from "numerator/denominator", or "n/d reason" where it is not applicable. */
function kpi(key: Kpi, words: string): KpiResult {
  const [ratio = '0/0', reason] = words.split(' ')
  const [over = '0', under = '0'] = ratio.split('/')
  const numerator = decimal(over)
  const denominator = decimal(under)
  const exact = reason === undefined ? divide(numerator, denominator) : undefined
  return {
    value: exact && roundHalfUp(exact, 4),
    exact,
    reason: exact ? undefined : (reason ?? 'no_data'),
    numerator,
    denominator,
    unit: UNITS[key] ?? 'yuan',
  }
}

const CARD: readonly (readonly [(typeof SHIPPED_KPIS)[number], string, string])[] = [
  ['quotaCompletion', '0.4', '1'],
  ['collectionRate', '0.3', '0.95'],
  ['newClientRate', '0.15', '0.2'],
  ['retentionRate', '0.15', '0.85'],
]

/** A representative from the KPIs told, every other one without data. Points by the default scorecard. */
export function representative(employee: string, name: string, region: string, told: Partial<Record<Kpi, string>>): SalesResult {
  const kpis = Object.fromEntries(SHIPPED_KPIS.map((key) => [key, kpi(key, told[key] ?? '0/0 no_data')])) as Record<
    (typeof SHIPPED_KPIS)[number],
    KpiResult
  >
  const lines = CARD.map(([key, weight, target]) => {
    const ratio = kpis[key].exact && divide(kpis[key].exact, decimal(target))
    const capped = ratio && smaller(ratio, decimal('1.5'))
    const points = capped && multiply(compare(capped, ZERO) < 0 ? ZERO : capped, rational(100n))
    return {
      kpi: key,
      weight: decimal(weight),
      parameters: { target: decimal(target), cap: decimal('1.5') },
      method: 'ratioToTarget',
      points,
      counted: points !== undefined,
    }
  })
  const complete = lines.every((line) => line.points !== undefined)
  const points = lines.reduce((points, line) => add(points, multiply(line.points ?? ZERO, line.weight)), ZERO)
  return { employee, name, region, kpis, lines, points: complete ? roundHalfUp(points, 2) : undefined }
}

export function appraisalOf(
  service: readonly ServiceResult[],
  regions: readonly RegionSketch[],
  sales: readonly SalesResult[] = [],
): Appraisal {
  return {
    period: OCTOBER,
    settings: {},
    service: sortedBy(service, (person) => person.employee),
    sales: sortedBy(sales, (person) => person.employee),
    bonus: sortedBy(
      regions.map((sketch) => regionOf(sketch, service)),
      (region) => region.region,
    ),
    problems: [],
  }
}

/** Five regions with everything that can happen: split, held, unallocated, nothing to split, nobody there; an excluded person; a name like a formula. */
export function plausibleAppraisal(): Appraisal {
  const late = remark('迟到 2 次（2026-10-08、2026-10-21），每次扣 10 分；服务到岗迟到 1 次（2026-10-15）')
  const forms = remark('反馈表 6 份：服务态度 95.00、问题解决 90.00、敬业 92.00')
  const service = [
    engineer('00101', '王建国', 'EAST', '86.00 91.75 90.00 86.80', { remarks: { attendance: [late], customer: [forms] } }),
    engineer('00102', '李秀英', 'EAST', '100.00 93.50 88.00 91.20', { remarks: { customer: [remark('反馈表 11 份')] } }),
    engineer('00103', '张伟', 'EAST', '100.00 - 85.00 79.40', {
      treated: 'reweight',
      remarks: { customer: [remark('缺数据，权重由其他模块按比例承担：当月在总部培训')] },
    }),
    engineer('00104', '=SUM(A1)', 'EAST', '100.00 - - -', { status: 'excluded', said: [remark('不参与分配：本月离职')] }),
    engineer('00105', '欧阳娜娜', 'EAST', '0.00 88.00 70.00 64.00', {
      remarks: { attendance: [remark('外出客服缺勤 1 次（2026-10-19），出勤模块记 0 分')] },
    }),
    engineer('00201', '刘洋', 'NORTH', '100.00 90.00 92.00 95.00'),
    engineer('00202', '陈静', 'NORTH', '100.00 - 92.00 95.00', { remarks: { customer: [remark('本期没有客服反馈表')] } }),
    engineer('00203', '杨帆', 'NORTH', '90.00 90.00 80.00 85.50'),
    engineer('00301', '赵敏', 'SOUTH', '0.00 0.00 0.00 0.00'),
    engineer('00302', '周杰', 'SOUTH', '0.00 0.00 0.00 0.00'),
    engineer('00401', '吴磊', 'WEST', '100.00 80.00 80.00 80.00'),
    engineer('00402', '徐丽', 'WEST', '100.00 95.00 90.00 85.00'),
  ]
  const regions: RegionSketch[] = [
    { region: 'EAST', name: '华东', receipts: '16423567.89', refunds: '-13567.50', commission: '120000.00' },
    { region: 'NORTH', name: '华北', receipts: '800000.00', commission: '30000.00' },
    { region: 'SOUTH', name: '华南', receipts: '500000.00' },
    { region: 'WEST', name: '西区/川渝', receipts: '10000.00', refunds: '-25000.00', commission: '5000.00' },
    { region: 'ZZ', name: '海外', receipts: '0' },
  ]
  const full = (seed: number): Partial<Record<Kpi, string>> => ({
    quotaCompletion: `${105320 + seed * 777}.50/100000.00`,
    quotaCompletionQuantity: `${1053 + seed}/1000`,
    salesGrowth: `${-5320 + seed * 991}.00/${99000 + seed}.00`,
    priceRetention: `${95000 + seed}.00/100000.00`,
    expenseRatio: `${3100 + seed * 37}.00/105320.50`,
    arrearsRecovery: `${seed * 1000}.00/8000.00`,
    collectionRate: `${88000 + seed * 311}.25/95000.00`,
    collectionsToSales: `${90000 + seed}.00/105320.50`,
    visitSuccess: `${10 + seed}/31`,
    complaintRate: `${seed % 3}/27`,
    newClientRate: `${seed % 4}/12`,
    newClientPlanCompletion: `${seed % 4}/3`,
    retentionRate: `${7 + (seed % 3)}/9`,
  })
  const sales = [
    representative('S001', '孙悦', 'EAST', full(1)),
    representative('S002', '马超', 'EAST', full(2)),
    representative('S003', '@胡歌', 'NORTH', {
      ...full(3),
      quotaCompletion: '98000.00/0.00 no_quota',
      newClientPlanCompletion: '2/0 no_quota',
    }),
    representative('S004', '郭靖', 'NORTH', { ...full(4), salesGrowth: '5000.00/-200.00 base_not_positive' }),
    representative('S005', '何炅', 'SOUTH', { visitSuccess: '0/0 no_visits' }),
    representative('S006', '高圆圆', 'WEST', full(6)),
  ]
  return appraisalOf(service, regions, sales)
}
