import { type RulesInForce, rulesInForceFrom } from '../../appraisal/rules-in-force.ts'
import { assert, present } from '../../base/assert.ts'
import type { Problem } from '../../base/problem.ts'
import type { Kpi } from '../../domain/sales/sales-facts.ts'
import { readRuleTextsKept } from '../../store/aggregates/rule-texts.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { periodOfRun, runView } from '../runs/read-runs.ts'

/** How many compiled rule books are kept: the runs of one review have one or two. */
const KEPT = 4
const compiled = new Map<string, RulesInForce>()

/** The rules of a run as they were: from the texts and settings of its snapshot, whatever the rules folder says today. */
export async function rulesOfRun(service: Service, run: RunRow): Promise<RulesInForce> {
  const sha256 = present(run.rulesSha256, 'A run that is done has its rule texts.')
  const key = `${sha256} ${run.period} ${run.settings}`
  const known = compiled.get(key)
  if (known) return known
  const texts = present(await readRuleTextsKept(service.store, sha256), 'The rule texts of a run are kept.')
  const { onIncomplete: _, language: __, ...settings } = runView(service, run).settings
  const period = periodOfRun(run, settings)
  const loaded = rulesInForceFrom(texts, 'rules', period, settings)
  assert(loaded.ok, 'Rules that a run was computed by compile again.')
  for (const oldest of [...compiled.keys()].slice(0, Math.max(compiled.size - KEPT + 1, 0))) compiled.delete(oldest)
  compiled.set(key, loaded.rules)
  return loaded.rules
}

/** Somebody asked for a KPI that the rules of the run do not have. */
export function noSuchKpi(kpi: Kpi, run: RunRow): Problem {
  return serviceProblem('thing_must_exist', { thing: `KPI ${kpi} of run ${run.id}` })
}
