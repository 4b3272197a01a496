import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { ClauseLink } from '../../parts/clause-link.tsx'
import { day } from '../../parts/format.ts'
import { Empty, Loaded, Page, Section } from '../../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { Tag } from '../../parts/tag.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { DraftList } from './builder/draft-actions.tsx'
import { type Policy, policiesQuery, type RuleLine, rulesQuery } from './rule-queries.ts'
import { RULES } from './rule-words.ts'
import './rules.css'

const route = getRouteApi('/shell/rules')

/** The rule book 规则, policy by policy in the order of its clauses. */
export function RulesPage() {
  const say = useWords(RULES)
  const { find = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const rules = useQuery(rulesQuery)
  const policies = useQuery(policiesQuery)
  return (
    <Page title={say('title')} lead={say('lead')} actions={<Link to="/policies">{say('policies')}</Link>}>
      <Input.Search
        aria-label={say('find')}
        placeholder={say('find')}
        allowClear
        value={find}
        style={{ maxWidth: 360 }}
        onChange={(event) => void navigate({ search: { find: event.target.value || undefined }, replace: true })}
      />
      <DraftList />
      <Loaded query={rules} rows={12}>
        {({ items }) => (
          <Loaded query={policies} rows={12}>
            {(found) => <RuleSections rules={items.filter((rule) => fits(rule, find))} policies={found.items} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

function fits({ id, title, clause }: RuleLine, find: string): boolean {
  const wanted = find.trim().toLowerCase()
  return [id, title.zh, title.en, clause].some((text) => text.toLowerCase().includes(wanted))
}

function RuleSections({ rules, policies }: { rules: readonly RuleLine[]; policies: readonly Policy[] }) {
  const say = useWords(RULES)
  if (rules.length === 0) return <Empty>{say('noneFound')}</Empty>
  const sections = policies.map((policy) => {
    const place = new Map(policy.clauses.map(({ clause }, index) => [clause, index]))
    const own = rules.filter(({ clause }) => place.has(clause))
    return {
      id: policy.id,
      title: inLanguage(policy.title),
      rules: own.sort((a, b) => (place.get(a.clause) ?? 0) - (place.get(b.clause) ?? 0)),
    }
  })
  const placed = new Set(sections.flatMap((section) => section.rules))
  const others = { id: 'other', title: say('other'), rules: rules.filter((rule) => !placed.has(rule)) }
  return [...sections, others]
    .filter((section) => section.rules.length > 0)
    .map((section) => (
      <Section key={section.id} title={section.title}>
        <div className="rule-list">
          <RuleTable caption={section.title} rules={section.rules} />
        </div>
      </Section>
    ))
}

function RuleTable({ caption, rules }: { caption: string; rules: readonly RuleLine[] }) {
  const say = useWords(RULES)
  const columns: PlainColumn<RuleLine>[] = [
    {
      key: 'rule',
      title: say('rule'),
      head: true,
      bare: true,
      cell: ({ id, title }) => (
        <Link to="/rules/$rule" params={{ rule: id }}>
          {inLanguage(title)}
        </Link>
      ),
    },
    { key: 'clause', title: say('clause'), cell: ({ clause }) => <ClauseLink clause={clause} /> },
    { key: 'kind', title: say('kind'), cell: ({ kind }) => say(kind) },
    {
      key: 'inForce',
      title: say('inForceSince'),
      cell: ({ inForce, template }) => (template ? <Tag kind="plain">{say('template')}</Tag> : day(inForce)),
    },
    { key: 'versions', title: say('versions'), figures: true, cell: ({ versions }) => versions.length },
    { key: 'settings', title: say('settings'), figures: true, cell: ({ settings }) => (settings === 0 ? '—' : settings) },
    {
      key: 'examples',
      title: say('examples'),
      cell: ({ examples: { total, equal } }) =>
        equal === total ? (
          <Tag kind="good">{say('allEqual', { count: total })}</Tag>
        ) : (
          <Tag kind="bad">{say('someDiffer', { count: total - equal })}</Tag>
        ),
    },
  ]
  return <PlainTable caption={caption} columns={columns} rows={rules} keyOf={({ id }) => id} />
}
