import { decimal, HUNDRED, multiply } from '../base/rational.ts'
import { exactText } from '../base/rounding.ts'
import { POSITIONS } from '../domain/people/employee.ts'
import type { CommissionVersion, GradesVersion } from '../engine/rule/pay-rule.ts'
import type { Words } from '../engine/rule/rule-file.ts'

/** The title of a KPI or a measure by its key. */
export type TitleOf = (key: string) => Words

/** A row of tiers or of a coefficient: when it holds, and the decimal that is taken then. */
export interface PlanRow {
  readonly when: Words
  readonly value: string
}

/** One thing that a plan says beside its tables: a floor, a guarantee, how refunds count. `name` is its property in the file. */
export interface PlanTerm {
  readonly name: string
  readonly title: Words
  readonly text: Words
}

/** A version of a plan 薪酬方案 in words: what a person reads who is paid by it (POLICY P). */
export interface PlanInWords {
  /** Whom it covers. */
  readonly people: Words
  /** What the rates are taken of. */
  readonly base: Words
  /** How the rows of `rows` are applied. */
  readonly mode: Words
  /** Tiers with their rates as fractions, or grades with their coefficients. */
  readonly rows: readonly PlanRow[]
  readonly rowsAre: 'rates' | 'coefficients'
  readonly clause: string
  readonly coefficients: readonly {
    readonly title: Words
    readonly clause: string
    readonly by: Words
    readonly rows: readonly PlanRow[]
  }[]
  readonly terms: readonly PlanTerm[]
}

const both = (zh: string, en: string): Words => ({ zh, en })

export const POSITION_WORDS: Readonly<Record<(typeof POSITIONS)[number], Words>> = {
  sales_rep: both('业务员', 'sales representatives'),
  service_engineer: both('技术客服', 'service engineers'),
  regional_manager: both('区域经理', 'regional managers'),
  rd_manager: both('研发经理', 'R&D managers'),
}

/** What else than a KPI bands and coefficients go by. */
export const BY_WORDS: Readonly<Record<string, Words>> = {
  product: both('产品类别', 'product'),
  clientClass: both('客户等级', 'class of the client'),
  newClient: both('是否新客户', 'new client'),
  points: both('考核得分', 'points'),
  grade: both('等级', 'grade'),
}
const TABLE_WORDS = { orders: both('订单', 'orders'), collections: both('回款', 'collections') } as const
const VALUE_WORDS: Readonly<Record<string, Words>> = { yes: both('是', 'yes'), no: both('否', 'no') }

export function planInWords(version: CommissionVersion | GradesVersion, titleOf: TitleOf): PlanInWords {
  return 'base' in version ? commissionInWords(version, titleOf) : gradesInWords(version, titleOf)
}

function commissionInWords(version: CommissionVersion, titleOf: TitleOf): PlanInWords {
  const { tiers, coefficients } = version
  const by = tiers.by === undefined ? undefined : chooser(tiers.by, titleOf)
  const isMoney = tiers.by === undefined
  return {
    people: peopleWords(version.people),
    base: baseWords(version.base, titleOf),
    mode: modeWords(tiers.mode, by),
    rows: rowsOf(tiers.bands, ({ rate }) => rate, isMoney ? both(' 元', ' yuan') : both('', '')),
    rowsAre: 'rates',
    clause: tiers.clause,
    coefficients: coefficients.map((each) => ({
      title: each.title,
      clause: each.clause,
      by: chooser(each.by, titleOf),
      rows: coefficientRows(each, titleOf),
    })),
    terms: commissionTerms(version),
  }
}

