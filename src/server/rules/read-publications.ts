import type { Answer } from '../../base/answer.ts'
import { publicationsOf, type RulePublication } from '../../store/aggregates/company-rules.ts'
import { useCase } from '../kernel/use-case.ts'

/** What was published of a rule on the server, newest first. */
export const readPublications = useCase(
  'rule.write',
  async (service, _, rule: string): Promise<Answer<{ readonly ok: true; readonly publications: readonly RulePublication[] }>> => {
    return { ok: true, publications: await publicationsOf(service.store, rule) }
  },
)
