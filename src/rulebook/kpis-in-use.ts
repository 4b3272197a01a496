import { type Day, dayFromText } from '../base/day.ts'
import type { Problem } from '../base/problem.ts'
import { ruleProblem } from '../engine/rule/rule-problem.ts'
import type { RuleNeeds } from './find-needs.ts'
import type { RuleEntry } from './read-rules.ts'
import { versionOn } from './settings-on.ts'

/** The rules that can be in force: a KPI that is a template is checked with everything else and never is. */
export function rulesInUse(entries: readonly RuleEntry[]): RuleEntry[] {
  return entries.filter((entry) => !isTemplateRule(entry))
}

export function isTemplateRule({ rule }: RuleEntry): boolean {
  return 'template' in rule && rule.template === true
}

/** A KPI that takes itself, by whichever others, on any day on which its rules change: it could never be worked out. Each circle once; a key that means something else is no KPI. */
export function kpisInCircles(entries: readonly RuleEntry[], needs: RuleNeeds): Problem[] {
  const { '*': need = 'ratio' } = needs
  const taken = typeof need === 'string' ? [] : (need.takenKeys ?? [])
  const kpis = new Map(
    entries.flatMap((entry) => (entry.rule.kind === 'ratio' && !taken.includes(entry.rule.key) ? [[entry.rule.key, entry] as const] : [])),
  )
  const begins = [...kpis.values()].flatMap(({ rule }) => rule.versions.flatMap(({ effectiveFrom }) => dayFromText(effectiveFrom) ?? []))
  const found = new Map<string, Problem>()
  for (const day of new Set(begins)) {
    for (const [key, { file }] of kpis) {
      const path = circleFrom(key, [], kpis, day)
      if (path)
        found.set([...path].sort().join(), ruleProblem('kpis_must_not_take_themselves', { file, version: '' }, { path: path.join(' -> ') }))
    }
  }
  return [...found.values()]
}

/** The way from a KPI back to itself by what it takes on a day; its first and last are the same. */
function circleFrom(key: string, way: readonly string[], kpis: ReadonlyMap<string, RuleEntry>, day: Day): string[] | undefined {
  if (way.includes(key)) return way[0] === key ? [...way, key] : undefined
  const entry = kpis.get(key)
  const version = entry && versionOn(entry.rule, day)
  for (const { name } of version && 'inputs' in version ? version.inputs : []) {
    const path = kpis.has(name) ? circleFrom(name, [...way, key], kpis, day) : undefined
    if (path) return path
  }
  return undefined
}