function gradesInWords(version: GradesVersion, titleOf: TitleOf): PlanInWords {
  const { grades, vetoes, prorate } = version
  const ranges = rowsOf(grades, ({ coefficient }) => coefficient, both(' 分', ' points'))
  return {
    people: peopleWords(version.people),
    base: both('生效的绩效基数', 'the pay base in force on the last day of the period'),
    mode: both('总分所在的等级的系数，乘以绩效基数', 'the coefficient of the grade that the total points lie in, times the pay base'),
    rows: grades.map(({ grade, title }, index) => {
      const { when, value } = ranges[index] ?? { when: both('', ''), value: '' }
      return { when: both(`${title?.zh ?? grade}：${when.zh}`, `${title?.en ?? grade}: ${when.en}`), value }
    }),
    rowsAre: 'coefficients',
    clause: version.clause,
    coefficients: [],
    terms: [
      { name: 'prorate', title: both('按在职天数', 'For days employed'), text: PRORATE[prorate] },
      ...vetoes.map(({ name, words, kpi, operator, value, points }) => {
        const [title, [zh, en]] = [titleOf(kpi), COMPARED[operator]]
        const text = both(
          `${words.zh}（${title.zh} ${zh} ${value} 时，总分最多按 ${points} 分）`,
          `${words.en} (where ${title.en} is ${en} ${value}, the points count as ${points} at most)`,
        )
        return { name: `veto ${name}`, title: both('一票否决', 'Veto'), text }
      }),
    ],
  }
}

const COMPARED = {
  atLeast: ['不小于', 'at least'],
  above: ['大于', 'above'],
  atMost: ['不大于', 'at most'],
  below: ['小于', 'below'],
} as const
const PRORATE = {
  whole: both('不折算，按整额', 'taken whole'),
  calendarDays: both('按在职的日历天数折算', 'in proportion to calendar days employed'),
  workingDays: both('按在职的工作日折算', 'in proportion to working days employed'),
} as const

/** Whom a plan covers, by position, codes of regions and employee numbers. */
function peopleWords({ position, regions, employees }: CommissionVersion['people']): Words {
  const known = POSITIONS.find((each) => each === position)
  const { zh, en } = known ? POSITION_WORDS[known] : both(position, position)
  const inRegions = regions ? both(`，区域 ${regions.join('、')}`, ` of the regions ${regions.join(', ')}`) : both('', '')
  const only = employees ? both(`，只限 ${employees.join('、')}`, `, ${employees.join(', ')} only`) : both('', '')
  return both(`${zh}${inRegions.zh}${only.zh}`, `${en}${inRegions.en}${only.en}`)
}

function baseWords(base: CommissionVersion['base'], titleOf: TitleOf): Words {
  if (base.of === 'measure') return titleOf(base.measure)
  const { zh, en } = TABLE_WORDS[base.table]
  if (base.of === 'region') {
    const own = base.own === 'included' ? both('含本人的', 'their own included') : both('不含本人的', 'without their own')
    return both(`当日归其管理的区域的${zh}（${own.zh}）`, `${en} of the region that was theirs on the day (${own.en})`)
  }
  return base.paid === 'document'
    ? both(`本人的${zh}，逐单计提`, `their ${en}, each document by itself`)
    : both(`本人本期的${zh}合计`, `their ${en} of the period, added up`)
}

function modeWords(mode: 'marginal' | 'whole', by: Words | undefined): Words {
  if (mode === 'marginal')
    return both('超额累进：各档的比例只用于落在该档内的部分', 'marginal: each rate on the part that lies inside its tier')
  const what = by ?? both('基数', 'the base')
  return both(
    `全额累进：按${what.zh}所在的档次，比例用于全部基数`,
    `whole: the rate of the tier that ${what.en} lies in, on all of the base`,
  )
}

function chooser(by: string, titleOf: TitleOf): Words {
  return BY_WORDS[by] ?? titleOf(by)
}

type Bounded = { readonly from?: string | undefined }

/** Half-open bands as people read them: "100000 元起至不足 300000 元". */
function rowsOf<Row extends Bounded>(bands: readonly Row[], taken: (band: Row) => string, unit: Words): PlanRow[] {
  return bands.map((band, index) => ({ when: rangeWords(band.from, bands[index + 1]?.from, unit), value: taken(band) }))
}

