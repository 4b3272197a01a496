import type { Language } from '../../../base/problem.ts'
import type { Remark, ServiceResult } from '../../../domain/engineers/service-result.ts'
import type { BonusLine, RegionPlan } from './bonus-plan.ts'
import type { Say } from './words.ts'
import type { BonusRules, WorkbookOptions } from './workbook-options.ts'

/** What to know of one person on the bonus sheet: why there is no share, and how missing modules were treated (POLICY A8). */
export function bonusRemark(plan: Pick<RegionPlan, 'bonus'>, { share, result }: BonusLine, language: Language, say: Say): string {
  if (!result) return ''
  const parts: string[] = []
  if (result.status === 'excluded' && result.remarks.length === 0) parts.push(say('excluded'))
  if (result.status === 'incomplete') parts.push(missingText(result, say))
  parts.push(...said(result.remarks, language))
  for (const module of result.missing) {
    const outcome = result.modules[module]
    if (outcome.treated) parts.push(`${say(module)}${say('colon')}${said(outcome.remarks, language).join(say('sentenceEnd'))}`)
  }
  if (!share && result.status === 'scored' && plan.bonus.status === 'held') parts.push(say('held'))
  return parts.filter((part) => part !== '').join(say('sentenceEnd'))
}

/** "未完成：缺数据 客户评价、销售经理评价" */
export function missingText(result: ServiceResult, say: Say): string {
  const modules = result.missing.map((module) => say(module)).join(say('listComma'))
  return `${say('incomplete')}${say('colon')}${say('missing')} ${modules}`
}

export function said(remarks: readonly Remark[], language: Language): string[] {
  return remarks.map((remark) => remark[language])
}

/** The lines under the amounts: first what is out of the ordinary in the region, then how the sheet computes. */
export function regionNote(plan: RegionPlan, { bonusRules, language }: WorkbookOptions, say: Say): string {
  const alert = regionAlert(plan, say, language)
  return [alert, methodNote(plan, bonusRules, say), say('scoresByRun')].filter((line) => line !== '').join('\n')
}

/** How pool and shares come about under the rules and settings in force. */
function methodNote({ bonus, withDays, withPercent }: RegionPlan, { isCapped, ties }: BonusRules, say: Say): string {
  if (bonus.months) return [say('fromMonths'), say('beforeTaxNote')].join(say('sentenceEnd'))
  const parts = [
    `${say('poolNote')}${isCapped ? say('poolCapped') : ''}`,
    say(!ties ? 'dueByRule' : withDays ? 'dueByDays' : 'dueByScore'),
    ...(ties && withPercent ? [say('dueInPart')] : []),
    say('bonusRounded'),
    ...(ties ? [say(ties.includes('higherScore') ? 'bonusTies' : 'bonusTiesByNumber')] : []),
    say('beforeTaxNote'),
  ]
  return parts.join(say('sentenceEnd'))
}

/** What is out of the ordinary in the region, or nothing. */
export function regionAlert({ bonus, heldBy }: RegionPlan, say: Say, language: Language): string {
  const parts: string[] = []
  if (bonus.status === 'held') {
    const people = bonus.heldBy.map((employee) => {
      const result = heldBy.find((each) => each.employee === employee)
      return result
        ? `${employee} ${result.name}${language === 'zh' ? '（' : ' ('}${missingText(result, say)}${language === 'zh' ? '）' : ')'}`
        : employee
    })
    parts.push(`${say('heldBecause')}${say('colon')}${people.join(say('listComma'))}`)
  }
  if (bonus.status === 'unallocated') parts.push(say('nobodyToPay'))
  if (bonus.status === 'split' && bonus.pool === 0n) parts.push(say('emptyPool'))
  if (bonus.commission !== undefined && bonus.pool > bonus.commission) parts.push(say('poolAboveCommission'))
  return parts.join(say('sentenceEnd'))
}
