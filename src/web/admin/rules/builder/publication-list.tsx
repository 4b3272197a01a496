import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSession } from '../../../api/session.ts'
import { day, time } from '../../../parts/format.ts'
import { Section } from '../../../parts/page.tsx'
import { usePeopleNames } from '../../../parts/people-names.ts'
import { PlainTable } from '../../../parts/plain-table.tsx'
import { useWords } from '../../../words/words.ts'
import { BUILDER } from './builder-words.ts'
import { publicationsQuery } from './draft-queries.ts'

/** What was published of a rule on the server, for those who publish: when, by whom, from which day on, and why. */
export function PublicationList({ rule }: { rule: string }) {
  const say = useWords(BUILDER)
  const mayWrite = useSession().may('rule.write')
  const { data } = useQuery({ ...publicationsQuery(rule), enabled: mayWrite })
  const items = data?.items ?? []
  const nameOf = usePeopleNames(items.map(({ by }) => by))
  if (items.length === 0) return null
  return (
    <Section title={say('publications')}>
      <PlainTable
        caption={say('publications')}
        rows={items}
        keyOf={({ id }) => id}
        columns={[
          { key: 'at', title: say('publishedAt'), head: true, bare: true, cell: ({ at }) => time(at) },
          { key: 'by', title: say('publishedBy'), cell: ({ by }) => nameOf(by) },
          { key: 'from', title: say('effectiveFrom'), cell: ({ effectiveFrom }) => day(effectiveFrom) },
          { key: 'reason', title: say('reason'), cell: ({ reason }) => reason },
          {
            key: 'whatIf',
            title: say('whatIf'),
            cell: ({ whatIf }) =>
              whatIf === null ? (
                '—'
              ) : (
                <Link to="/what-ifs/$id" params={{ id: whatIf }}>
                  {say('wholeTrial')}
                </Link>
              ),
          },
        ]}
      />
    </Section>
  )
}
