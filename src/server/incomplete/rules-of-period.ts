import { type RulesInForce, rulesInForceFrom } from '../../appraisal/rules-in-force.ts'
import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { OnIncomplete } from '../../domain/engineers/score-engineer.ts'
import { companyRuleTexts } from '../kernel/company-rules.ts'
import type { Service } from '../kernel/service.ts'
import { settingsInForce } from '../settings/settings-in-force.ts'

export interface RulesOfPeriod {
  readonly ok: true
  readonly rules: RulesInForce
  readonly onIncomplete: OnIncomplete
}

/** The rules that the next run of a period would go by, with what the company set on the server. Scorecards play no part here. */
export async function rulesOfPeriod(service: Service, period: Period): Promise<Answer<RulesOfPeriod>> {
  const { rules: settings, onIncomplete } = await settingsInForce(service.store, period)
  const plain = Object.fromEntries(Object.entries(settings).filter(([key]) => !key.includes('/')))
  const texts = await companyRuleTexts(service.store, service.rulesFolder)
  const loaded = rulesInForceFrom(texts, service.rulesFolder, period, plain)
  return loaded.ok ? { ok: true, rules: loaded.rules, onIncomplete } : loaded
}
