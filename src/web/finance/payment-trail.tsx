import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { day, time, yuan } from '../parts/format.ts'
import { Empty, Loaded, Section } from '../parts/page.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { type PaymentEntry, trailQuery } from './api.ts'
import { listed } from './listed.ts'
import { PAYMENT } from './payment-words.ts'

/** Who marked what as paid and took it back, newest first; nothing of it ever changes. */
export function PaymentTrail({ period }: { period: string }) {
  const say = useWords(PAYMENT)
  const trail = useInfiniteQuery(trailQuery(period))
  return (
    <Section title={say('trail')}>
      <Loaded query={trail} rows={3}>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items)
          if (entries.length === 0) return <Empty>{say('trailEmpty')}</Empty>
          return (
            <ol className="trail">
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ol>
          )
        }}
      </Loaded>
      {trail.hasNextPage && (
        <Button loading={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
    </Section>
  )
}

function Entry({ entry }: { entry: PaymentEntry }) {
  const say = useWords(PAYMENT)
  const { kind, paidOn, reference, reason, by, at, amount, regions, people, more } = entry
  return (
    <li>
      <div className="trail-head">
        <Tag kind={kind === 'paid' ? 'good' : 'warn'}>{say(kind === 'paid' ? 'trailPaid' : 'trailTakenBack')}</Tag>
        {paidOn !== null && (
          <span>
            {say('paidOnDay', { day: day(paidOn) })} · {reference}
          </span>
        )}
        {reason !== null && <span>{say('reasonIs', { reason })}</span>}
        <strong className="figures">{yuan(amount)}</strong>
      </div>
      <div className="small">
        {regions.map(({ region, name, people: count }) => (
          <span key={region} style={{ marginInlineEnd: 12 }}>
            {say('trailPeople', { region: name, people: count })}
          </span>
        ))}
        {listed(people.map(({ name }) => name))}
        {more > 0 && ` ${say('morePeople', { count: more })}`}
      </div>
      <div className="small">{say('trailWho', { by, time: time(at) })}</div>
    </li>
  )
}
