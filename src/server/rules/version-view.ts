import type { RuleVersion, Words } from '../../engine/rule/rule-file.ts'
import { conditionWords, formulaWords, outcomeWords, type Titles, titlesOf } from '../../rulebook/rule-words.ts'

/** A formula as the file writes it and as people read it, titles in place of names. */
export interface FormulaView {
  readonly text: string
  readonly words: Words
}

/** What one version of a rule says, with formulas and conditions in words. */
export type VersionView = ReturnType<typeof versionView>

export interface VersionContext {
  readonly titleOfRule: (idOrKey: string) => Words
  readonly settingKey: (name: string) => string
}

export function versionView(version: RuleVersion, context: VersionContext) {
  const titles = titlesOf(version)
  const { result } = version
  const settings = Object.entries(version.settings).map(([name, setting]) => ({
    name,
    key: context.settingKey(name),
    title: setting.title,
    clause: setting.clause,
    kind: setting.kind,
    default: setting.default,
    choices: setting.choices,
    min: setting.min ?? null,
    max: setting.max ?? null,
  }))
  const common = {
    plan: null,
    counted: null,
    settings,
    result: { title: result.title, unit: result.unit, scale: result.scale ?? null, clause: result.clause },
  }
  if ('entries' in version) return { ...common, ...NO_COMPUTATION, entries: version.entries.map((entry) => entryView(entry, context)) }
  const formula = (text: string | undefined): FormulaView | null => (text === undefined ? null : formulaView(text, titles))
  const ratio = 'measure' in version ? version : undefined
  return {
    ...common,
    inputs: version.inputs.map(({ name, title, unit, min, max }) => ({ name, title, unit, min: min ?? null, max: max ?? null })),
    parameters: Object.entries(version.parameters).map(([name, { title, value, clause }]) => ({ name, title, value, clause })),
    steps: version.steps.map(({ name, title, formula: text, unit, clause }) => ({
      name,
      title,
      formula: formulaView(text, titles),
      unit: unit ?? null,
      clause: clause ?? null,
    })),
    formula: 'formula' in version ? formula(version.formula) : null,
    numerator: formula(ratio?.numerator),
    denominator: formula(ratio?.denominator),
    better: ratio?.better ?? null,
    measure: ratio?.measure ?? null,
    decisions: version.decisions.map((decision) => ({
      name: decision.name,
      clause: decision.clause,
      words: decision.words,
      stage: decision.stage,
      condition: conditionWords(decision.conditions, titles),
      outcome: outcomeWords(decision, titles),
    })),
    precedence: version.precedence,
    rounding: 'rounding' in version ? { places: version.rounding.places, clause: version.rounding.clause } : null,
    entries: [],
  }
}

/** What a scorecard has none of. */
export const NO_COMPUTATION = {
  inputs: [],
  parameters: [],
  steps: [],
  formula: null,
  numerator: null,
  denominator: null,
  better: null,
  measure: null,
  decisions: [],
  precedence: [],
  rounding: null,
}

function formulaView(text: string, titles: Titles): FormulaView {
  return { text, words: formulaWords(text, titles) }
}

type Entry = Extract<RuleVersion, { readonly entries: unknown }>['entries'][number]

function entryView({ kpi, second, of, weight, method, parameters, regions }: Entry, { titleOfRule }: VersionContext) {
  return {
    kpi,
    title: titleOfRule(kpi),
    second: second === undefined ? null : { kpi: second, title: titleOfRule(second) },
    of,
    weight,
    method: { id: method, title: titleOfRule(method) },
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
    regions: Object.entries(regions).map(([region, values]) => ({
      region,
      parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
    })),
  }
}
