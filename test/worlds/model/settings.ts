import type { From } from './calendar.ts'

/** The readings of POLICY that have other settings, in the model's own words. */
export interface ModelSettings {
  readonly onIncomplete: 'hold' | 'reweight' | 'zero'
  /** A2 */
  readonly leaveKinds: readonly string[]
  /** A5 */
  readonly absence: Classification
  readonly missingPunch: Classification
  readonly seriousLate: Classification
  /** A1 */
  readonly deductFrom: 'matching' | 'both'
  /** A4 */
  readonly zeroScope: 'module' | 'onTimeArrival'
  /** A7: the highest score a form can give. */
  readonly feedbackScale: 100 | 5
  /** A11 */
  readonly excludedKinds: readonly string[]
  readonly internalClients: 'include' | 'exclude'
  /** A11: a receipt without a region belongs to the rep's region on its day, or to the home region of the period. */
  readonly regionOfReceipt: 'day' | 'home'
  /** A quarter, half-year or year is computed over its days, or made of its months. */
  readonly longerPeriods: 'anew' | 'months'
  /** A12 */
  readonly capAtCommission: boolean
  /** A14: a mover takes part where the home region is, or in every region by days in post. */
  readonly movers: 'home_region' | 'days_in_post'
  /** A14: at home, a joiner or leaver takes part whole or by the days employed. */
  readonly joiners: 'whole' | 'days_employed'
  /** A14: which days count. */
  readonly countedDays: 'calendar' | 'working'
  readonly leastDays: number
  /** A14: undefined is whole, 0 per cent is not at all. */
  readonly probation: { readonly months: number; readonly percent: number } | undefined
  readonly longAbsence: { readonly days: number; readonly kinds: readonly string[]; readonly percent: number } | undefined
  /** S2 */
  readonly growthBase: 'last_year' | 'previous_period'
  /** S4 */
  readonly expenseDenominator: 'net_sales' | 'net_collections'
  /** S5: whose the arrears are, the rep's on the documents or the client's on the period's last day. */
  readonly receivablesOwner: 'recorded' | 'client'
  /** S8a: undefined is "ever". */
  readonly lookBackMonths: number | undefined
  /** S9 */
  readonly windowMonths: number
  readonly whenNotApplicable: 'hold' | 'reweight' | 'full' | 'zero'
  /** CONTRACT section 5: the day that months begin on, from a month on; for attendance by itself; the month that years begin in, from a year on. */
  readonly monthStartsOn: From<number>
  readonly attendanceStartsOn: From<number | 'same'>
  readonly yearStartsIn: From<number>
}

export type Classification = 'unclassified' | 'late' | 'call_absence' | 'ignore'

export const DEFAULTS: ModelSettings = {
  onIncomplete: 'hold',
  leaveKinds: ['leave'],
  absence: 'unclassified',
  missingPunch: 'unclassified',
  seriousLate: 'unclassified',
  deductFrom: 'matching',
  zeroScope: 'module',
  feedbackScale: 100,
  excludedKinds: [],
  internalClients: 'include',
  regionOfReceipt: 'day',
  longerPeriods: 'anew',
  capAtCommission: false,
  movers: 'home_region',
  joiners: 'whole',
  countedDays: 'calendar',
  leastDays: 0,
  probation: undefined,
  longAbsence: undefined,
  growthBase: 'last_year',
  expenseDenominator: 'net_sales',
  receivablesOwner: 'recorded',
  lookBackMonths: undefined,
  windowMonths: 12,
  whenNotApplicable: 'hold',
  monthStartsOn: [['', 1]],
  attendanceStartsOn: [['', 'same']],
  yearStartsIn: [['', 1]],
}

/** The shipped scorecard (POLICY S, "Points"): weight and target of each KPI; points are capped at 150. */
export const SCORECARD = [
  { kpi: 'quotaCompletion', weight: '0.40', target: '1.00' },
  { kpi: 'collectionRate', weight: '0.30', target: '0.95' },
  { kpi: 'newClientRate', weight: '0.15', target: '0.20' },
  { kpi: 'retentionRate', weight: '0.15', target: '0.85' },
] as const