function rangeWords(fromText: string | undefined, toText: string | undefined, { zh, en }: Words): Words {
  const [from, to] = [fromText, toText].map((text) => (text === undefined ? undefined : grouped(text)))
  if (from === undefined) return to === undefined ? both('全部', 'all') : both(`不足 ${to}${zh}`, `below ${to}${en}`)
  if (to === undefined) return both(`${from}${zh}起`, `from ${from}${en}`)
  return both(`${from}${zh}起，不足 ${to}${zh}`, `from ${from} to below ${to}${en}`)
}

/** "100000.50" as "100,000.50". */
function grouped(text: string): string {
  const [whole = '', ...rest] = text.split('.')
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.')
}

function coefficientRows({ by, values, bands, over }: CommissionVersion['coefficients'][number], titleOf: TitleOf): PlanRow[] {
  if (values) return Object.entries(values).map(([word, value]) => ({ when: VALUE_WORDS[word] ?? both(word, word), value }))
  if (bands) return rowsOf(bands, ({ value }) => value, both('', ''))
  const { zh, en } = chooser(by, titleOf)
  return [{ when: both(`${zh} ÷ ${over ?? '1'}`, `${en} ÷ ${over ?? '1'}`), value: '' }]
}

function commissionTerms({ floor, cap, guarantee, reserve, refunds, serviceBonus }: CommissionVersion): PlanTerm[] {
  const terms: PlanTerm[] = []
  const term = (name: string, title: Words, text: Words) => terms.push({ name, title, text })
  if (floor !== undefined)
    term('floor', both('下限', 'Floor'), both(`每期不少于 ${grouped(floor)} 元`, `at least ${grouped(floor)} yuan a period`))
  if (cap !== undefined) term('cap', both('封顶', 'Cap'), both(`每期不超过 ${grouped(cap)} 元`, `at most ${grouped(cap)} yuan a period`))
  if (guarantee) {
    const amount = grouped(guarantee.amount)
    if (guarantee.recoverable) {
      const text = both(
        `每期预支到 ${amount} 元，以后超出的部分扣回`,
        `up to ${amount} yuan a period in advance, paid back from what later lies above it`,
      )
      term('guarantee', both('预支', 'Draw'), text)
    } else term('guarantee', both('保底', 'Guarantee'), both(`每期保底 ${amount} 元`, `${amount} yuan a period are guaranteed`))
  }
  if (reserve) {
    const { releasedAfterMonths: months, whenLeft } = reserve
    const share = `${exactText(multiply(decimal(reserve.share), HUNDRED))}%`
    const paid =
      months === undefined ? both('不自动发放', 'not paid by itself') : both(`${months} 个月后发放`, `paid after ${months} months`)
    const left =
      whenLeft === 'forfeited' ? both('离职则不再发放', 'forfeited by who has left') : both('离职也发放', 'paid to who has left, too')
    term(
      'reserve',
      both('预留', 'Reserve'),
      both(`应发的 ${share} 留存，${paid.zh}，${left.zh}`, `${share} of what is paid is held back, ${paid.en}, ${left.en}`),
    )
  }
  term('refunds', both('退款', 'Refunds'), REFUNDS[refunds])
  term('serviceBonus', both('客服奖金（5.3.1）', 'Service bonus (5.3.1)'), SERVICE_BONUS[serviceBonus])
  return terms
}

const REFUNDS = {
  originalPeriod: both(
    '按当初所得追回：重算取得该款的期间，差额计入本期',
    'take back what they earned: the period that earned it is computed anew, the difference counts now',
  ),
  currentPeriod: both('减少退款当期的基数', 'lower the base of the period they fall in'),
} as const
const SERVICE_BONUS = {
  proportion: both('按提成比例从中提取', 'taken out of these commissions in proportion to them'),
  regionLine: both('只列在区域一行，不从个人提成中扣', 'shown on the line of the region, taken from nobody’s commission'),
} as const
