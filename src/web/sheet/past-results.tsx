import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { decimal, periodName, yuan } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { historyQuery, type PastResult, type Sheet, type SheetPart } from './queries.ts'
import { TREND } from './trend-words.ts'

/** The periods before 历次考核, each with the way to its sheet. */
export function PastResults({ sheet, part, isOwn }: { sheet: Sheet; part: SheetPart; isOwn: boolean }) {
  const say = useWords(TREND)
  const query = useQuery(historyQuery(sheet.employee))
  const isService = part.kind === 'service'
  const link = ({ period }: PastResult) => {
    if (period === sheet.period)
      return (
        <>
          {periodName(period)} <Tag kind="info">{say('current')}</Tag>
        </>
      )
    return isOwn ? (
      <Link to="/periods/$period/my-sheet" params={{ period }}>
        {periodName(period)}
      </Link>
    ) : (
      <Link to="/periods/$period/people/$employee" params={{ period, employee: sheet.employee }}>
        {periodName(period)}
      </Link>
    )
  }
  return (
    <Section title={say('history')}>
      <Loaded query={query} rows={3}>
        {({ items }) => (
          <PlainTable
            caption={say('history')}
            rows={items.filter(({ kind }) => kind === part.kind)}
            keyOf={({ period }) => period}
            columns={[
              { key: 'period', title: say('period'), head: true, bare: true, cell: link },
              {
                key: 'score',
                title: say(isService ? 'score' : 'points'),
                figures: true,
                cell: ({ score, status }) => (score === null ? statusWord(say, status) : decimal(score)),
              },
              ...(isService ? [{ key: 'bonus', title: say('bonus'), figures: true, cell: ({ bonus }: PastResult) => yuan(bonus) }] : []),
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}

const STATUSES = ['scored', 'incomplete', 'excluded', 'held'] as const

/** What a person's status is called: scored, incomplete, left out, held. */
export function statusWord(say: (key: `status_${(typeof STATUSES)[number]}`) => string, status: string): string {
  const known = STATUSES.find((each) => each === status)
  return known ? say(`status_${known}`) : status
}
