import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { decimal, periodName, yuan } from '../parts/format.ts'
import { Loaded } from '../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { useWords } from '../words/words.ts'
import { signed } from './adjustment-table.tsx'
import { ADJUSTMENTS, reasonWords } from './adjustment-words.ts'
import { adjustmentQuery, type ExplainedAdjustment, regionNamesQuery } from './api.ts'
import { FACTS, factWords } from './fact-words.ts'
import { LateRecords } from './late-records.tsx'
import { listed } from './listed.ts'

/** Why an adjustment is what it is, beside the list; nothing while none is asked for. */
export function AdjustmentDetail({ period, adjustment, onClose }: { period: string; adjustment: number | undefined; onClose: () => void }) {
  const say = useWords(ADJUSTMENTS)
  const explained = useQuery({ ...adjustmentQuery(period, adjustment ?? 0), enabled: adjustment !== undefined })
  const head = explained.data?.adjustment
  const title = head ? say('whyOf', { name: head.name, period: periodName(head.closedPeriod) }) : say('why')
  return (
    <Drawer open={adjustment !== undefined} title={title} size={720} onClose={onClose} destroyOnHidden>
      {adjustment !== undefined && (
        <Loaded query={explained} rows={8}>
          {(found) => <Explained explained={found} />}
        </Loaded>
      )}
    </Drawer>
  )
}

function Explained({ explained }: { explained: ExplainedAdjustment }) {
  const say = useWords(ADJUSTMENTS)
  const { adjustment, published, accepted } = explained
  // What is of the region stands in its comparison.
  const facts = explained.facts.filter(({ fact }) => !FIGURES.some((figure) => figure === fact))
  return (
    <div className="stack" style={{ gap: 20 }}>
      <dl className="steps-of-sum">
        <dt>{say('published')}</dt>
        <dd className="figures">{yuan(published)}</dd>
        <dt>{say('acceptedBefore')}</dt>
        <dd className="figures">{yuan(accepted)}</dd>
        <dt className="result">{say('wasPaid')}</dt>
        <dd className="figures result">{yuan(adjustment.paid)}</dd>
        <dt>{say('isDue')}</dt>
        <dd className="figures">{yuan(adjustment.due)}</dd>
        {adjustment.rejected !== '0.00' && (
          <>
            <dt>{say('stillRejected')}</dt>
            <dd className="figures">{signed(adjustment.rejected)}</dd>
          </>
        )}
        <dt className="result">{say('difference')}</dt>
        <dd className="figures result">{signed(adjustment.difference)}</dd>
      </dl>
      <p>{listed(adjustment.reasons.map((reason) => reasonWords(say, reason)))}</p>
      <section className="stack">
        <h3>{say('records')}</h3>
        <LateRecords changes={explained.changes} />
      </section>
      <section className="stack">
        <h3>{say('beforeAfter')}</h3>
        {explained.regions.map((region) => (
          <RegionCompared key={region.region} region={region} />
        ))}
      </section>
      {facts.length > 0 && (
        <section className="stack">
          <h3>{say('facts')}</h3>
          <ChangedFacts facts={facts} />
        </section>
      )}
    </div>
  )
}

const FIGURES = ['netCollections', 'pool', 'scoreTotal', 'score', 'share'] as const
type Figure = (typeof FIGURES)[number]

function RegionCompared({ region: { name, before, after } }: { region: ExplainedAdjustment['regions'][number] }) {
  const say = useWords(ADJUSTMENTS)
  const of = (figures: typeof before, key: Figure) =>
    figures === null ? <span className="small">{say('notPaying')}</span> : decimal(figures[key])
  const columns: PlainColumn<Figure>[] = [
    { key: 'figure', title: name, head: true, bare: true, cell: (key) => say(key) },
    { key: 'before', title: say('before'), figures: true, cell: (key) => of(before, key) },
    {
      key: 'after',
      title: say('after'),
      figures: true,
      cell: (key) => (before && after && before[key] === after[key] ? of(after, key) : <strong>{of(after, key)}</strong>),
    },
  ]
  return (
    <div>
      {/* On a phone the heading of the table, which names the region, is not shown. */}
      <h4 className="narrow-only">{name}</h4>
      <PlainTable caption={`${say('beforeAfter')} ${name}`} columns={columns} rows={FIGURES} keyOf={(key) => key} />
    </div>
  )
}

type Fact = ExplainedAdjustment['facts'][number]

function ChangedFacts({ facts }: { facts: readonly Fact[] }) {
  const say = useWords(ADJUSTMENTS)
  const names = useWords(FACTS)
  // Lists of events and ratings are no figures: that they changed is what there is to say.
  const regions = useQuery(regionNamesQuery)
  const shown = ({ fact }: Fact, value: string | null) => {
    if (value !== null && fact === 'region') return regions.data?.get(value) ?? value
    return value !== null && /^[[{]/.test(value) ? say('changed') : decimal(value)
  }
  const columns: PlainColumn<Fact>[] = [
    { key: 'fact', title: say('fact'), head: true, bare: true, cell: ({ fact }) => factWords(names, fact) },
    { key: 'before', title: say('before'), figures: true, cell: (fact) => shown(fact, fact.before) },
    { key: 'after', title: say('after'), figures: true, cell: (fact) => shown(fact, fact.after) },
  ]
  return <PlainTable caption={say('facts')} columns={columns} rows={facts} keyOf={({ fact }) => fact} />
}
