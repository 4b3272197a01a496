import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { time } from '../../parts/format.ts'
import { Loaded, Page } from '../../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { COMMON } from '../../words/common.ts'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { MoreButton } from '../more-button.tsx'
import { AuditDetail } from './audit-detail.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { type AuditEntry, exportAddress, readAudit } from './audit-queries.ts'
import { AUDIT } from './audit-words.ts'
import { ProofNotice } from './proof-notice.tsx'
import { useActorName } from './use-actor-name.ts'
import './audit.css'

const route = getRouteApi('/shell/audit')

/** The audit trail 审计日志 with its proof, for administrators and auditors. */
export function AuditPage() {
  const say = useWords(AUDIT)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useInfiniteQuery({
    queryKey: ['audit', 'entries', search],
    queryFn: ({ pageParam }) => readAudit(search, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      actions={
        <a href={exportAddress(search)} download>
          {say('export')}
        </a>
      }
    >
      <ProofNotice />
      <AuditFilters value={search} onChange={(value) => void navigate({ search: value, replace: true })} />
      <Loaded query={query} rows={12}>
        {({ pages }) => (
          <section className="card audit-entries">
            <Entries rows={pages.flatMap(({ items }) => items)} />
          </section>
        )}
      </Loaded>
      <MoreButton query={query} />
    </Page>
  )
}

function Entries({ rows }: { rows: readonly AuditEntry[] }) {
  const say = useWords(AUDIT)
  const common = useWords(COMMON)
  const actorName = useActorName()
  const [viewed, setViewed] = useState<AuditEntry>()
  const columns: PlainColumn<AuditEntry>[] = [
    { key: 'at', title: common('time'), cell: ({ at }) => time(at) },
    { key: 'actor', title: say('actor'), cell: actorName },
    { key: 'deed', title: say('deed'), head: true, cell: ({ deed }) => inLanguage(deed) },
    { key: 'about', title: say('about'), cell: ({ about }) => inLanguage(about) },
    { key: 'reason', title: common('reason'), cell: ({ reason }) => reason ?? '' },
    {
      key: 'view',
      title: say('number'),
      figures: true,
      cell: (entry) => (
        <button
          type="button"
          className="link-button"
          aria-label={`${say('view')} ${say('detail', { sequence: entry.sequence })}`}
          onClick={() => setViewed(entry)}
        >
          {entry.sequence}
        </button>
      ),
    },
  ]
  return (
    <>
      <PlainTable caption={say('title')} columns={columns} rows={rows} keyOf={({ sequence }) => sequence} empty={say('none')} />
      {viewed && <AuditDetail entry={viewed} onClose={() => setViewed(undefined)} />}
    </>
  )
}
