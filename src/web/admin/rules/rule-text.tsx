import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSession } from '../../api/session.ts'
import { ClauseLink } from '../../parts/clause-link.tsx'
import { decimal, percent } from '../../parts/format.ts'
import { Section } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { settingsQuery } from '../settings/setting-queries.ts'
import { MeasureText, PlanText } from './plan-text.tsx'
import type { Rule, RuleVersion } from './rule-queries.ts'
import { RULES, type RuleWord } from './rule-words.ts'
import { choiceTitles } from './version-lines.ts'

/** One version of a rule, all that it says. */
export function RuleText({ rule, version }: { rule: Rule; version: RuleVersion }) {
  const unit = useUnit()
  if (version.plan) return <PlanText plan={version.plan} />
  if (version.counted) return <MeasureText counted={version.counted} unit={unit(version.result.unit)} />
  return (
    <>
      <Computation version={version} />
      <Scorecard version={version} />
      <Steps version={version} />
      <div className="rule-pair">
        <Parameters version={version} />
        <Inputs version={version} />
      </div>
      <Decisions version={version} />
      <Settings rule={rule} version={version} />
    </>
  )
}

const UNITS: readonly RuleWord[] = ['times', 'points', 'yuan', 'count', 'quantity', 'flag', 'ratio']

function useUnit(): (unit: string | null) => string {
  const say = useWords(RULES)
  return (unit) => {
    const known = UNITS.find((each) => each === unit)
    return known ? say(known) : (unit ?? '—')
  }
}

function Computation({ version }: { version: RuleVersion }) {
  const say = useWords(RULES)
  const unit = useUnit()
  const { formula, numerator, denominator, result, rounding, better } = version
  const formulas = [
    { title: undefined, formula },
    { title: say('numerator'), formula: numerator },
    { title: say('denominator'), formula: denominator },
  ]
  return (
    <Section title={say('howComputed')}>
      {formulas.map(
        (each) =>
          each.formula && (
            <div key={each.title ?? 'formula'}>
              {each.title && <h3>{each.title}</h3>}
              <p className="formula-words">
                {inLanguage(each.formula.words)}
                <code className="formula-text">{each.formula.text}</code>
              </p>
            </div>
          ),
      )}
      <dl className="facts">
        <dt>{say('result')}</dt>
        <dd>
          {inLanguage(result.title)} ({unit(result.unit)}
          {better && ` · ${say(better === 'higher' ? 'better' : 'worse')}`}) ·{' '}
          {result.scale === null ? say('exact') : say('rounded', { count: result.scale })} · <ClauseLink clause={result.clause} />
        </dd>
        {rounding && (
          <>
            <dt>{say('rounding')}</dt>
            <dd>
              {say('roundingText', { count: rounding.places })} <ClauseLink clause={rounding.clause} />
            </dd>
          </>
        )}
      </dl>
    </Section>
  )
}

function Scorecard({ version: { entries } }: { version: RuleVersion }) {
  const say = useWords(RULES)
  if (entries.length === 0) return null
  return (
    <Section title={say('entries')}>
      <PlainTable
        caption={say('entries')}
        rows={entries}
        keyOf={({ kpi }) => kpi}
        columns={[
          { key: 'kpi', title: say('kpi'), head: true, bare: true, cell: ({ title }) => inLanguage(title) },
          { key: 'weight', title: say('weight'), figures: true, cell: ({ weight }) => percent(weight) },
          { key: 'target', title: say('target'), figures: true, cell: ({ parameters }) => parameterText(parameters, 'target') },
          { key: 'cap', title: say('cap'), figures: true, cell: ({ parameters }) => parameterText(parameters, 'cap') },
          {
            key: 'method',
            title: say('method'),
            cell: ({ method }) => (
              <Link to="/rules/$rule" params={{ rule: method.id }}>
                {inLanguage(method.title)}
              </Link>
            ),
          },
        ]}
      />
    </Section>
  )
}

function parameterText(parameters: readonly { readonly name: string; readonly value: string }[], wanted: string): string {
  return percent(parameters.find(({ name }) => name === wanted)?.value)
}

