import type { Answer } from '../../base/answer.ts'
import { type Day, dayText } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import { draftOf, insertDraft, type RuleDraft } from '../../store/aggregates/company-rules.ts'
import { companyToday } from '../kernel/company-day.ts'
import { companyRules } from '../kernel/company-rules.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { fileOfRule } from './check-rule-text.ts'
import { publishingProblem } from './publishing-problems.ts'
import { isTemplate, keyOf, type VersionedEntry, versionedEntries } from './rule-files.ts'

export interface BeginDraft {
  /** The rule or template that is taken as it is. */
  readonly from: string
  /** The id of the rule that is made; the same one makes a new version of it. */
  readonly rule: string
  /** Under what KPIs or scorecards name it; needed where a measure or KPI is copied. */
  readonly key: string | undefined
  readonly title: Words | undefined
  readonly effectiveFrom: Day
}

/**
 * Begins a draft 草稿: a new version of a rule, or a rule of the company's own copied from another or a template, with its newest version, in
 * force from a day on. Problems: thing_must_exist, rule_template_must_be_copied, rule_id_must_be_free, rule_id_must_suit_its_kind,
 * rule_key_must_be_a_name, and those of a book that does not load.
 */
export const beginDraft = useCase(
  'rule.write',
  async (service, actor, input: BeginDraft): Promise<Answer<{ readonly ok: true; readonly draft: RuleDraft }>> => {
    const loaded = await companyRules(service)
    if (!loaded.ok) return loaded
    const entries = versionedEntries(loaded.rulebook)
    const source = entries.find(({ rule }) => rule.id === input.from)
    if (!source) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `rule ${input.from}` })] }
    const isCopy = input.rule !== input.from
    const problems = isCopy ? wrongCopy(source, entries, input) : wrongVersion(source)
    if (problems.length > 0) return { ok: false, problems }
    const issuedOn = dayText(await companyToday(service))
    const json = isCopy ? copied(source.rule, input, issuedOn) : withNextVersion(source.rule, input, issuedOn)
    const file = fileOfRule(input.rule)
    const text = `${JSON.stringify(json, null, 2)}\n`
    const draft = { rule: input.rule, file, text, version: 1, at: service.now().toISOString(), by: actor.id }
    return service.store.write(async (transaction) => {
      if (await draftOf(transaction, input.rule)) {
        return { ok: false as const, problems: [publishingProblem('rule_id_must_be_free', { rule: input.rule })] }
      }
      await insertDraft(transaction, draft)
      return { ok: true as const, draft }
    })
  },
)

function wrongVersion({ rule }: VersionedEntry): Problem[] {
  return isTemplate(rule) ? [publishingProblem('rule_template_must_be_copied', { rule: rule.id })] : []
}

function wrongCopy({ rule }: VersionedEntry, entries: readonly VersionedEntry[], input: BeginDraft): Problem[] {
  const prefix = prefixOf(rule.id)
  const problems: Problem[] = []
  if (entries.some((entry) => entry.rule.id === input.rule)) problems.push(publishingProblem('rule_id_must_be_free', { rule: input.rule }))
  if (!input.rule.startsWith(prefix) || !/^[a-z][a-z0-9-]*$/.test(input.rule.slice(prefix.length))) {
    problems.push(publishingProblem('rule_id_must_suit_its_kind', { rule: input.rule, prefix }))
  }
  const key = input.key ?? ''
  if (keyOf(rule) !== null && !/^[a-z][A-Za-z0-9]*$/.test(key)) problems.push(publishingProblem('rule_key_must_be_a_name', { key }))
  return problems
}

/** "pay." of "pay.by-document": what all ids of a folder begin with. */
function prefixOf(id: string): string {
  return id.slice(0, id.lastIndexOf('.') + 1)
}

function copied(rule: VersionedEntry['rule'], { rule: id, key, title, effectiveFrom }: BeginDraft, issuedOn: string): object {
  const { template: _, ...heading } = { template: undefined, ...rule }
  const named = keyOf(rule) === null ? {} : { key }
  return { ...heading, id, title: title ?? rule.title, ...named, versions: [nextVersion(rule, effectiveFrom, issuedOn)] }
}

function withNextVersion(rule: VersionedEntry['rule'], { effectiveFrom }: BeginDraft, issuedOn: string): object {
  const from = dayText(effectiveFrom)
  const versions: readonly { readonly effectiveFrom: string }[] = rule.versions
  // A version that has not taken effect yet is written anew, not put beside one of the same day.
  const before = versions.filter((version) => version.effectiveFrom < from)
  return { ...rule, versions: [...before, nextVersion(rule, effectiveFrom, issuedOn)] }
}

function nextVersion(rule: VersionedEntry['rule'], effectiveFrom: Day, issuedOn: string): object {
  return { ...rule.versions.at(-1), effectiveFrom: dayText(effectiveFrom), issuedOn }
}
