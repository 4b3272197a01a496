import type { Answer } from '../../base/answer.ts'
import { readRuleTexts } from '../../rulebook/read-rules.ts'
import { type Rulebook, rulebookFrom } from '../../rulebook/rulebook.ts'
import type { RuleTexts } from '../../store/aggregates/rule-texts.ts'
import type { Service } from './service.ts'

export interface CompanyRules {
  readonly ok: true
  readonly rulebook: Rulebook
  /** The texts of the files by their path inside the rules folder. */
  readonly texts: RuleTexts
}

/** The rules that the company goes by, read and compiled. Problems: those of rules that do not load. */
export async function companyRules({ rulesFolder }: Pick<Service, 'rulesFolder'>): Promise<Answer<CompanyRules>> {
  const texts: RuleTexts = (await readRuleTexts(rulesFolder)) ?? new Map()
  const loaded = rulebookFrom(texts, rulesFolder)
  return loaded.ok ? { ok: true, rulebook: loaded.rulebook, texts } : loaded
}
