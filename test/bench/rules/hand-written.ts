import { add, compare, divide, HUNDRED, larger, multiply, type Rational, rational, subtract, ZERO } from '../../../src/base/rational.ts'

type Given = readonly (Rational | undefined)[]

/** One rule as an engineer would write it by hand for the default settings, with the same exact arithmetic. */
export interface HandWritten {
  /** The value before rounding; undefined where a figure is missing or a division is by zero. */
  formula(given: Given): Rational | undefined
  /** The first of the rule's decisions that holds, in their order of precedence. */
  decision(given: Given): string | undefined
  /** Decisions that give a value instead of a reason. */
  readonly overrides?: Readonly<Record<string, Rational>>
}

const TEN = rational(10n)
const TENTH = rational(1n, 10n)
const FIFTH = rational(2n, 10n)
const QUARTER = rational(25n, 100n)
const THREE_TENTHS = rational(3n, 10n)
const TWO_FIFTHS = rational(4n, 10n)
const HALF = rational(5n, 10n)
const THREE_FIFTHS = rational(6n, 10n)

const isZero = (value: Rational | undefined): boolean => value !== undefined && value.numerator === 0n
const isPositive = (value: Rational | undefined): boolean => value !== undefined && value.numerator > 0n
const isNotPositive = (value: Rational | undefined): boolean => value !== undefined && value.numerator <= 0n

/**
 * The rules of the service appraisal and all KPIs, by their ids; inputs in the order of the rule files. Inputs are taken by
 * place: taking an array apart in the parameters goes through its iterator and costs more than the sums.
 */
export const HAND_WRITTEN: Readonly<Record<string, HandWritten>> = {
  'service.attendance': {
    formula(given) {
      const office = given[0]
      const late = given[1]
      if (!office || !late) return undefined
      const onDuty = larger(ZERO, subtract(HUNDRED, multiply(TEN, office)))
      const onTime = larger(ZERO, subtract(HUNDRED, multiply(TEN, late)))
      return add(multiply(TWO_FIFTHS, onDuty), multiply(THREE_FIFTHS, onTime))
    },
    decision(given) {
      if (isZero(given[4])) return 'noAttendanceTable'
      if (isPositive(given[2])) return 'callAbsence'
      return isPositive(given[3]) ? 'unclassified' : undefined
    },
    overrides: { callAbsence: ZERO },
  },
  'service.customer-evaluation': {
    formula(given) {
      const forms = given[0]
      const attitude = given[1]
      const resolution = given[2]
      const dedication = given[3]
      if (!forms || !attitude || !resolution || !dedication || forms.numerator === 0n) return undefined
      const attitudeMean = divide(attitude, forms) ?? ZERO
      const resolutionMean = divide(resolution, forms) ?? ZERO
      const dedicationMean = divide(dedication, forms) ?? ZERO
      return add(add(multiply(QUARTER, attitudeMean), multiply(HALF, resolutionMean)), multiply(QUARTER, dedicationMean))
    },
    decision(given) {
      const forms = given[0]
      const attitude = given[1]
      const resolution = given[2]
      const dedication = given[3]
      if (!forms || !attitude || !resolution || !dedication) return undefined
      if (forms.numerator === 0n) return 'noFeedback'
      const most = multiply(HUNDRED, forms)
      const isAbove = compare(attitude, most) > 0 || compare(resolution, most) > 0 || compare(dedication, most) > 0
      return isAbove ? 'aboveScale' : undefined
    },
  },
  'service.manager-evaluation': {
    formula: (given) => given[0],
    decision: (given) => (given[0] === undefined ? 'noMark' : undefined),
  },
  'service.problem-solving': {
    formula(given) {
      const answers = given[0]
      const solved = given[1]
      const ratings = given[2]
      const ratingSum = given[3]
      const followUps = given[4]
      const followUpSum = given[5]
      if (!answers || !solved || !ratings || !ratingSum || !followUps || !followUpSum) return undefined
      const isRated = ratings.numerator > 0n
      const share = isRated ? undefined : divide(solved, answers)
      const onSite = isRated ? divide(ratingSum, ratings) : share && multiply(share, HUNDRED)
      const followUp = divide(followUpSum, followUps)
      return onSite && followUp && add(multiply(TWO_FIFTHS, onSite), multiply(THREE_FIFTHS, followUp))
    },
    decision(given) {
      if (isZero(given[2]) && isZero(given[0])) return 'noOnSiteFigure'
      return isZero(given[4]) ? 'noFollowUp' : undefined
    },
  },
  'service.final-score': {
    formula(given) {
      let weighted = ZERO
      let weights = ZERO
      for (let module = 0; module < MODULE_WEIGHTS.length; module++) {
        const score = given[module * 2]
        const counted = given[module * 2 + 1]
        const weight = MODULE_WEIGHTS[module]
        if (!score || !counted || !weight) return undefined
        if (counted.numerator === 0n) continue
        weighted = add(weighted, multiply(score, weight))
        weights = add(weights, weight)
      }
      return divide(weighted, weights)
    },
    decision: (given) => (isZero(given[1]) && isZero(given[3]) && isZero(given[5]) && isZero(given[7]) ? 'noModuleLeft' : undefined),
  },
  'sales.quota-completion': planned('noQuota', 'zeroQuota'),
  'sales.quota-completion-quantity': planned('noQuota', 'zeroQuota'),
  'sales.sales-growth': {
    formula(given) {
      const sales = given[0]
      const lastYear = given[1]
      return sales && lastYear && divide(subtract(sales, lastYear), lastYear)
    },
    decision: (given) => (isNotPositive(given[1]) ? 'baseNotPositive' : undefined),
  },
  'sales.price-retention': share('noListAmount'),
  'sales.expense-ratio': soldShare(),
  'sales.arrears-recovery': share('noArrears'),
  'sales.collection-rate': share('nothingDue'),
  'sales.collections-to-sales': soldShare(),
  'sales.visit-success': share('noVisits'),
  'sales.complaint-rate': share('noOrders'),
  'sales.new-client-rate': share('noClients'),
  'sales.new-client-plan-completion': planned('noPlan', 'noPlan'),
  'sales.retention-rate': share('noBaseClients'),
}

const MODULE_WEIGHTS = [TENTH, FIFTH, THREE_TENTHS, TWO_FIFTHS] as const

function quotient(given: Given): Rational | undefined {
  const over = given[0]
  const under = given[1]
  return over && under && divide(over, under)
}

/** A ratio that does not apply when its denominator is zero. */
function share(none: string): HandWritten {
  return { formula: quotient, decision: (given) => (isZero(given[1]) ? none : undefined) }
}

/** A ratio to net sales, which must be above zero. */
function soldShare(): HandWritten {
  return { formula: quotient, decision: (given) => (isNotPositive(given[1]) ? 'noSales' : undefined) }
}

/** A ratio to a plan that may not have been given. */
function planned(none: string, zero: string): HandWritten {
  return {
    formula: quotient,
    decision: (given) => {
      const plan = given[1]
      return plan === undefined ? none : plan.numerator === 0n ? zero : undefined
    },
  }
}
