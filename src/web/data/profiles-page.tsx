import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { time } from '../parts/format.ts'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { COMMON } from '../words/common.ts'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { profiles } from './api.ts'
import { AskDialog } from './ask-dialog.tsx'
import { listed } from './column-titles.ts'
import { MAPPING_PROFILE_WORDS } from './mapping-profile-words.ts'
import { MAPPING_WORDS } from './mapping-words.ts'
import { ExportProfile, ImportProfile } from './profile-files.tsx'
import './data.css'

const readProfiles = (cursor: string) => answer(profiles.$get({ query: { limit: 50, ...(cursor === '' ? {} : { cursor }) } }))
type Profile = Awaited<ReturnType<typeof readProfiles>>['items'][number]

/** The kept mappings of foreign headers: each with a page of its own; deleted, and as files. */
export function ProfilesPage() {
  const say = useWords(MAPPING_WORDS)
  const sayCommon = useWords(COMMON)
  const sayTable = useWords(TABLE_WORDS)
  const session = useSession()
  const [deleted, setDeleted] = useState<Profile>()
  const query = useInfiniteQuery({
    queryKey: ['mapping-profiles'],
    initialPageParam: '',
    queryFn: ({ pageParam }) => readProfiles(pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const nameOf = usePeopleNames(items.map(({ createdBy }) => createdBy))
  return (
    <Page
      title={say('profilesTitle')}
      lead={
        <>
          <p>{say('profilesLead')}</p>
          <Link to="/uploads">{say('backToUploads')}</Link>
        </>
      }
    >
      <section className="card stack" aria-label={say('profilesTitle')}>
        <Loaded query={query}>
          {() => (
            <PlainTable
              caption={say('profilesTitle')}
              rows={items}
              keyOf={({ id }) => id}
              empty={<Empty>{say('profilesNone')}</Empty>}
              columns={[
                { key: 'name', title: say('profileName'), head: true, bare: true, cell: (profile) => <ProfileLink profile={profile} /> },
                { key: 'table', title: say('table'), cell: ({ table }) => sayTable(table) },
                {
                  key: 'headers',
                  title: say('headers'),
                  cell: ({ headers }) => <span className="quiet">{listed(headers.filter(Boolean))}</span>,
                },
                { key: 'used', title: say('usedAt'), cell: ({ usedAt }) => time(usedAt) },
                { key: 'by', title: say('createdBy'), cell: ({ createdBy }) => nameOf(createdBy) },
                ...(session.may('upload.write')
                  ? [
                      {
                        key: 'do',
                        title: '',
                        bare: true,
                        cell: (profile: Profile) => (
                          <span className="row">
                            <ExportProfile id={profile.id} name={profile.name} />
                            <Button size="small" danger onClick={() => setDeleted(profile)}>
                              {sayCommon('remove')}
                            </Button>
                          </span>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Loaded>
        {session.may('upload.write') && <ImportProfile />}
        {query.hasNextPage && (
          <div>
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {sayCommon('more')}
            </Button>
          </div>
        )}
      </section>
      {deleted && <Delete profile={deleted} onDone={() => setDeleted(undefined)} />}
    </Page>
  )
}

function ProfileLink({ profile: { id, name, version } }: { profile: Profile }) {
  const say = useWords(MAPPING_PROFILE_WORDS)
  return (
    <span className="row">
      <Link to="/mapping-profiles/$profile" params={{ profile: String(id) }}>
        {name}
      </Link>
      <span className="quiet one-line">{say('version', { n: version })}</span>
    </span>
  )
}

function Delete({ profile, onDone }: { profile: Profile; onDone: () => void }) {
  const say = useWords(MAPPING_WORDS)
  const sayCommon = useWords(COMMON)
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => answer(profiles[':profile'].$delete({ param: { profile: String(profile.id) } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['mapping-profiles'] })
      onDone()
    },
  })
  return (
    <AskDialog
      open
      title={say('deleteTitle', { name: profile.name })}
      confirmLabel={sayCommon('remove')}
      danger
      isPending={remove.isPending}
      problem={remove.error}
      onCancel={onDone}
      onConfirm={() => remove.mutate()}
    >
      {say('deleteBody')}
    </AskDialog>
  )
}
