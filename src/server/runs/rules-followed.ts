import { present } from '../../base/assert.ts'
import type { OnIncomplete } from '../../domain/engineers/score-engineer.ts'
import { type RuleTexts, readRuleTextsKept } from '../../store/aggregates/rule-texts.ts'
import { findRun } from '../../store/aggregates/runs.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { SettingsInForce } from '../settings/settings-in-force.ts'

const ON_INCOMPLETE: readonly OnIncomplete[] = ['hold', 'reweight', 'zero']

/**
 * The rule texts and settings that a run went by, for another that is to follow them: a closed period is appraised again on
 * today's records by the rules of its own time, whatever the rules folder and the settings say today.
 */
export async function rulesFollowed(
  reader: Reader,
  run: string,
): Promise<{ readonly texts: RuleTexts; readonly settings: SettingsInForce }> {
  const followed = present(await findRun(reader, run), 'A run that is followed is there.')
  const texts = present(await readRuleTextsKept(reader, followed.rulesSha256 ?? ''), 'A run that is done has kept its rule texts.')
  const { onIncomplete, language, ...rules } = JSON.parse(followed.settings) as Record<string, string>
  return {
    texts,
    settings: {
      rules,
      onIncomplete: ON_INCOMPLETE.find((known) => known === onIncomplete) ?? 'hold',
      language: language === 'en' ? 'en' : 'zh',
    },
  }
}
