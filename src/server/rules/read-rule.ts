import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import { companyRules } from '../kernel/company-rules.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { versionedEntries } from './rule-files.ts'
import { type RuleView, ruleView } from './rule-view.ts'

/** A rule, measure or plan with its versions, their examples tried. Problems: thing_must_exist, and those of a book that does not load. */
export const readRule = useCase(
  'rule.read',
  async (
    service,
    _,
    { id, day }: { readonly id: string; readonly day: Day },
  ): Promise<Answer<{ readonly ok: true; readonly rule: RuleView }>> => {
    const loaded = await companyRules(service)
    if (!loaded.ok) return loaded
    const { rulebook, texts } = loaded
    const entry = versionedEntries(rulebook).find(({ rule }) => rule.id === id)
    if (!entry) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `rule ${id}` })] }
    return { ok: true, rule: ruleView(rulebook, entry, day, texts.get(entry.file) ?? '') }
  },
)