function Parameters({ version: { parameters } }: { version: RuleVersion }) {
  const say = useWords(RULES)
  if (parameters.length === 0) return null
  return (
    <Section title={say('parameters')}>
      <PlainTable
        caption={say('parameters')}
        rows={parameters}
        keyOf={({ name }) => name}
        columns={[
          { key: 'title', title: say('item'), head: true, bare: true, cell: ({ title }) => inLanguage(title) },
          { key: 'value', title: say('value'), figures: true, cell: ({ value }) => decimal(value) },
          { key: 'clause', title: say('clause'), cell: ({ clause }) => <ClauseLink clause={clause} /> },
        ]}
      />
    </Section>
  )
}

function Steps({ version: { steps } }: { version: RuleVersion }) {
  const say = useWords(RULES)
  if (steps.length === 0) return null
  return (
    <Section title={say('steps')}>
      <PlainTable
        caption={say('steps')}
        rows={steps}
        keyOf={({ name }) => name}
        columns={[
          { key: 'title', title: say('item'), head: true, bare: true, cell: ({ title }) => inLanguage(title) },
          { key: 'formula', title: say('formula'), bare: true, cell: ({ formula }) => inLanguage(formula.words) },
          { key: 'clause', title: say('clause'), cell: ({ clause }) => (clause === null ? '—' : <ClauseLink clause={clause} />) },
        ]}
      />
    </Section>
  )
}

function Inputs({ version: { inputs } }: { version: RuleVersion }) {
  const say = useWords(RULES)
  const unit = useUnit()
  if (inputs.length === 0) return null
  return (
    <Section title={say('inputs')}>
      <PlainTable
        caption={say('inputs')}
        rows={inputs}
        keyOf={({ name }) => name}
        columns={[
          { key: 'title', title: say('item'), head: true, bare: true, cell: ({ title }) => inLanguage(title) },
          { key: 'unit', title: say('unit'), cell: (input) => unit(input.unit) },
        ]}
      />
    </Section>
  )
}

function Decisions({ version: { decisions, precedence } }: { version: RuleVersion }) {
  const say = useWords(RULES)
  if (decisions.length === 0) return null
  const place = (name: string) => (precedence.includes(name) ? precedence.indexOf(name) : precedence.length)
  return (
    <Section title={say('decisions')}>
      <PlainTable
        caption={say('decisions')}
        rows={[...decisions].sort((a, b) => place(a.name) - place(b.name))}
        keyOf={({ name }) => name}
        columns={[
          { key: 'words', title: say('decisions'), head: true, bare: true, cell: ({ words }) => inLanguage(words) },
          { key: 'when', title: say('when'), cell: ({ condition }) => inLanguage(condition) },
          { key: 'then', title: say('outcome'), cell: ({ outcome }) => inLanguage(outcome) },
          { key: 'clause', title: say('clause'), cell: ({ clause }) => <ClauseLink clause={clause} /> },
        ]}
      />
      {precedence.length > 1 && <p className="quiet">{say('precedence')}</p>}
    </Section>
  )
}

function Settings({ rule, version: { settings } }: { rule: Rule; version: RuleVersion }) {
  const say = useWords(RULES)
  const mayChange = useSession().may('setting.write')
  const { data } = useQuery(settingsQuery(undefined))
  if (settings.length === 0) return null
  const inForce = new Map((data?.items ?? []).filter((item) => item.rule?.id === rule.id).map((item) => [item.key, item]))
  return (
    <Section title={say('settings')} actions={mayChange && <Link to="/settings">{say('changeSetting')}</Link>}>
      <PlainTable
        caption={say('settings')}
        rows={settings}
        keyOf={({ name }) => name}
        columns={[
          { key: 'title', title: say('item'), head: true, bare: true, cell: ({ title }) => inLanguage(title) },
          {
            key: 'value',
            title: say('companyValue'),
            cell: ({ key, choices }) => <strong>{choiceTitles(inForce.get(key)?.value ?? '', choices)}</strong>,
          },
          { key: 'default', title: say('fileDefault'), cell: ({ choices, default: value }) => choiceTitles(value, choices) },
          {
            key: 'choices',
            title: say('choices'),
            cell: ({ choices }) => choices.map(({ title }) => inLanguage(title)).join(' · ') || '—',
          },
          { key: 'clause', title: say('clause'), cell: ({ clause }) => <ClauseLink clause={clause} /> },
        ]}
      />
    </Section>
  )
}
