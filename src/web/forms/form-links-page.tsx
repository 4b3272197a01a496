import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { companyMonth } from '../api/company.ts'
import { periodsQuery, useCurrentPeriod } from '../api/periods.ts'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { day, periodName, time } from '../parts/format.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { Tag, type TagKind } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { type FormLinksSearch, LINK_KINDS, LINK_STATES } from './form-links-search.ts'
import { LinkDetail } from './link-detail.tsx'
import { LinkSlip } from './link-slip.tsx'
import { LINKS } from './link-words.ts'
import { type FormLink, links, type MadeLink, readLinks, useLinksChanged } from './links-api.ts'
import { NewLinkDialog } from './new-link-dialog.tsx'

const route = getRouteApi('/shell/form-links')
const MONTH = /^\d{4}-\d\d$/
const STATE_KINDS: Readonly<Record<FormLink['state'], TagKind>> = { open: 'info', answered: 'good', expired: 'plain', revoked: 'plain' }

/** The links to clients' forms: HR's all of them, a manager's those of the region, an engineer's own. */
export function FormLinksPage() {
  const say = useWords(LINKS)
  const session = useSession()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [isMaking, setMaking] = useState(false)
  const scope = session.scopeOf('form.read')
  const current = useCurrentPeriod() ?? ''
  // A manager's region is that of a period: the one that screens are about, unless another is chosen.
  const month = MONTH.test(current) ? current : companyMonth()
  const narrowed: FormLinksSearch = scope === 'region' && search.of === undefined ? { ...search, of: month } : search
  const query = useInfiniteQuery({
    queryKey: ['form-links', narrowed],
    queryFn: ({ pageParam }) => readLinks(narrowed, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const narrow = (part: FormLinksSearch) => void navigate({ search: { ...search, ...part }, replace: true })
  const isFiltered = scope === 'region' || search.state !== undefined || search.kind !== undefined || search.of !== undefined
  return (
    <Page
      title={say('title')}
      lead={say(scope === 'own' ? 'leadOwn' : session.may('form.write') ? 'lead' : 'leadReading')}
      actions={
        session.may('form.write') && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {say('make')}
          </Button>
        )
      }
    >
      <Filters value={narrowed} mayAll={scope !== 'region'} onChange={narrow} />
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items)
          const held = pages[0]?.held ?? 0
          return (
            <>
              {held > 0 && search.state !== 'held' && (
                <Notice kind="warn">
                  {say('heldNotice', { count: held })}{' '}
                  <button type="button" className="link-button" onClick={() => narrow({ state: 'held' })}>
                    {say('heldShow')}
                  </button>
                </Notice>
              )}
              <section className="card">
                {rows.length > 0 ? (
                  <LinkTable rows={rows} />
                ) : (
                  <Empty>
                    <p>{say(isFiltered ? 'noneFiltered' : 'none')}</p>
                    {!isFiltered && session.may('form.write') && <p>{say('noneMore')}</p>}
                  </Empty>
                )}
              </section>
              <More query={query} />
            </>
          )
        }}
      </Loaded>
      <NewLinkDialog open={isMaking} onClose={() => setMaking(false)} />
    </Page>
  )
}

function Filters({ value, mayAll, onChange }: { value: FormLinksSearch; mayAll: boolean; onChange: (part: FormLinksSearch) => void }) {
  const say = useWords(LINKS)
  const { data } = useQuery(periodsQuery)
  const months = (data?.items ?? []).map(({ period }) => period).filter((period) => MONTH.test(period))
  const listed = [...new Set([companyMonth(), ...months, ...(value.of ? [value.of] : [])])].sort().reverse()
  const ALL = ''
  return (
    <div className="row link-filters">
      <Select
        aria-label={say('filterMonth')}
        value={value.of ?? ALL}
        onChange={(of: string) => onChange({ of: of || undefined })}
        options={[
          ...(mayAll ? [{ value: ALL, label: say('allMonths') }] : []),
          ...listed.map((period) => ({ value: period, label: periodName(period) })),
        ]}
      />
      <Select
        aria-label={say('filterState')}
        value={value.state ?? ALL}
        onChange={(chosen: string) => onChange({ state: LINK_STATES.find((state) => state === chosen) })}
        options={[{ value: ALL, label: say('allStates') }, ...LINK_STATES.map((state) => ({ value: state, label: say(state) }))]}
      />
      <Select
        aria-label={say('filterKind')}
        value={value.kind ?? ALL}
        onChange={(chosen: string) => onChange({ kind: LINK_KINDS.find((kind) => kind === chosen) })}
        options={[{ value: ALL, label: say('allKinds') }, ...LINK_KINDS.map((kind) => ({ value: kind, label: say(kind) }))]}
      />
    </div>
  )
}

function More({ query }: { query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown; error: unknown } }) {
  const common = useWords(COMMON)
  if (!query.hasNextPage) return null
  return (
    <>
      <ProblemNotice problem={query.error} />
      <Button style={{ alignSelf: 'center' }} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {common('more')}
      </Button>
    </>
  )
}

