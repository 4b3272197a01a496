import type { RegionBonus } from '../appraisal.ts'
import type { AppraisedEngineer, AppraisedPeriod } from './appraised-period.ts'
import { type MovedReceipts, movedReceipts } from './held-then.ts'

/**
 * Why a person is due something else than was paid: the closed list of reason codes. A period is appraised again by the rules and
 * settings it was published with, so only inputs, and the program itself, can differ.
 */
export const ADJUSTMENT_REASONS = {
  receipt_added: { zh: '补录或增加了回款', en: 'a receipt was added or increased' },
  receipt_reversed: { zh: '回款被冲销、作废、减少或有退款', en: 'a receipt was reversed, voided, reduced or refunded' },
  commission_changed: { zh: '区域销售提成变更', en: "the region's sales commission changed" },
  evaluation_corrected: { zh: '评价更正', en: 'an evaluation was corrected' },
  decision_changed: { zh: '处理决定变更', en: 'a decision on incomplete data changed' },
  attendance_corrected: { zh: '考勤更正', en: 'attendance was corrected' },
  form_corrected: { zh: '客户反馈表更正', en: 'a feedback form was corrected' },
  followup_corrected: { zh: '后期反馈更正', en: 'a follow-up was corrected' },
  position_changed: { zh: '岗位更正', en: 'the position was corrected' },
  employment_changed: { zh: '入职、离职或任职期更正', en: 'joining, leaving or a spell of employment was corrected' },
  participation_changed: {
    zh: '参与分配的天数或比例变更（试用期、工作日历）',
    en: 'the days or the per cent at which the person takes part changed (probation, working calendar)',
  },
  home_region_changed: { zh: '归属区域更正', en: 'the home region was corrected' },
  rep_region_changed: {
    zh: '业务员的区域更正，其回款改归其他区域',
    en: "a representative's region was corrected, and receipts count elsewhere",
  },
  client_changed: { zh: '客户归属（或内部客户标记）更正', en: "a client's representative, or whether it is internal, was corrected" },
  client_merged: { zh: '客户合并，或拆分', en: 'two clients were merged into one, or split again' },
  colleague_changed: { zh: '同区域其他人的评分或人员变更', en: "a colleague's score, or who takes part in the split, changed" },
  program_changed: { zh: '计算程序版本更新', en: 'the program computes differently in its newer version' },
  earlier_adjustment: { zh: '此前已接受的调整不再适用', en: 'an adjustment accepted earlier no longer holds' },
} as const
export type AdjustmentReason = keyof typeof ADJUSTMENT_REASONS
const REASONS = Object.keys(ADJUSTMENT_REASONS) as AdjustmentReason[]

/**
 * What changed behind a person's bonus between two appraisals of a period, in the order of ADJUSTMENT_REASONS: the collections of
 * the regions that pay them, what is known about them, and their colleagues. Where nothing did, an earlier adjustment is undone.
 */
export function adjustmentReasons(employee: string, before: AppraisedPeriod, after: AppraisedPeriod): AdjustmentReason[] {
  const found = new Set<AdjustmentReason>()
  const regions = regionsPaying(employee, before, after)
  const moved = movedReceipts(before.held, after.held)
  for (const region of regions) {
    const own = moved.filter((each) => each.region === region)
    for (const reason of regionReasons(before.regions.get(region), after.regions.get(region), own)) found.add(reason)
    if (colleagues(region, employee, before) !== colleagues(region, employee, after)) found.add('colleague_changed')
  }
  const own = [...personReasons(before.people.get(employee), after.people.get(employee)), ...heldReasons(employee, before, after)]
  if (own.length === 0 && takesPartOtherwise(employee, before, after)) own.push('participation_changed')
  for (const reason of own) found.add(reason)
  if (found.size === 0) found.add(before.engineVersion === after.engineVersion ? 'earlier_adjustment' : 'program_changed')
  return REASONS.filter((reason) => found.has(reason))
}

function regionsPaying(employee: string, ...periods: readonly AppraisedPeriod[]): Set<string> {
  const regions = new Set<string>()
  for (const { people, regions: all } of periods) {
    const home = people.get(employee)?.result.region
    if (home !== undefined) regions.add(home)
    for (const { region, shares } of all.values()) if (shares.some((share) => share.employee === employee)) regions.add(region)
  }
  return regions
}

