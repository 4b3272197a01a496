import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { day, time } from '../parts/format.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { inBrackets, sign } from '../parts/punctuation.ts'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { LINKS } from './link-words.ts'
import { type FormLink, links, useLinksChanged } from './links-api.ts'

/** What a client said, for those who may read it, and what became of it. */
export function LinkDetail({ link, onClose }: { link: FormLink; onClose: () => void }) {
  const say = useWords(LINKS)
  const session = useSession()
  const nameOf = usePeopleNames([link.createdBy, link.settledBy])
  return (
    <Modal open title={say('detail', { number: link.number })} footer={null} onCancel={onClose} destroyOnHidden>
      <div className="stack">
        <dl className="answer-list">
          <dt>{say('kind')}</dt>
          <dd>{say(link.kind)}</dd>
          <dt>{say('engineer')}</dt>
          <dd>{link.engineerName}</dd>
          <dt>{say('client')}</dt>
          <dd>
            {link.clientName ?? '—'}{' '}
            {link.client !== null && <span className="quiet">{inBrackets(say('matched', { code: link.client }))}</span>}
          </dd>
          <dt>{say('day')}</dt>
          <dd>{day(link.day)}</dd>
          <dt>{say('created')}</dt>
          <dd>
            {time(link.createdAt)}
            {sign('comma')}
            {say('madeBy', { name: nameOf(link.createdBy) })}
          </dd>
          {link.note !== null && (
            <>
              <dt>{say('note')}</dt>
              <dd>{link.note}</dd>
            </>
          )}
        </dl>
        {link.answer ? <Said answer={link.answer} /> : <Notice>{link.answeredAt === null ? say('notAnswered') : say('hidden')}</Notice>}
        {link.sameAddress && <Notice kind="warn">{say('sameAddress')}</Notice>}
        {link.entry === 'entered' && (
          <div>
            {say('enteredAs')}{' '}
            <Link to="/records/$table/$key" params={{ table: link.kind === 'feedback' ? 'feedback' : 'followups', key: link.number }}>
              {link.number}
            </Link>
            {link.change !== null && session.may('upload.read') && inBrackets(say('change', { id: link.change }))}
          </div>
        )}
        {link.entry === 'entered' && link.settledReason !== null && (
          <Notice>{say('acceptedBy', { name: nameOf(link.settledBy), time: time(link.settledAt), reason: link.settledReason })}</Notice>
        )}
        {link.entry === 'dismissed' && (
          <Notice>
            {say('dismissedBy', { name: nameOf(link.settledBy), time: time(link.settledAt), reason: link.settledReason ?? '' })}
          </Notice>
        )}
        {link.entry === 'held' && <Held link={link} mayDecide={session.may('form.settle')} onSettled={onClose} />}
      </div>
    </Modal>
  )
}

function Said({ answer: said }: { answer: NonNullable<FormLink['answer']> }) {
  const say = useWords(LINKS)
  const common = useWords(COMMON)
  const mark = (value: number) =>
    said.kind === 'feedback' && said.scale === '5' ? say('ofStars', { mark: value }) : say('ofPoints', { mark: value })
  return (
    <dl className="answer-list card">
      {said.kind === 'feedback' ? (
        <>
          {(['attitude', 'resolution', 'dedication'] as const).map((name) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{say(name)}</dt>
              <dd>{mark(said[name])}</dd>
            </div>
          ))}
          <dt>{say('solvedOnSite')}</dt>
          <dd>{said.solvedOnSite === null ? say('solvedUnknown') : common(said.solvedOnSite ? 'yes' : 'no')}</dd>
        </>
      ) : (
        <>
          <dt>{say('score')}</dt>
          <dd>{mark(said.score)}</dd>
        </>
      )}
      <dt>{say('remark')}</dt>
      <dd style={{ whiteSpace: 'pre-wrap' }}>{said.remark || <span className="quiet">{say('noRemark')}</span>}</dd>
    </dl>
  )
}

function Held({ link, mayDecide, onSettled }: { link: FormLink; mayDecide: boolean; onSettled: () => void }) {
  const say = useWords(LINKS)
  const changed = useLinksChanged()
  const [isDismissing, setDismissing] = useState(false)
  const param = { id: String(link.id) }
  const onSuccess = () => {
    changed()
    onSettled()
  }
  const [isAccepting, setAccepting] = useState(false)
  const enter = useMutation({
    mutationFn: (reason?: string) => answer(links[':id'].entry.$post({ param, json: reason === undefined ? {} : { reason } })),
    onSuccess,
  })
  const dismiss = useMutation({
    mutationFn: (reason: string) => answer(links[':id'].dismissal.$post({ param, json: { reason } })),
    onSuccess,
  })
  return (
    <Notice kind="warn" title={say(link.doubtful ? 'doubtfulTitle' : 'heldTitle')}>
      <div className="stack">
        {link.problems.length === 0 ? (
          say('heldMore')
        ) : (
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {link.problems.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        )}
        {mayDecide && (
          <>
            <span className="quiet">{say(link.doubtful ? 'acceptMore' : 'enterMore')}</span>
            <div className="row">
              {link.doubtful ? (
                <Button type="primary" onClick={() => setAccepting(true)}>
                  {say('accept')}
                </Button>
              ) : (
                <Button type="primary" loading={enter.isPending} onClick={() => enter.mutate(undefined)}>
                  {say('enter')}
                </Button>
              )}
              <Button danger onClick={() => setDismissing(true)}>
                {say('dismiss')}
              </Button>
            </div>
            {!isAccepting && <ProblemNotice problem={enter.error} />}
          </>
        )}
        <ReasonDialog
          open={isAccepting}
          title={say('acceptTitle', { number: link.number })}
          confirmLabel={say('accept')}
          isPending={enter.isPending}
          problem={enter.error}
          onCancel={() => setAccepting(false)}
          onConfirm={(reason) => enter.mutate(reason)}
        >
          {say('acceptReason')}
        </ReasonDialog>
        <ReasonDialog
          open={isDismissing}
          title={say('dismissTitle', { number: link.number })}
          danger
          confirmLabel={say('dismiss')}
          isPending={dismiss.isPending}
          problem={dismiss.error}
          onCancel={() => setDismissing(false)}
          onConfirm={(reason) => dismiss.mutate(reason)}
        >
          {say('dismissMore')}
        </ReasonDialog>
      </div>
    </Notice>
  )
}
