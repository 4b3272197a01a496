import { assert, present } from '../base/assert.ts'
import { type Day, dayText } from '../base/day.ts'
import type { Language, Problem } from '../base/problem.ts'
import { decimal, type Rational } from '../base/rational.ts'
import { byCodePoint, sortedBy } from '../base/text-order.ts'
import type { SplitRule } from '../domain/bonus/split-pool.ts'
import { companySettingValue, isCalendarKey } from '../domain/company/calendar-settings.ts'
import type { CompanySetting } from '../domain/company/company-settings.ts'
import { compileRule } from '../engine/compile-rule.ts'
import type { CompiledRule } from '../engine/compiled-rule.ts'
import { BUILT_IN_REASONS } from '../engine/reasons.ts'
import type { ComputingVersion, ScorecardVersion, Words } from '../engine/rule/rule-file.ts'
import { RULE_PROBLEMS, ruleProblem } from '../engine/rule/rule-problem.ts'
import { choicesText } from '../engine/rule/setting-values.ts'
import { WHEN_NOT_APPLICABLE } from '../engine/total-points.ts'
import type { Book, CompiledBook, NamedRegion, PayPlans, Scorecard, ScorecardEntry } from './book.ts'
import { companyMeasureOf, type MeasureInForce, measuresOn } from './measures-in-force.ts'
import { type PlanInForce, payPlans, plansOn } from './plans-in-force.ts'
import type { MeasureEntry, PlanEntry, PolicyEntry, RuleEntry } from './read-rules.ts'
import { type InForce, isScorecardKey, regionsNamed, withScorecardSettings } from './scorecard-settings.ts'
import { SETTINGS_WITHOUT_RULE, settingKey, settingsOn, versionOn } from './settings-on.ts'
import { versionHash } from './version-hash.ts'

export function compileBook(
  entries: readonly RuleEntry[],
  measures: readonly MeasureEntry[],
  plans: readonly PlanEntry[],
  policies: readonly PolicyEntry[],
  day: Day,
  overrides: Readonly<Record<string, string>>,
): CompiledBook {
  const problems: Problem[] = []
  const scored = scoredKpis(entries, day)
  const inForce = sortedBy(entries, ({ rule }) => rule.id).flatMap((entry): InForce[] => {
    const version = versionOn(entry.rule, day)
    if (version) return [{ entry, version }]
    if (entry.rule.kind === 'ratio' && !scored.has(entry.rule.key)) return []
    const first = entry.rule.versions[0]?.effectiveFrom ?? ''
    problems.push(
      ruleProblem('rule_must_be_in_force', { file: entry.file, version: first }, { rule: entry.rule.id, day: dayText(day), first }),
    )
    return []
  })
  const scorecards = Object.fromEntries(Object.entries(overrides).filter(([key]) => isScorecardKey(key)))
  const plain = Object.fromEntries(Object.entries(overrides).filter(([key]) => !isScorecardKey(key)))
  const settings = settingsInForce(entries, inForce, day, plain, problems)
  const asSet = withScorecardSettings(inForce, scorecards, problems)
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    book: new CompiledRules(
      asSet,
      inForce,
      measuresOn(measures, day),
      plansOn(plans, day),
      sortedSettings({ ...settings, ...scorecards }),
      scorecards,
      policies,
    ),
  }
}

/** The KPIs that a scorecard in force names. Another that is not in force yet is not there yet: earlier periods know nothing of it. */
function scoredKpis(entries: readonly RuleEntry[], day: Day): ReadonlySet<string> {
  const lines = entries.flatMap(({ rule }) => (rule.kind === 'scorecard' ? (versionOn(rule, day)?.entries ?? []) : []))
  return new Set(lines.flatMap(({ kpi, second }) => [kpi, second ?? kpi]))
}