/** Receipts that only moved are none that were added or reversed. */
function regionReasons(
  before: RegionBonus | undefined,
  after: RegionBonus | undefined,
  moved: readonly MovedReceipts[],
): AdjustmentReason[] {
  const total = (key: 'receipts' | 'refunds') => moved.reduce((sum, each) => sum + each[key], before?.[key] ?? 0n)
  const was = { receipts: total('receipts'), refunds: total('refunds'), commission: before?.commission }
  const is = { receipts: after?.receipts ?? 0n, refunds: after?.refunds ?? 0n, commission: after?.commission }
  return [
    ...moved.map(({ cause }) => cause),
    ...(is.receipts > was.receipts || is.refunds > was.refunds ? ['receipt_added' as const] : []),
    ...(is.receipts < was.receipts || is.refunds < was.refunds ? ['receipt_reversed' as const] : []),
    ...(is.commission !== was.commission ? ['commission_changed' as const] : []),
  ]
}

/** Whoever is an engineer in one of the two only is so by position or employment: see heldReasons. */
function personReasons(before: AppraisedEngineer | undefined, after: AppraisedEngineer | undefined): AdjustmentReason[] {
  if (!before || !after) return []
  const [was, is] = [before.facts, after.facts]
  const forms = ({ forms, attitudeSum, resolutionSum, dedicationSum, onSiteAnswers, onSiteSolved }: typeof was) =>
    [forms, attitudeSum, resolutionSum, dedicationSum, onSiteAnswers, onSiteSolved] as const
  return [
    ...(same([was.overallMark, was.onSiteRatings], [is.overallMark, is.onSiteRatings]) ? [] : ['evaluation_corrected' as const]),
    ...(same(before.decisions, after.decisions) ? [] : ['decision_changed' as const]),
    ...(same(was.events, is.events) ? [] : ['attendance_corrected' as const]),
    ...(same(forms(was), forms(is)) ? [] : ['form_corrected' as const]),
    ...(same([was.followUps, was.followUpSum], [is.followUps, is.followUpSum]) ? [] : ['followup_corrected' as const]),
  ]
}

function heldReasons(employee: string, before: AppraisedPeriod, after: AppraisedPeriod): AdjustmentReason[] {
  const [was, is] = [before.held.of(employee), after.held.of(employee)]
  return [
    ...(was && is && was.position !== is.position ? ['position_changed' as const] : []),
    ...(was?.employed === is?.employed ? [] : ['employment_changed' as const]),
    ...(was && is && was.region !== is.region ? ['home_region_changed' as const] : []),
  ]
}

/** Whether somebody is left out of the split, or takes part by days or at a per cent (POLICY A14), otherwise than before. */
function takesPartOtherwise(employee: string, before: AppraisedPeriod, after: AppraisedPeriod): boolean {
  const isExcluded = ({ people }: AppraisedPeriod) => people.get(employee)?.result.status === 'excluded'
  const partIn = ({ regions }: AppraisedPeriod, region: string) => regions.get(region)?.shares.find((share) => share.employee === employee)
  const differs = (region: string) => {
    const [was, is] = [partIn(before, region), partIn(after, region)]
    return was !== undefined && is !== undefined && !same([was.days, was.percent], [is.days, is.percent])
  }
  return isExcluded(before) !== isExcluded(after) || [...before.regions.keys()].some(differs)
}

/** The others at home in a region with their scores, as one text to compare. */
function colleagues(region: string, employee: string, { people, regions }: AppraisedPeriod): string {
  const others = [...people.values()].filter(({ result }) => result.region === region && result.employee !== employee)
  const movers = (regions.get(region)?.shares ?? []).filter((share) => share.employee !== employee)
  return textOf([
    others.map(({ result }) => textOf([result.employee, result.status, result.final])).sort(),
    movers.map(({ employee: number, score, days, percent }) => textOf([number, score, days, percent])).sort(),
  ])
}

function same(a: unknown, b: unknown): boolean {
  return textOf(a) === textOf(b)
}

/** Exact numbers are fractions of whole numbers, which JSON does not know. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? each.toString() : each)) ?? ''
}
