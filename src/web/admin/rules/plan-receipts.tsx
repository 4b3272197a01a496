import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import type { PLAN_RECEIPT_ROUTES } from '../../../server/rules/receipt-routes.ts'
import { answer, resource } from '../../api/resource.ts'
import { useSession } from '../../api/session.ts'
import { time } from '../../parts/format.ts'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { Section } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Tag } from '../../parts/tag.tsx'
import { useWords } from '../../words/words.ts'
import { PLAN_DOCUMENT } from './plan-document-words.ts'

const api = resource<typeof PLAN_RECEIPT_ROUTES>()
type State = 'open' | 'signed'

interface VersionRead {
  readonly rule: string
  readonly sha256: string
}

function useReceipts({ rule, sha256 }: VersionRead, state: State | undefined, after: string | undefined) {
  const query = { sha256, ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }) }
  const mayRead = useSession().may('confirmation.read')
  return useQuery({
    queryKey: ['plan-receipts', rule, query],
    queryFn: () => answer(api.rules[':rule'].receipts.$get({ param: { rule }, query })),
    enabled: mayRead,
  })
}

/** What somebody whom the plan covers is asked for: their signature 签收, or that they gave it. */
export function OwnReceipt(read: VersionRead) {
  const say = useWords(PLAN_DOCUMENT)
  const client = useQueryClient()
  const { data } = useReceipts(read, undefined, undefined)
  const sign = useMutation({
    mutationFn: () => answer(api.rules[':rule'].receipts.$post({ param: { rule: read.rule }, json: { sha256: read.sha256 } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['plan-receipts', read.rule] }),
  })
  if (!data?.own.concerned) return null
  const { at } = data.own
  return (
    <div className="no-print">
      {at === null ? (
        <Notice title={say('signLead')}>
          <Button type="primary" loading={sign.isPending} onClick={() => sign.mutate()}>
            {say('sign')}
          </Button>
          <ProblemNotice problem={sign.error} />
        </Notice>
      ) : (
        <Notice kind="good">{say('signedLead', { time: time(at) })}</Notice>
      )}
    </div>
  )
}

/** Who has signed and who has not, for those who look after it. */
export function ReceiptList(read: VersionRead) {
  const say = useWords(PLAN_DOCUMENT)
  const session = useSession()
  const isLookedAfter = session.may('rule.write') || session.may('run.read') || session.may('confirmation.manager')
  const [state, setState] = useState<State | undefined>('open')
  const [after, setAfter] = useState<string>()
  const query = useReceipts(read, state, after)
  const { data } = query
  if (!isLookedAfter) return null
  const pages = data?.next ?? undefined
  return (
    <div className="no-print">
      <Section
        title={say('receipts')}
        actions={
          data && (
            <Tag kind={data.signed === data.concerned ? 'good' : 'plain'}>
              {say('signedOf', { signed: data.signed, concerned: data.concerned })}
            </Tag>
          )
        }
      >
        <Radio.Group
          aria-label={say('receipts')}
          value={state ?? 'all'}
          options={(['open', 'signed', 'all'] as const).map((value) => ({ value, label: say(value) }))}
          onChange={({ target }) => {
            setState(target.value === 'all' ? undefined : target.value === 'signed' ? 'signed' : 'open')
            setAfter(undefined)
          }}
        />
        <ProblemNotice problem={query.error} />
        {data && (
          <PlainTable
            caption={say('receipts')}
            empty={say('nobody')}
            rows={data.items}
            keyOf={({ employee }) => employee}
            columns={[
              { key: 'person', title: say('person'), head: true, bare: true, cell: ({ name, employee }) => `${name} ${employee}` },
              { key: 'region', title: say('region'), cell: ({ region }) => region },
              { key: 'at', title: say('signedAt'), cell: ({ at }) => (at === null ? <Tag>{say('notSigned')}</Tag> : time(at)) },
            ]}
          />
        )}
        {pages !== undefined && <Button onClick={() => setAfter(pages)}>{say('more')}</Button>}
      </Section>
    </div>
  )
}
