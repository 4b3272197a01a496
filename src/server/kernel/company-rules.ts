import type { Answer } from '../../base/answer.ts'
import { readRuleTexts } from '../../rulebook/read-rules.ts'
import { type Rulebook, rulebookFrom } from '../../rulebook/rulebook.ts'
import { publishedRuleTexts } from '../../store/aggregates/company-rules.ts'
import type { RuleTexts } from '../../store/aggregates/rule-texts.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { Service } from './service.ts'

export interface CompanyRules {
  readonly ok: true
  readonly rulebook: Rulebook
  /** The texts of the files by their path inside the rules folder. */
  readonly texts: RuleTexts
}

/** The texts that the company goes by: those of the rules folder, and over them what was published on the server. */
export async function companyRuleTexts(reader: Reader, rulesFolder: string): Promise<RuleTexts> {
  const files = await readRuleTexts(rulesFolder)
  return new Map([...(files ?? []), ...(await publishedRuleTexts(reader))])
}

/** The rules that the company goes by, read and compiled. Problems: those of rules that do not load. */
export async function companyRules({ store, rulesFolder }: Pick<Service, 'store' | 'rulesFolder'>): Promise<Answer<CompanyRules>> {
  const texts = await companyRuleTexts(store, rulesFolder)
  const loaded = rulebookFrom(texts, rulesFolder)
  return loaded.ok ? { ok: true, rulebook: loaded.rulebook, texts } : loaded
}
