import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { day, decimal } from '../../parts/format.ts'
import { Loaded, NotFound, Page, Section } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { PLAN_DOCUMENT } from './plan-document-words.ts'
import { OwnReceipt, ReceiptList } from './plan-receipts.tsx'
import { PlanText } from './plan-text.tsx'
import { type Rule, type RuleVersion, ruleQuery } from './rule-queries.ts'
import './rules.css'
import './plan-document.css'

const route = getRouteApi('/shell/rules/$rule/document')

/** A version of a pay plan 薪酬方案 as a document: to be read on the screen or printed on A4, and signed by those whom it covers. */
export function PlanDocumentPage() {
  const say = useWords(PLAN_DOCUMENT)
  const { rule } = route.useParams()
  const { version } = route.useSearch()
  const query = useQuery(ruleQuery(rule))
  return (
    <Loaded query={query} rows={14}>
      {(found) => {
        const shown = found.versions.find(({ effectiveFrom }) => effectiveFrom === (version ?? found.inForce)) ?? found.versions.at(-1)
        if (!shown?.plan) return <NotFound />
        return (
          <Page
            title={say('documentOf', { title: inLanguage(found.title), day: day(shown.effectiveFrom) })}
            lead={<span className="no-print">{say('lead')}</span>}
            actions={
              <>
                <Link to="/rules/$rule" params={{ rule }}>
                  {say('toRule')}
                </Link>
                <Button onClick={() => window.print()}>{say('print')}</Button>
              </>
            }
          >
            {!found.template && <OwnReceipt rule={rule} sha256={shown.sha256} />}
            <Document rule={found} version={shown} plan={shown.plan} />
            {!found.template && <ReceiptList rule={rule} sha256={shown.sha256} />}
          </Page>
        )
      }}
    </Loaded>
  )
}

function Document({ rule, version, plan }: { rule: Rule; version: RuleVersion; plan: NonNullable<RuleVersion['plan']> }) {
  const say = useWords(PLAN_DOCUMENT)
  const { effectiveFrom, until, clause, why, sha256 } = version
  const text = rule.clauses.find((each) => each.clause === clause)
  const [first, last] = [day(effectiveFrom), until === null ? undefined : day(until)]
  return (
    <article className="plan-document stack">
      <Section title={say('heading')}>
        <dl className="facts">
          <dt>{say('holds')}</dt>
          <dd>{last === undefined ? say('holdsFrom', { first }) : say('holdsUntil', { first, last })}</dd>
          <dt>{say('clause')}</dt>
          <dd>
            {clause} {text && inLanguage(text)}
          </dd>
          <dt>{say('why')}</dt>
          <dd>{inLanguage(why)}</dd>
          <dt>{say('fingerprint')}</dt>
          <dd className="hash">{sha256}</dd>
        </dl>
      </Section>
      <PlanText plan={plan} />
      <Examples version={version} />
      <section className="card stack sign-lines">
        <p>{say('signHere')}</p>
        <p className="sign-line">
          <span>{say('signature')}</span>
          <span>{say('date')}</span>
        </p>
      </section>
    </article>
  )
}

const SHOWN = ['grade', 'amount', 'reserve', 'paid'] as const

/** The worked examples as two columns: what is given, and what is paid. */
function Examples({ version: { examples } }: { version: RuleVersion }) {
  const say = useWords(PLAN_DOCUMENT)
  const joined = (lines: readonly string[]) => lines.join(' · ')
  return (
    <Section title={say('examples')}>
      <PlainTable
        caption={say('examples')}
        rows={examples}
        keyOf={({ name }) => name}
        columns={[
          {
            ...{ key: 'base', title: say('base'), head: true, bare: true },
            cell: ({ inputs }) => joined(inputs.map(({ title, value }) => `${inLanguage(title)} ${decimal(value)}`)),
          },
          {
            ...{ key: 'result', title: say('result'), figures: true },
            cell: ({ figures }) =>
              joined(
                SHOWN.flatMap((what) =>
                  figures.filter((figure) => figure.what === what).map(({ actual }) => `${say(what)} ${decimal(actual)}`),
                ),
              ),
          },
        ]}
      />
    </Section>
  )
}
