import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { SESSION_ROUTES } from '../../server/session/session-routes.ts'
import { answer, resource } from '../api/resource.ts'
import { time } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Loaded, Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { deviceIn } from './device-name.ts'
import { PROFILE } from './profile-words.ts'

const sessions = resource<typeof SESSION_ROUTES>().sessions
const sessionsQuery = queryOptions({ queryKey: ['sessions'], queryFn: () => answer(sessions.$get()) })

/** Where one is signed in, with a way to end each session but this one: this one ends by signing out. */
export function OwnSessions() {
  const say = useWords(PROFILE)
  const client = useQueryClient()
  const query = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: (session: string) => answer(sessions[':session'].$delete({ param: { session } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  const nameOf = (program: string | null) => {
    const { browser, system } = deviceIn(program)
    if (browser !== undefined && system !== undefined) return say('on', { browser, system })
    return browser ?? system ?? say('unknownDevice')
  }
  return (
    <Section title={say('sessions')}>
      <p className="quiet">{say('sessionsLead')}</p>
      <ProblemNotice problem={end.error} />
      <Loaded query={query} rows={3}>
        {({ items }) => (
          <PlainTable
            caption={say('sessions')}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              {
                key: 'device',
                title: say('device'),
                head: true,
                cell: ({ program, current }) => (
                  <>
                    {nameOf(program)} {current && <Tag kind="good">{say('thisOne')}</Tag>}
                  </>
                ),
              },
              { key: 'address', title: say('address'), cell: ({ address }) => address ?? '—' },
              { key: 'begun', title: say('begun'), cell: ({ begun }) => time(begun) },
              { key: 'seen', title: say('seen'), cell: ({ seen }) => time(seen) },
              { key: 'ends', title: say('ends'), cell: ({ ends }) => time(ends) },
              {
                key: 'end',
                title: '',
                bare: true,
                cell: ({ id, current, program }) =>
                  !current && (
                    <Button
                      size="small"
                      aria-label={say('endNamed', { device: nameOf(program) })}
                      loading={end.isPending && end.variables === id}
                      onClick={() => end.mutate(id)}
                    >
                      {say('end')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
