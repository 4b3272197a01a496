import type { Answer } from '../../base/answer.ts'
import { deleteDraft, draftOf, listDrafts, type RuleDraft, updateDraft } from '../../store/aggregates/company-rules.ts'
import { companyToday } from '../kernel/company-day.ts'
import { companyRuleTexts } from '../kernel/company-rules.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type CheckedText, checkRuleText, fileOfRule } from './check-rule-text.ts'

/** Every draft of a rule file, by rule. */
export const readDrafts = useCase(
  'rule.write',
  async (service, _): Promise<Answer<{ readonly ok: true; readonly drafts: readonly RuleDraft[] }>> => {
    return { ok: true, drafts: await listDrafts(service.store) }
  },
)

type Found = Answer<{ readonly ok: true; readonly draft: RuleDraft }>

/** Problems: thing_must_exist. */
export const readDraft = useCase('rule.write', async (service, _, rule: string): Promise<Found> => existing(service, rule))

/** Keeps what a draft says, sound or not. Problems: thing_must_exist, version_must_be_current. */
export const saveDraft = useCase(
  'rule.write',
  async (
    service,
    actor,
    { rule, text, version }: { readonly rule: string; readonly text: string; readonly version: string },
  ): Promise<Found> =>
    service.store.write(async (transaction) => {
      const draft = await draftOf(transaction, rule)
      if (!draft) return { ok: false as const, problems: [noDraft(rule)] }
      if (version !== String(draft.version)) return { ok: false as const, problems: [staleDraft(draft)] }
      const saved = { ...draft, text, at: service.now().toISOString(), by: actor.id }
      await updateDraft(transaction, saved)
      return { ok: true as const, draft: { ...saved, version: draft.version + 1 } }
    }),
)

/** Throws a draft away; what was published stays. Problems: thing_must_exist. */
export const discardDraft = useCase(
  'rule.write',
  async (service, _, rule: string): Promise<Answer<{ readonly ok: true }>> =>
    service.store.write(async (transaction) => {
      if (!(await draftOf(transaction, rule))) return { ok: false as const, problems: [noDraft(rule)] }
      await deleteDraft(transaction, rule)
      return { ok: true as const }
    }),
)

/** Checks a text as the file of a rule among all others, without keeping it. What is wrong with it is no refusal: it is the answer. */
export const checkDraft = useCase(
  'rule.write',
  async (
    service,
    _,
    { rule, text }: { readonly rule: string; readonly text: string },
  ): Promise<Answer<{ readonly ok: true; readonly checked: CheckedText }>> => {
    const texts = await companyRuleTexts(service.store, service.rulesFolder)
    const checked = checkRuleText(texts, service.rulesFolder, { file: fileOfRule(rule), text }, await companyToday(service))
    return { ok: true, checked }
  },
)

async function existing({ store }: Pick<Service, 'store'>, rule: string): Promise<Found> {
  const draft = await draftOf(store, rule)
  return draft ? { ok: true, draft } : { ok: false, problems: [noDraft(rule)] }
}

export function noDraft(rule: string) {
  return serviceProblem('thing_must_exist', { thing: `rule draft ${rule}` })
}

/** The draft was saved by somebody else since it was read. */
export function staleDraft({ rule, by }: RuleDraft) {
  return serviceProblem('version_must_be_current', { thing: `rule draft ${rule}`, by })
}
