import { dayText } from '../../base/day.ts'
import { type Fen, fen, yuan, yuanText } from '../../base/money.ts'
import { compare, multiply, ONE, type Rational } from '../../base/rational.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import type { CoefficientFound } from '../../domain/pay/commission.ts'
import type { CommissionPlan } from '../../domain/pay/commission-plan.ts'
import type { CommissionResult, GradeResult, PaidByPlans, TakenBack } from '../../domain/pay/pay-result.ts'
import { totalOf } from '../../domain/pay/tiers.ts'
import { ofRep, type SourceQuery } from '../../store/measures/source-query.ts'
import type { Explainable } from './explainable.ts'
import type { Explained } from './explained.ts'
import { salesSources } from './source-queries.ts'

/** What plans 薪酬方案 pay one person: each commission from what is paid down to bands, coefficients and documents, and performance pay (POLICY P1-P11). */
export async function explainPay({ commissions, grades }: PaidByPlans, open: Explainable): Promise<Explained[]> {
  const explained: Explained[] = []
  for (const each of commissions) explained.push(await paidTree(each, open))
  return [...explained, ...grades.map((each) => gradeTree(each, open))]
}

async function paidTree(each: CommissionResult, open: Explainable): Promise<Explained> {
  const plan = open.rules.book.pay.commissions.find(({ id }) => id === each.plan)
  const terms: readonly (readonly [name: keyof typeof TERMS, sign: '+' | '-', amount: Fen])[] = [
    ['advance', '+', each.advance],
    ['recovered', '-', each.recovered],
    ['reserve', '-', each.reserve],
    ['released', '+', each.released],
    ['serviceBonus', '-', each.serviceBonus],
  ]
  const own = terms.filter(([, , amount]) => amount !== 0n)
  const amount = await amountTree(each, plan, open)
  const balance: Explained[] =
    each.balance === 0n ? [] : [{ ...leaf('balance', 'P4', titles('预支余额', 'balance of the draw')), value: yuanText(each.balance) }]
  return {
    name: each.plan,
    title: each.planTitle,
    clause: 'P1',
    unit: 'yuan',
    value: yuanText(each.paid),
    ...(own.length > 0 && {
      formula: ['amount', ...own.map(([name, sign]) => `${sign} ${name}`)].join(' '),
      substituted: [yuanText(each.amount), ...own.map(([, sign, of]) => `${sign} ${yuanText(of)}`)].join(' '),
    }),
    parts: [
      amount,
      ...own.map(([name, , of]) => ({ ...leaf(name, TERMS[name].clause, TERMS[name].title), value: yuanText(of) })),
      ...balance,
    ],
  }
}

const TERMS = {
  advance: { clause: 'P4', title: titles('补到保底（预支）', 'advanced up to the guarantee') },
  recovered: { clause: 'P4', title: titles('归还预支', 'advance paid back') },
  reserve: { clause: 'P5', title: titles('预留', 'held in reserve') },
  released: { clause: 'P5', title: titles('发放以前的预留', 'reserve released') },
  serviceBonus: { clause: 'P9', title: titles('列支的服务奖金', 'service bonus taken out') },
} as const

/** Earned in the period, with what refunds took back of earlier ones. */
async function amountTree(each: CommissionResult, plan: CommissionPlan | undefined, open: Explainable): Promise<Explained> {
  const earned = each.lines.length > 0 ? await documentsTree(each, plan, open) : await tiersTree(each, plan, open)
  if (each.takenBack.length === 0) return { ...earned, name: 'amount' }
  const back = each.takenBack.map(backTree)
  return {
    name: 'amount',
    title: titles('提成', 'commission'),
    clause: 'P8',
    unit: 'yuan',
    value: yuanText(each.amount),
    formula: 'earned + takenBack',
    substituted: [yuanText(each.earned), ...back.map(({ value }) => `(${value})`)].join(' + '),
    parts: [earned, ...back],
  }
}

