import { inBrackets, sign } from '../parts/punctuation.ts'
import { useWords } from '../words/words.ts'
import type { ChangedPerson, ComparisonPage } from './api.ts'
import { COMPARISON } from './comparison-words.ts'
import { FACTS, factName, factValue } from './fact-words.ts'
import type { useRuleNames } from './rule-names.ts'

export type Differing = Pick<ComparisonPage, 'rules' | 'settings' | 'titles'>

interface WhyProps {
  readonly person: ChangedPerson
  readonly differing: Differing
  readonly names: ReturnType<typeof useRuleNames>
  readonly regions: ReadonlyMap<string, string>
}

/** What of somebody's data, rules and settings differs between two runs, with the changes of the data that did it. */
export function WhyChanged({ person, differing, names, regions }: WhyProps) {
  const say = useWords(COMPARISON)
  const facts = useWords(FACTS)
  const { because, before, after, kpiPoints } = person
  const shown = (fact: string, value: string | null) =>
    fact === 'region' && value !== null ? (regions.get(value) ?? value) : factValue(facts, value)
  const statusOf = (line: ChangedPerson['before']) => (line === null ? '—' : say(statusWord(line.status)))
  return (
    <div className="why">
      {before === null && <div>{say('appeared')}</div>}
      {after === null && <div>{say('gone')}</div>}
      {before !== null && after !== null && before.status !== after.status && (
        <div>
          {statusOf(before)} → {statusOf(after)}
        </div>
      )}
      {because.facts.map(({ fact, before: was, after: is, changes }) => (
        <div key={fact}>
          {factName(facts, fact, differing.titles)} {shown(fact, was)} → {shown(fact, is)}
          {changes.length > 0 && <span className="quiet">{inBrackets(changes.map((id) => say('change', { id })).join(sign('list')))}</span>}
        </div>
      ))}
      {kpiPoints.map(({ key, before: was, after: is }) => (
        <div key={key} className="quiet">
          {say('kpi', { kpi: factName(facts, key, differing.titles), before: was ?? '—', after: is ?? '—' })}
        </div>
      ))}
      {because.rules.map((rule) => (
        <div key={rule}>{say('rule', { rule: names.rule(rule) })}</div>
      ))}
      {because.facts.length === 0 &&
        because.settings.map((key) => {
          const found = differing.settings.find((each) => each.key === key)
          const values = { before: names.value(key, found?.before ?? null), after: names.value(key, found?.after ?? null) }
          return <div key={key}>{say('setting', { setting: names.setting(key), ...values })}</div>
        })}
      {because.facts.length + because.rules.length + because.settings.length === 0 && <div className="quiet">{say('indirect')}</div>}
    </div>
  )
}

/** The word for how somebody stands in a run. */
export function statusWord(status: string) {
  const known = ['status_scored', 'status_incomplete', 'status_excluded', 'status_held'] as const
  return known.find((each) => each === `status_${status}`) ?? 'status_scored'
}
