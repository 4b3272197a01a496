import { type Rational, rational, sum } from '../../base/rational.ts'
import { decimalText } from '../../base/rounding.ts'
import type { CompiledRule, Outcome } from '../../engine/compiled-rule.ts'
import { type AttendanceCounts, type AttendanceSettings, countAttendance } from './attendance.ts'
import type { Module, ServiceFacts } from './service-facts.ts'
import type { Remark } from './service-result.ts'

/** The compiled rules of the service appraisal (POLICY 5.1 and 5.2) and the readings they leave to the domain. */
export interface ServiceRules {
  readonly attendance: CompiledRule
  readonly customer: CompiledRule
  readonly manager: CompiledRule
  readonly problemSolving: CompiledRule
  readonly finalScore: CompiledRule
  readonly weights: Readonly<Record<Module, Rational>>
  readonly attendanceSettings: AttendanceSettings
  /** Whether an attendance table is in the data at all (POLICY A8). */
  readonly attendanceGiven: boolean
}

/** What the records alone say of one module, before any decision on what is missing. */
export interface ModuleOutcome {
  readonly inputs: Readonly<Record<string, Rational | undefined>>
  readonly outcome: Outcome
  readonly remarks: readonly Remark[]
}

export interface ModuleOutcomes {
  readonly modules: Readonly<Record<Module, ModuleOutcome>>
  readonly attendance: AttendanceCounts
}

/** Scores the four modules of one person; a module without data has no value but a reason. */
export function moduleOutcomes(facts: ServiceFacts, rules: ServiceRules): ModuleOutcomes {
  const attendance = countAttendance(facts.events, rules.attendanceSettings)
  return {
    attendance,
    modules: {
      attendance: apply(
        rules.attendance,
        {
          officeEvents: count(attendance.officeEvents),
          lateArrivals: count(attendance.lateArrivals),
          callAbsences: count(attendance.callAbsences),
          unclassifiedEvents: count(attendance.unclassifiedEvents),
          tableGiven: count(rules.attendanceGiven ? 1 : 0),
        },
        attendance.remarks,
      ),
      customer: apply(
        rules.customer,
        {
          forms: count(facts.forms),
          attitudeSum: facts.attitudeSum,
          resolutionSum: facts.resolutionSum,
          dedicationSum: facts.dedicationSum,
        },
        facts.forms === 0 ? [] : [{ zh: `反馈表 ${facts.forms} 份`, en: `${facts.forms} feedback form${facts.forms === 1 ? '' : 's'}` }],
      ),
      manager: apply(rules.manager, { overall: facts.overallMark }, []),
      problemSolving: apply(rules.problemSolving, problemSolvingInputs(facts), problemSolvingRemarks(facts)),
    },
  }
}

function problemSolvingInputs(facts: ServiceFacts): Record<string, Rational> {
  return {
    onSiteAnswers: count(facts.onSiteAnswers),
    onSiteSolved: count(facts.onSiteSolved),
    ratings: count(facts.onSiteRatings.length),
    ratingSum: sum(facts.onSiteRatings.map((each) => each.score)),
    followUps: count(facts.followUps),
    followUpSum: facts.followUpSum,
  }
}

/** Says whether the on-site figure was counted from the forms or judged (POLICY A9), and how many follow-ups there are. */
function problemSolvingRemarks(facts: ServiceFacts): Remark[] {
  const remarks: Remark[] = []
  const counted = {
    zh: `现场解决 ${facts.onSiteSolved}/${facts.onSiteAnswers}`,
    en: `solved on site ${facts.onSiteSolved}/${facts.onSiteAnswers}`,
  }
  if (facts.onSiteRatings.length > 0) {
    const raters = facts.onSiteRatings.map((each) => `${each.evaluator} ${decimalText(each.score, 2)}`)
    remarks.push({
      zh: `现场解决率由评价人评定（${raters.join('、')}），${counted.zh}`,
      en: `on-site resolution rated (${raters.join(', ')}), ${counted.en}`,
    })
  } else if (facts.onSiteAnswers > 0) remarks.push(counted)
  if (facts.followUps > 0)
    remarks.push({ zh: `后期反馈 ${facts.followUps} 次`, en: `${facts.followUps} follow-up${facts.followUps === 1 ? '' : 's'}` })
  return remarks
}

function apply(rule: CompiledRule, inputs: Record<string, Rational | undefined>, remarks: readonly Remark[]): ModuleOutcome {
  return { inputs, outcome: rule.evaluate(rule.inputs.map((name) => inputs[name])), remarks }
}

function count(value: number): Rational {
  return rational(BigInt(value))
}