function settingsInForce(
  entries: readonly RuleEntry[],
  inForce: readonly InForce[],
  day: Day,
  overrides: Readonly<Record<string, string>>,
  problems: Problem[],
): Record<string, string> {
  const defaults = Object.fromEntries(settingsOn(entries, day).map(({ key, value }) => [key, value]))
  const settings = { ...defaults }
  const asked = new Map<string, CompanySetting>(
    [...SETTINGS_WITHOUT_RULE, ...inForce.map(({ entry, version }) => [entry.rule.id, version.settings] as const)].flatMap(([id, own]) =>
      Object.entries<CompanySetting>(own).map(([name, setting]) => [settingKey(id, name), setting] as const),
    ),
  )
  for (const [key, text] of Object.entries(overrides)) {
    const setting = asked.get(key)
    if (!setting) {
      problems.push(
        ruleProblem(
          'setting_must_be_known',
          { file: '--set', version: '' },
          {
            key,
            nearest: nearest(
              key,
              Object.keys(settings).filter((known) => !isScorecardKey(known)),
            ).join(', '),
          },
        ),
      )
      continue
    }
    const value = companySettingValue(setting, text)
    if (value === undefined) {
      const at = { file: `--set ${key}`, version: '' }
      problems.push(ruleProblem('setting_must_have_choice', at, { key, found: text, choices: choicesText(setting) }))
    } else settings[key] = value
  }
  // A result says when months and years begin only where they do so otherwise than on the wall: others keep the bytes they had.
  return Object.fromEntries(Object.entries(settings).filter(([key, value]) => !isCalendarKey(key) || value !== defaults[key]))
}

function sortedSettings(settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).sort(([a], [b]) => byCodePoint(a, b)))
}

/** The three keys closest to what was written, by how many letters would have to change. */
function nearest(key: string, known: readonly string[]): string[] {
  const wanted = key.toLowerCase()
  const distances = known.map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toLowerCase()) }))
  return distances
    .sort((a, b) => a.distance - b.distance || byCodePoint(a.candidate, b.candidate))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length] ?? 0
}

class CompiledRules implements Book {
  readonly settings: Readonly<Record<string, string>>
  readonly hashes: Book['hashes']
  readonly pay: PayPlans
  readonly measures: Book['measures']
  readonly rules: readonly CompiledRule[]
  readonly kpis: ReadonlyMap<string, CompiledRule>
  readonly regionsNamed: readonly NamedRegion[]
  readonly #inForce: ReadonlyMap<string, InForce>
  readonly #compiled = new Map<string, CompiledRule>()
  readonly #reasons = new Map<string, Words>(Object.entries(BUILT_IN_REASONS))

  /** The hashes are those of the files: what was set over them stands in the settings. */
  constructor(
    inForce: readonly InForce[],
    written: readonly InForce[],
    measures: readonly MeasureInForce[],
    plans: readonly PlanInForce[],
    settings: Readonly<Record<string, string>>,
    overrides: Readonly<Record<string, string>>,
    policies: readonly PolicyEntry[],
  ) {
    this.settings = settings
    this.regionsNamed = inForce.flatMap((one) => regionsNamed(one, overrides))
    this.#inForce = new Map(inForce.map((one) => [one.entry.rule.id, one]))
    const hashed = [...written, ...measures, ...plans].map(({ entry, version }) => ({
      id: entry.rule.id,
      effectiveFrom: version.effectiveFrom,
      sha256: versionHash(version),
    }))
    this.hashes = sortedBy(hashed, ({ id }) => id)
    this.pay = payPlans(plans)
    this.measures = measures.map(companyMeasureOf)
    for (const { version } of inForce) {
      for (const [reason, words] of Object.entries('reasons' in version ? version.reasons : {})) this.#reasons.set(reason, words)
    }
    this.rules = inForce
      .filter(({ entry }) => entry.rule.kind === 'formula' || entry.rule.kind === 'ratio')
      .map(({ entry }) => this.rule(entry.rule.id))
    const places = new Map(policies.flatMap(({ policy }) => policy.clauses).map(({ clause }, place) => [clause, place]))
    const placeOf = ({ clause }: CompiledRule) => places.get(clause) ?? places.size
    const kpis = this.rules.flatMap((rule) => (rule.measure !== undefined && rule.key !== undefined ? [{ key: rule.key, rule }] : []))
    this.kpis = new Map(kpis.sort((a, b) => placeOf(a.rule) - placeOf(b.rule)).map(({ key, rule }) => [key, rule]))
  }