function backTree({ period, before, after, baseBefore, baseAfter }: TakenBack): Explained {
  const amount = (value: Fen) => ({ unit: 'yuan', value: yuanText(value) })
  return {
    ...leaf('takenBack', 'P8', titles(`退款追回 ${period}`, `taken back of ${period}`)),
    value: yuanText(fen(after - before)),
    formula: 'after - before',
    substituted: `${yuanText(after)} - ${yuanText(before)}`,
    parts: [
      {
        ...leaf('before', undefined, titles(`原提成，基数 ${yuanText(baseBefore)}`, `commission before, on ${yuanText(baseBefore)}`)),
        ...amount(before),
      },
      {
        ...leaf('after', undefined, titles(`新提成，基数 ${yuanText(baseAfter)}`, `commission after, on ${yuanText(baseAfter)}`)),
        ...amount(after),
      },
    ],
  }
}

/** A base that is paid as a whole: the parts of its bands, times the coefficients, between floor and cap. */
async function tiersTree(each: CommissionResult, plan: CommissionPlan | undefined, open: Explainable): Promise<Explained> {
  const { bands, coefficients } = each
  const exact = multiply(totalOf(bands), product(coefficients))
  const factors = coefficients.map(({ value }) => exactText(value))
  const summed = bands.map(({ part, rate }) => `${exactText(part)} * ${exactText(rate)}`).join(' + ') || '0'
  const inBrackets = factors.length > 0 && bands.length > 1 ? `(${summed})` : summed
  return {
    ...earnedHead(each, plan, exact),
    formula: ['tiers', ...coefficients.map((_, index) => `coefficient${index + 1}`)].join(' * '),
    substituted: [inBrackets, ...factors].join(' * '),
    parts: [
      await baseTree(each, plan, open),
      ...bands.map(({ from, to, rate, part, amount }) => ({
        ...leaf('tier', 'P2', tierTitle(from, to, rate)),
        value: exactText(amount),
        formula: 'part * rate',
        substituted: `${exactText(part)} * ${exactText(rate)}`,
      })),
      ...coefficients.map(coefficientTree),
    ],
  }
}

/** Documents that are paid one by one. */
async function documentsTree(each: CommissionResult, plan: CommissionPlan | undefined, open: Explainable): Promise<Explained> {
  const sum = fen(each.lines.reduce((all, { amount }) => all + amount, 0n))
  return {
    ...earnedHead(each, plan, yuan(sum)),
    formula: 'documents',
    substituted: each.lines.map(({ amount }) => yuanText(amount)).join(' + '),
    parts: [
      await baseTree(each, plan, open),
      ...each.lines.map(({ document, day, client, base, coefficients, amount }) => ({
        ...leaf(
          'document',
          'P1',
          titles(`单据 ${document} ${dayText(day)} 客户 ${client}`, `document ${document} ${dayText(day)} client ${client}`),
        ),
        value: yuanText(amount),
        formula: ['base', 'rate', ...coefficients.map((_, index) => `coefficient${index + 1}`)].join(' * '),
        substituted: [yuanText(base), ratesText(plan), ...coefficients.map(({ value }) => exactText(value))].join(' * '),
        parts: coefficients.map(coefficientTree),
      })),
    ],
  }
}

/** The one rate of a plan; of several, that they are those of its bands. */
function ratesText(plan: CommissionPlan | undefined): string {
  const rates = plan?.bands.map(({ value }) => exactText(value)) ?? []
  return rates.length === 1 ? (rates[0] ?? '') : 'tiers'
}

function earnedHead({ earned, planTitle: _ }: CommissionResult, plan: CommissionPlan | undefined, exact: Rational): Explained {
  const value = yuanText(earned)
  const [low, high] = [plan?.floor, plan?.cap]
  const notes = [
    ...(low && compare(exact, low) < 0
      ? [titles(`低于下限，按下限 ${exactText(low)}`, `below the floor, which counts: ${exactText(low)}`)]
      : []),
    ...(high && compare(exact, high) > 0
      ? [titles(`超过封顶，按封顶 ${exactText(high)}`, `above the cap, which counts: ${exactText(high)}`)]
      : []),
  ]
  return {
    ...leaf('earned', 'P2', titles('本期提成', 'earned in the period')),
    value,
    ...(exactText(exact) === value ? {} : { exact: exactText(exact) }),
    ...(notes.length > 0 && { notes }),
  }
}

