import type { RulesInForce } from '../../appraisal/rules-in-force.ts'
import type { Kpi } from '../../domain/sales/sales-facts.ts'
import type { SalesResult } from '../../domain/sales/sales-result.ts'
import type { CompiledRule } from '../../engine/compiled-rule.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { companyRules } from '../kernel/company-rules.ts'
import { type Actor, positionsActedIn, type Service } from '../kernel/service.ts'
import { rulesOfRun } from './run-rules.ts'

/**
 * The KPIs of a run's rules that an actor may not see 不可见的指标: those whose rule files show them to others, and those that take one
 * of them, from whose workings it could be told. The total of the points stays; of a hidden KPI no figure, workings or records are shown.
 */
export function hiddenKpis({ kpis }: Pick<RulesInForce, 'kpis'>, actor: Actor): ReadonlySet<Kpi> {
  const hidden = new Set([...kpis].flatMap(([kpi, { visibleTo }]) => (isShown(visibleTo, actor) ? [] : [kpi])))
  for (let before = -1; before !== hidden.size; ) {
    before = hidden.size
    for (const [kpi, { inputs }] of kpis) if (inputs.some((name) => hidden.has(name))) hidden.add(kpi)
  }
  return hidden
}

function isShown(visibleTo: CompiledRule['visibleTo'], actor: Actor): boolean {
  if (!visibleTo || actor.kind === 'system') return true
  const positions: readonly string[] = positionsActedIn(actor)
  return visibleTo.accounts.includes(actor.id) || visibleTo.positions.some((each) => positions.includes(each))
}

/** The rules with the KPIs alone that an actor may see: figures, heads, workings and lists go by them. */
export function rulesSeenBy(rules: RulesInForce, actor: Actor): RulesInForce {
  const hidden = hiddenKpis(rules, actor)
  return hidden.size === 0 ? rules : { ...rules, kpis: new Map([...rules.kpis].filter(([kpi]) => !hidden.has(kpi))) }
}

/**
 * Whether an actor sees every KPI of a run. What holds all of them - result.json, the dataset with it, the workbook of KPIs - is for
 * them alone: with KPIs left out it would be something else.
 */
export async function seesEveryKpi(service: Service, run: RunRow, actor: Actor): Promise<boolean> {
  return hiddenKpis(await rulesOfRun(service, run), actor).size === 0
}

/** The same by the rules that the company goes by now, in any of their versions: of what is tried before it counts. */
export async function seesEveryKpiNow(service: Service, actor: Actor): Promise<boolean> {
  const loaded = await companyRules(service)
  const kpis = loaded.ok ? loaded.rulebook.entries.map(({ rule }) => rule) : []
  return kpis.every((rule) => rule.kind !== 'ratio' || isShown(rule.visibleTo, actor))
}

/** The facts that only hidden KPIs are counted from: their records are not shown either. */
export function hiddenFacts({ kpis }: Pick<RulesInForce, 'kpis'>, actor: Actor): ReadonlySet<string> {
  const hidden = hiddenKpis({ kpis }, actor)
  const inputs = (isHidden: boolean) => [...kpis].flatMap(([kpi, rule]) => (hidden.has(kpi) === isHidden ? rule.inputs : []))
  const seen = new Set(inputs(false))
  return new Set(inputs(true).filter((name) => !seen.has(name)))
}

/** An entry of result.json of a representative without the KPIs that an actor may not see. */
export function entrySeenBy(entry: unknown, rules: Pick<RulesInForce, 'kpis'>, actor: Actor): unknown {
  const hidden = hiddenKpis(rules, actor)
  if (hidden.size === 0 || typeof entry !== 'object' || entry === null || !('kpis' in entry)) return entry
  return { ...entry, kpis: withoutKeys(entry.kpis, hidden) }
}

/** Facts and result of a representative, as stored, without what of them is hidden from an actor. */
export function storedSeenBy(facts: unknown, rules: Pick<RulesInForce, 'kpis'>, actor: Actor): unknown {
  const hidden = hiddenKpis(rules, actor)
  if (hidden.size === 0 || !isStored(facts)) return facts
  const { result } = facts
  const lines = result.lines.filter(({ kpi }) => !hidden.has(kpi))
  return {
    ...facts,
    facts: { ...facts.facts, measures: withoutKeys(facts.facts.measures, hiddenFacts(rules, actor)) },
    result: { ...result, kpis: withoutKeys(result.kpis, hidden), lines },
  }
}

interface Stored {
  readonly facts: { readonly measures: unknown }
  readonly result: Pick<SalesResult, 'kpis' | 'lines'>
}

function isStored(facts: unknown): facts is Stored {
  return typeof facts === 'object' && facts !== null && 'result' in facts && 'facts' in facts && JSON.stringify(facts).includes('"lines"')
}

function withoutKeys(record: unknown, keys: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([key]) => !keys.has(key)))
}