  rule(id: string): CompiledRule {
    return this.#compile(id, {})
  }

  parameters(id: string): Readonly<Record<string, Rational>> {
    return this.rule(id).parameters
  }

  allocation(id: string): SplitRule {
    const { version } = this.#find(id)
    assert('rounding' in version, `${id} is an allocation.`)
    return { rule: this.rule(id), rounding: version.rounding }
  }

  settingWords(id: string): readonly Words[] {
    return Object.entries(this.#find(id).version.settings).map(([name, { title, choices }]) => {
      const value = this.settings[settingKey(id, name)] ?? ''
      const chosen = choices.find((choice) => choice.value === value)?.title ?? { zh: value, en: value }
      return { zh: `${title.zh}：${chosen.zh}`, en: `${title.en}: ${chosen.en}` }
    })
  }

  scorecard(id: string): Scorecard {
    const { entry, version } = this.#find(id)
    assert('entries' in version, `${id} is a scorecard.`)
    const chosen = this.settings[settingKey(id, 'whenNotApplicable')]
    const whenNotApplicable = present(
      WHEN_NOT_APPLICABLE.find((known) => known === chosen),
      `The scorecard ${id} says what happens when a KPI is not applicable.`,
    )
    const byRegion = new Map<string, readonly ScorecardEntry[]>()
    return {
      id,
      title: entry.rule.title,
      clause: version.clause,
      effectiveFrom: version.effectiveFrom,
      unit: version.result.unit,
      scale: version.result.scale,
      whenNotApplicable,
      entries: (region) => {
        const known = byRegion.get(region) ?? version.entries.map((line) => this.#scorecardEntry(line, region))
        byRegion.set(region, known)
        return known
      },
    }
  }

  reasonWords(reason: string, language: Language): string {
    return this.#reasons.get(reason)?.[language] ?? reason
  }

  #scorecardEntry(line: ScorecardVersion['entries'][number], region: string): ScorecardEntry {
    const texts = { ...line.parameters, ...(Object.hasOwn(line.regions, region) ? line.regions[region] : {}) }
    const method = this.#compile(line.method, texts)
    return { kpi: line.kpi, second: line.second, of: line.of, weight: decimal(line.weight), method, parameters: method.parameters }
  }

  #find(id: string): InForce {
    return present(this.#inForce.get(id), `The rule book has the rule ${id}.`)
  }

  #compile(id: string, parameters: Readonly<Record<string, string>>): CompiledRule {
    const key = `${id} ${Object.entries(parameters).sort().join(' ')}`
    const known = this.#compiled.get(key)
    if (known) return known
    const { entry, version } = this.#find(id)
    assert('inputs' in version, `${id} computes a value.`)
    const compiled = compiledOrBroken(entry, version, this.settings, parameters)
    this.#compiled.set(key, compiled)
    return compiled
  }
}

/** Loading has compiled every version for every choice of its settings, so compiling it again finds nothing wrong. */
function compiledOrBroken(
  entry: RuleEntry,
  version: ComputingVersion,
  settings: Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, string>>,
): CompiledRule {
  const own = Object.keys(version.settings).map((name) => [name, settings[settingKey(entry.rule.id, name)] ?? ''] as const)
  const answer = compileRule({
    rule: entry.rule,
    version,
    at: { file: entry.file, version: version.effectiveFrom },
    settings: Object.fromEntries(own),
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, text]) => [name, decimal(text)])),
  })
  assert(
    answer.ok,
    `${entry.rule.id} compiles: ${answer.ok || answer.problems.map(({ code }) => RULE_PROBLEMS[code as keyof typeof RULE_PROBLEMS].en).join()}`,
  )
  return answer.compiled
}
