import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { answer } from '../api/resource.ts'
import { day } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { isWord, useWords } from '../words/words.ts'
import { records, regionsQuery, tablesQuery } from './api.ts'
import { DatedRowActions } from './dated-row-actions.tsx'
import { PEOPLE_WORDS } from './people-words.ts'
import { type EditedRecord, RecordDialog } from './record-dialog.tsx'
import { RemoveRecord } from './remove-record.tsx'
import { type Stay, staysOf } from './stays.ts'

interface PersonPostingsProps {
  readonly employee: string
  /** The region of the employees table: where the person is before any move. */
  readonly firstRegion: string
  readonly hiredOn: string | null
  readonly leftOn: string | null
}

/** Where a person was when: as a band and as a list, the newest first. */
export function PersonPostings({ employee, firstRegion, hiredOn, leftOn }: PersonPostingsProps) {
  const say = useWords(PEOPLE_WORDS)
  const [edited, setEdited] = useState<EditedRecord | 'new'>()
  const [removed, setRemoved] = useState<EditedRecord>()
  const { data: tables } = useQuery(tablesQuery)
  const table = tables?.items.find(({ key }) => key === 'postings')
  const { data: regions } = useQuery(regionsQuery)
  const query = useQuery({
    queryKey: ['records', 'postings', 'of', employee],
    queryFn: () => answer(records[':table'].$get({ param: { table: 'postings' }, query: { employee, limit: 500 } })),
  })
  const regionName = (code: string) => {
    const found = regions?.items.find(({ values }) => values.code === code)
    return found
      ? String(found.values.name)
      : (query.data?.names.find((each) => each.type === 'region' && each.code === code)?.name ?? code)
  }
  const placeOf = ({ region, position }: Stay) =>
    position !== null && isWord(PEOPLE_WORDS, position) ? `${regionName(region)} · ${say(position)}` : regionName(region)
  const sinceOf = (stay: Stay) => (stay.from === null ? say('sinceHire') : say('since', { day: day(stay.from) }))
  return (
    <Section title={say('postings')} actions={table?.isOwn && <Button onClick={() => setEdited('new')}>{say('addPosting')}</Button>}>
      <p className="quiet">{say('postingsLead')}</p>
      <Loaded query={query} rows={3}>
        {({ items }) => {
          const stays = staysOf({ firstRegion, hiredOn, leftOn }, items)
          return (
            <>
              {stays.length > 1 && (
                <div className="posting-bar" aria-hidden="true">
                  {stays.map((stay) => (
                    <span key={`${stay.from}`} className={stay.isNow ? 'now' : undefined}>
                      <strong>{placeOf(stay)}</strong>
                      <br />
                      {sinceOf(stay)}
                    </span>
                  ))}
                </div>
              )}
              <ol className="history">
                {[...stays].reverse().map((stay) => (
                  <li key={`${stay.from}`} className={stay.isNow ? undefined : 'past'}>
                    <strong>{placeOf(stay)}</strong> {sinceOf(stay)} {stay.until !== null && say('until', { day: day(stay.until) })}
                    {stay.isNow && <span className="quiet"> · {say('now')}</span>}
                    {stay.posting === null ? (
                      <div className="quiet">{stays.length === 1 ? say('noPostings') : say('fromFirst')}</div>
                    ) : (
                      table?.isOwn && (
                        <DatedRowActions
                          onEdit={() => setEdited(stay.posting ?? undefined)}
                          onRemove={() => setRemoved(stay.posting ?? undefined)}
                        />
                      )
                    )}
                  </li>
                ))}
              </ol>
            </>
          )
        }}
      </Loaded>
      {edited && table && (
        <RecordDialog
          table={table}
          record={edited === 'new' ? undefined : edited}
          begin={{ employee }}
          onDone={() => setEdited(undefined)}
        />
      )}
      {removed && table && <RemoveRecord table={table} record={removed} onDone={() => setRemoved(undefined)} />}
    </Section>
  )
}
