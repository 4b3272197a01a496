import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useLocation } from '@tanstack/react-router'
import { Input } from 'antd'
import { useEffect } from 'react'
import { useSession } from '../../api/session.ts'
import { Empty, Loaded, Page, Section } from '../../parts/page.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { type Policy, policiesQuery } from './rule-queries.ts'
import { RULES } from './rule-words.ts'
import './rules.css'

const route = getRouteApi('/shell/policies')
type Clause = Policy['clauses'][number]

/** The policies 制度 clause by clause; an address such as /policies#5.1.1 leads to one. */
export function PoliciesPage() {
  const say = useWords(RULES)
  const { find = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(policiesQuery)
  return (
    <Page title={say('policies')} lead={say('policiesLead')} actions={<Link to="/rules">{say('title')}</Link>}>
      <Input.Search
        aria-label={say('find')}
        placeholder={say('find')}
        allowClear
        value={find}
        style={{ maxWidth: 360 }}
        onChange={(event) => void navigate({ search: { find: event.target.value || undefined }, replace: true })}
      />
      <Loaded query={query} rows={14}>
        {({ items }) => <Policies policies={items} find={find.trim().toLowerCase()} />}
      </Loaded>
    </Page>
  )
}

function Policies({ policies, find }: { policies: readonly Policy[]; find: string }) {
  const say = useWords(RULES)
  const { hash } = useLocation()
  // The clause is there only now that the policies have been read.
  useEffect(() => {
    if (hash !== '') document.getElementById(hash)?.scrollIntoView({ block: 'center' })
  }, [hash])
  const shown = policies
    .map((policy) => ({ ...policy, clauses: policy.clauses.filter((clause) => fits(clause, find)) }))
    .filter(({ clauses }) => clauses.length > 0)
  if (shown.length === 0) return <Empty>{say('noClauseFound')}</Empty>
  return shown.map(({ id, title, clauses }) => (
    <Section key={id} title={inLanguage(title)}>
      <div className="clauses">
        {clauses.map((clause) => (
          <ClauseText key={clause.clause} clause={clause} isMeant={clause.clause === hash} />
        ))}
      </div>
    </Section>
  ))
}

function fits({ clause, text }: Clause, find: string): boolean {
  return [clause, text.zh, text.en].some((each) => each.toLowerCase().includes(find))
}

function ClauseText({ clause, isMeant }: { clause: Clause; isMeant: boolean }) {
  const say = useWords(RULES)
  const mayRead = useSession().may('setting.read')
  return (
    <article id={clause.clause} className={isMeant ? 'clause meant' : 'clause'} aria-current={isMeant ? 'true' : undefined}>
      <h3>{clause.clause}</h3>
      <div className="stack" style={{ gap: 4 }}>
        <p>{inLanguage(clause.text)}</p>
        <p className="quiet clause-foot">
          {clause.rules.length > 0 && (
            <span>
              {say('computedBy')}
              {clause.rules.map(({ id, title }, index) => (
                <span key={id}>
                  {index > 0 && say('and')}
                  <Link to="/rules/$rule" params={{ rule: id }}>
                    {inLanguage(title)}
                  </Link>
                </span>
              ))}
            </span>
          )}
          {clause.by && (
            <span>
              {say('lookedAfterBy')}
              {inLanguage(clause.by)}
            </span>
          )}
          {mayRead && clause.settings.length > 0 && (
            <span>
              {say('chosenBy')}
              {clause.settings.map(({ key, title }, index) => (
                <span key={key}>
                  {index > 0 && say('and')}
                  <Link to="/settings" search={{ key }}>
                    {inLanguage(title)}
                  </Link>
                </span>
              ))}
            </span>
          )}
        </p>
      </div>
    </article>
  )
}
