import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { ClauseLink } from '../../parts/clause-link.tsx'
import { day } from '../../parts/format.ts'
import { Loaded, Page, Section } from '../../parts/page.tsx'
import { Tag } from '../../parts/tag.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { DraftActions } from './builder/draft-actions.tsx'
import { PublicationList } from './builder/publication-list.tsx'
import { RuleComparison } from './rule-comparison.tsx'
import { RuleExamples } from './rule-examples.tsx'
import { RuleFileText } from './rule-file-text.tsx'
import { type Rule, type RuleVersion, ruleQuery } from './rule-queries.ts'
import { RuleText } from './rule-text.tsx'
import { RULES } from './rule-words.ts'
import './rules.css'

const route = getRouteApi('/shell/rules/$rule')

/** One rule: a version of it, or two side by side. */
export function RulePage() {
  const say = useWords(RULES)
  const { rule } = route.useParams()
  const query = useQuery(ruleQuery(rule))
  const title = query.data ? inLanguage(query.data.title) : say('title')
  return (
    <Page
      title={title}
      lead={query.data && <RuleLead rule={query.data} />}
      actions={
        <>
          {query.data && <DocumentLink rule={query.data} />}
          {query.data && <DraftActions rule={query.data} />}
          <Link to="/rules">{say('back')}</Link>
        </>
      }
    >
      <Loaded query={query} rows={14}>
        {(found) => <RuleBody rule={found} />}
      </Loaded>
    </Page>
  )
}

/** A plan has a document for those whom it covers. */
function DocumentLink({ rule: { id, versions } }: { rule: Rule }) {
  const say = useWords(RULES)
  const { version } = route.useSearch()
  if (!versions.some(({ plan }) => plan !== null)) return null
  return (
    <Link to="/rules/$rule/document" params={{ rule: id }} search={{ version }}>
      {say('document')}
    </Link>
  )
}

function RuleLead({ rule }: { rule: Rule }) {
  const own = rule.versions.find(({ inForce }) => inForce) ?? rule.versions.at(-1)
  const text = rule.clauses.find(({ clause }) => clause === own?.clause)
  return (
    <>
      {own && <ClauseLink clause={own.clause} />} {text && inLanguage(text)}
    </>
  )
}

function RuleBody({ rule }: { rule: Rule }) {
  const say = useWords(RULES)
  const { version: chosen, with: other } = route.useSearch()
  const navigate = route.useNavigate()
  const shown = rule.versions.find(({ effectiveFrom }) => effectiveFrom === (chosen ?? rule.inForce)) ?? rule.versions.at(-1)
  if (!shown) return null
  const compared = rule.versions.find(({ effectiveFrom }) => effectiveFrom === other && effectiveFrom !== shown.effectiveFrom)
  const options = rule.versions.map(({ effectiveFrom, inForce }) => ({
    value: effectiveFrom,
    label: `${say('version', { day: day(effectiveFrom) })}${inForce ? ` · ${say('current')}` : ''}`,
  }))
  return (
    <>
      {rule.versions.length > 1 && (
        <div className="row">
          <Select
            aria-label={say('versions')}
            value={shown.effectiveFrom}
            options={options}
            style={{ minWidth: 240 }}
            onChange={(version: string) => void navigate({ search: { version, with: other }, replace: true })}
          />
          <Select
            aria-label={say('compareWith')}
            placeholder={say('compareWith')}
            allowClear
            value={compared?.effectiveFrom}
            options={options.filter(({ value }) => value !== shown.effectiveFrom)}
            style={{ minWidth: 240 }}
            onChange={(version: string | undefined) => void navigate({ search: { version: chosen, with: version }, replace: true })}
          />
        </div>
      )}
      <VersionFacts rule={rule} version={shown} />
      {compared ? (
        <RuleComparison versions={[compared, shown].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))} />
      ) : (
        <RuleText rule={rule} version={shown} />
      )}
      <RuleExamples version={shown} />
      <PublicationList rule={rule.id} />
      <RuleFileText file={rule.file} />
    </>
  )
}

function VersionFacts({ rule, version }: { rule: Rule; version: RuleVersion }) {
  const say = useWords(RULES)
  const { effectiveFrom, until, issuedOn, why, sha256, inForce } = version
  return (
    <Section
      title={say('version', { day: day(effectiveFrom) })}
      actions={rule.template ? <Tag kind="plain">{say('template')}</Tag> : inForce && <Tag kind="good">{say('current')}</Tag>}
    >
      <dl className="facts">
        <dt>{say('inForceSince')}</dt>
        <dd>
          {until === null ? say('since', { first: day(effectiveFrom) }) : say('until', { first: day(effectiveFrom), last: day(until) })} ·{' '}
          {say('issued', { day: day(issuedOn) })}
        </dd>
        <dt>{say('kind')}</dt>
        <dd>{say(rule.kind)}</dd>
        {rule.template && (
          <>
            <dt>{say('template')}</dt>
            <dd>{say('templateLead')}</dd>
          </>
        )}
        <dt>{say('why')}</dt>
        <dd>{inLanguage(why)}</dd>
        <dt>{say('hash')}</dt>
        <dd className="hash">{sha256}</dd>
      </dl>
    </Section>
  )
}
