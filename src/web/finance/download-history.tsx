import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { CsvColumn } from '../parts/csv.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { time } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { useWords } from '../words/words.ts'
import { allDownloads, type DocumentDownload, downloadsQuery } from './api.ts'
import { DOCUMENTS } from './document-words.ts'

/** Who took which document, and when, newest first: as the audit trail keeps it. */
export function DownloadHistory({ period }: { period: string }) {
  const say = useWords(DOCUMENTS)
  const downloads = useInfiniteQuery(downloadsQuery(period))
  const column = (key: 'when' | 'who' | 'name' | 'whose' | 'way' | 'address', shown: (row: DocumentDownload) => string) => ({
    key,
    title: say(key),
    head: key === 'name',
    bare: key === 'name',
    cell: shown,
    text: shown,
  })
  const columns: (PlainColumn<DocumentDownload> & CsvColumn<DocumentDownload>)[] = [
    column('name', ({ name }) => name),
    column('who', ({ by }) => by),
    column('when', ({ at }) => time(at)),
    column('whose', ({ regionName }) => regionName ?? say('company')),
    column('way', ({ archive }) => say(archive ? 'zip' : 'single')),
    column('address', ({ address }) => address ?? ''),
  ]
  return (
    <Section
      title={say('history')}
      actions={<CsvButton name={`${say('history')}-${period}`} columns={columns} rows={() => allDownloads(period)} />}
    >
      <Loaded query={downloads} rows={4}>
        {({ pages }) => (
          <PlainTable
            caption={say('history')}
            columns={columns}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ entry }) => entry}
            empty={say('historyEmpty')}
          />
        )}
      </Loaded>
      {downloads.hasNextPage && (
        <Button loading={downloads.isFetchingNextPage} onClick={() => void downloads.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
    </Section>
  )
}