/** The base with the records that it was counted from, where those are the person's own. */
async function baseTree(each: CommissionResult, plan: CommissionPlan | undefined, open: Explainable): Promise<Explained> {
  const node: Explained = { ...leaf('base', 'P1', titles('计提基数', 'base')), value: yuanText(each.base) }
  const [queries, note] = plan ? sourcesOf(each, plan, open) : [[], undefined]
  const notes = note ? { notes: [note] } : {}
  if (queries.length === 0) return { ...node, ...notes }
  return { ...node, ...notes, records: await open.list('base', queries) }
}

function sourcesOf({ employee, region }: CommissionResult, { base }: CommissionPlan, { period, rules }: Explainable) {
  if (base.of === 'measure') return [salesSources({ employee, region }, period, rules)[base.measure] ?? [], undefined] as const
  if (base.of === 'region') return [[] as readonly SourceQuery[], REGION] as const
  const counted = base.table === 'collections' ? { counted: rules.readings } : {}
  return [[ofRep(base.table, employee, period, counted)], SHARED] as const
}

const REGION = titles('本人在任期间所属区域的全部单据', "all documents of the region on the days on which it was the person's")
const SHARED = titles('分成的单据按 credits 表的份额计入', 'documents that are shared count by the shares of the table credits')

function coefficientTree({ title, by, found, value }: CoefficientFound): Explained {
  return {
    ...leaf('coefficient', 'P3', titles(`${title.zh}（${by}：${found}）`, `${title.en} (${by}: ${found})`)),
    unit: undefined,
    value: exactText(value),
  }
}

function product(coefficients: readonly CoefficientFound[]): Rational {
  return coefficients.reduce((all, { value }) => multiply(all, value), ONE)
}

function tierTitle(from: Rational | undefined, to: Rational | undefined, rate: Rational) {
  const [low, high, at] = [from && exactText(from), to && exactText(to), exactText(rate)]
  if (low === undefined)
    return high === undefined ? titles(`全部按 ${at}`, `all of it at ${at}`) : titles(`${high} 以下按 ${at}`, `below ${high} at ${at}`)
  return high === undefined
    ? titles(`${low} 起按 ${at}`, `from ${low} at ${at}`)
    : titles(`${low} 至 ${high} 按 ${at}`, `${low} to ${high} at ${at}`)
}

function gradeTree(
  { rule, points, counted, vetoes, grade, coefficient, base, days, amount }: GradeResult,
  { rules }: Explainable,
): Explained {
  const found = rules.book.pay.grades.find(({ id }) => id === rule)
  const isPaid = base !== undefined && amount !== undefined
  const inPart = days ? ` * ${days[0]} / ${days[1]}` : ''
  return {
    ...leaf(rule, 'P10', found?.title ?? titles(rule, rule)),
    value: amount === undefined ? null : yuanText(amount),
    ...(isPaid && {
      formula: `base * coefficient${days ? ' * days / daysOfPeriod' : ''}`,
      substituted: `${yuanText(base)} * ${exactText(coefficient)}${inPart}`,
    }),
    ...(base === undefined && { notes: [titles('没有有效的绩效基数', 'no pay base in force')] }),
    parts: [
      {
        ...leaf('grade', 'P10', titles(`等级 ${grade} 的系数`, `coefficient of grade ${grade}`)),
        unit: undefined,
        value: exactText(coefficient),
        parts: [
          {
            ...leaf('points', vetoes.length > 0 ? 'P11' : 'P10', titles('计等级的得分', 'points that count')),
            unit: 'points',
            value: decimalText(counted, 2),
            ...(vetoes.length > 0 && {
              notes: [titles(`得分 ${decimalText(points, 2)}`, `of ${decimalText(points, 2)} points`), ...vetoes.map(({ words }) => words)],
            }),
          },
        ],
      },
      ...(base === undefined ? [] : [{ ...leaf('payBase', 'P10', titles('绩效基数', 'pay base')), value: yuanText(base) }]),
    ],
  }
}

function leaf(name: string, clause: string | undefined, title: Explained['title']): Explained {
  return { name, title, ...(clause === undefined ? {} : { clause }), unit: 'yuan', value: null, parts: [] }
}

function titles(zh: string, en: string) {
  return { zh, en }
}