function LinkTable({ rows }: { rows: readonly FormLink[] }) {
  const say = useWords(LINKS)
  const session = useSession()
  const changed = useLinksChanged()
  const [viewed, setViewed] = useState<FormLink>()
  const [revoking, setRevoking] = useState<FormLink>()
  const [renewing, setRenewing] = useState<FormLink>()
  const nameOf = usePeopleNames(rows.map(({ createdBy }) => createdBy))
  const revoke = useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      answer(links[':id'].revocation.$post({ param: { id: String(id) }, json: { reason } })),
    onSuccess: () => {
      changed()
      setRevoking(undefined)
    },
  })
  const mayWrite = session.may('form.write')
  const columns: PlainColumn<FormLink>[] = [
    {
      key: 'number',
      title: say('number'),
      head: true,
      bare: true,
      cell: (link) => (
        <>
          <span className="nowrap">{link.number}</span>
          <div className="quiet">{say(link.kind)}</div>
        </>
      ),
    },
    { key: 'engineer', title: say('engineer'), cell: ({ engineerName }) => engineerName },
    {
      key: 'client',
      title: say('client'),
      cell: ({ clientName, note }) => (
        <>
          {clientName ?? '—'}
          {note !== null && <div className="quiet">{note}</div>}
        </>
      ),
    },
    { key: 'day', title: say('day'), cell: (link) => <span className="nowrap">{day(link.day)}</span> },
    {
      key: 'state',
      title: say('filterState'),
      cell: (link) => (
        <span className="row">
          <Tag kind={STATE_KINDS[link.state]}>{say(link.state)}</Tag>
          {link.entry === 'held' && <Tag kind="warn">{say('held')}</Tag>}
          {link.entry === 'dismissed' && <Tag>{say('dismissed')}</Tag>}
        </span>
      ),
    },
    {
      key: 'validity',
      title: say('validity'),
      cell: (link) => (
        <>
          {link.state === 'answered'
            ? say('answeredAt', { time: time(link.answeredAt) })
            : link.state === 'revoked'
              ? say('revokedAt', { time: time(link.revokedAt) })
              : say(link.state === 'open' ? 'until' : 'expiredAt', { day: day(link.expiresAt) })}
          <div className="quiet">{say('madeBy', { name: nameOf(link.createdBy) })}</div>
        </>
      ),
    },
    {
      key: 'actions',
      title: say('actions'),
      bare: true,
      cell: (link) => (
        <span className="row">
          <Action label={say('view')} of={link.number} onClick={() => setViewed(link)} />
          {mayWrite && (link.state === 'open' || link.state === 'expired') && (
            <>
              <Action label={say('renew')} of={link.number} onClick={() => setRenewing(link)} />
              <Action label={say('revoke')} of={link.number} onClick={() => setRevoking(link)} />
            </>
          )}
        </span>
      ),
    },
  ]
  return (
    <>
      <PlainTable caption={say('title')} columns={columns} rows={rows} keyOf={({ id }) => id} />
      {viewed && <LinkDetail link={viewed} onClose={() => setViewed(undefined)} />}
      {renewing && <RenewDialog link={renewing} onClose={() => setRenewing(undefined)} />}
      <ReasonDialog
        open={revoking !== undefined}
        title={say('revokeTitle', { number: revoking?.number ?? '' })}
        danger
        confirmLabel={say('revoke')}
        isPending={revoke.isPending}
        problem={revoke.error}
        onCancel={() => setRevoking(undefined)}
        onConfirm={(reason) => revoking && revoke.mutate({ id: revoking.id, reason })}
      >
        {say('revokeMore')}
      </ReasonDialog>
    </>
  )
}

function Action({ label, of, onClick }: { label: string; of: string; onClick: () => void }) {
  return (
    <button type="button" className="link-button" aria-label={`${label} ${of}`} onClick={onClick}>
      {label}
    </button>
  )
}

function RenewDialog({ link, onClose }: { link: FormLink; onClose: () => void }) {
  const say = useWords(LINKS)
  const changed = useLinksChanged()
  const [made, setMade] = useState<MadeLink>()
  const renew = useMutation({
    mutationFn: () => answer(links[':id'].renewal.$post({ param: { id: String(link.id) }, json: {} })),
    onSuccess: (renewed) => {
      changed()
      setMade(renewed)
    },
  })
  return (
    <Modal open title={say('renewTitle', { number: link.number })} footer={null} onCancel={onClose} destroyOnHidden>
      {made ? (
        <LinkSlip made={made} />
      ) : (
        <div className="stack">
          <p>{say('renewMore')}</p>
          <ProblemNotice problem={renew.error} />
          <Button type="primary" loading={renew.isPending} onClick={() => renew.mutate()}>
            {say('renew')}
          </Button>
        </div>
      )}
    </Modal>
  )
}
