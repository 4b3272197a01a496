import { present } from '../../base/assert.ts'
import type { Remark } from '../../domain/engineers/service-result.ts'
import { readRules } from '../../rulebook/read-rules.ts'
import { readRuleTextsKept } from '../../store/aggregates/rule-texts.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import type { Service } from '../kernel/service.ts'

/** How many policies are kept: runs of one review follow one. */
const KEPT = 4
const known = new Map<string, Readonly<Record<string, Remark>>>()

/** The words of every clause 条款 that the rules of a run cite, by its number, as they stood when it was computed. */
export async function clausesOfRun(service: Service, run: RunRow): Promise<Readonly<Record<string, Remark>>> {
  const sha256 = present(run.rulesSha256, 'A run that is done has its rule texts.')
  const before = known.get(sha256)
  if (before) return before
  const texts = present(await readRuleTextsKept(service.store, sha256), 'The rule texts of a run are kept.')
  const policies = new Map([...texts].filter(([file]) => file.startsWith('policies/')))
  const clauses = readRules(policies).policies.flatMap(({ policy }) => policy.clauses.map(({ clause, text }) => [clause, text] as const))
  for (const oldest of [...known.keys()].slice(0, Math.max(known.size - KEPT + 1, 0))) known.delete(oldest)
  const words = Object.fromEntries(clauses)
  known.set(sha256, words)
  return words
}
