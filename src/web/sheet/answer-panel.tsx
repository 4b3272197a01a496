import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { answer as answerOf } from '../api/resource.ts'
import { periodName, time } from '../parts/format.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { ANSWER } from './answer-words.ts'
import { AppealSteps } from './appeal-steps.tsx'
import { ObjectionDialog, type ObjectionItem } from './objection-dialog.tsx'
import { appealsQuery, confirmation, type Sheet, type SheetPart } from './queries.ts'

interface Said {
  readonly answer: 'confirmed' | 'objected'
  readonly item?: ObjectionItem | undefined
  readonly text?: string | undefined
}

/** One's own answer to one's sheet: confirm it, object to it, and follow the appeal to its end. */
export function AnswerPanel({ sheet, part }: { sheet: Sheet; part: SheetPart }) {
  const say = useWords(ANSWER)
  const common = useWords(COMMON)
  const client = useQueryClient()
  const [dialog, setDialog] = useState<'confirm' | 'object'>()
  const { data: appeals } = useQuery(appealsQuery(sheet.period))
  const reload = () => {
    for (const key of ['sheets', 'appeals', 'home', 'confirmations']) void client.invalidateQueries({ queryKey: [key] })
  }
  const send = useMutation({
    mutationFn: (said: Said) =>
      answerOf(confirmation.$post({ param: { period: sheet.period }, json: { ...said, run: sheet.run, kind: part.kind } })),
    onSuccess: () => {
      setDialog(undefined)
      reload()
    },
  })
  const own = (appeals?.items ?? []).filter((appeal) => appeal.employee === sheet.employee && appeal.kind === part.kind)
  const { person, responsible } = part.answers
  const canAnswer = sheet.isPublished && sheet.periodState === 'published' && person === null
  const close = () => {
    setDialog(undefined)
    send.reset()
  }
  return (
    <Section title={say('title')}>
      {canAnswer && (
        <>
          <p>
            {say('ask')} <Deadline sheet={sheet} />
          </p>
          <div className="row answer-buttons">
            <Button type="primary" size="large" onClick={() => setDialog('confirm')}>
              {say('confirm')}
            </Button>
            <Button size="large" onClick={() => setDialog('object')}>
              {say('object')}
            </Button>
          </div>
        </>
      )}
      {person !== null && (
        <Notice kind={person.state === 'confirmed' ? 'good' : 'warn'} title={say(person.state, { at: time(person.at) })}>
          {own.length === 0 && person.text}
        </Notice>
      )}
      {!canAnswer && person === null && <p className="quiet">{sheet.periodState === 'closed' ? say('closedUnanswered') : ''}</p>}
      {own.length > 0 && <AppealSteps appeals={own} sheet={sheet} />}
      {part.kind === 'service' && (
        <p className="quiet">
          {say('responsible')}
          {' · '}
          {responsible === null ? say('responsibleWaiting') : say('responsibleSigned', { name: responsible.by, at: time(responsible.at) })}
        </p>
      )}
      <Modal
        open={dialog === 'confirm'}
        title={say('confirmTitle')}
        okText={say('confirm')}
        cancelText={common('cancel')}
        okButtonProps={{ loading: send.isPending }}
        onOk={() => send.mutate({ answer: 'confirmed' })}
        onCancel={close}
      >
        <div className="stack">
          <p>{say('confirmMore', { period: periodName(sheet.period) })}</p>
          <AnswerProblem problem={send.error} onReload={reload} />
        </div>
      </Modal>
      <ObjectionDialog
        key={person?.at ?? ''}
        open={dialog === 'object'}
        sheet={sheet}
        part={part}
        isPending={send.isPending}
        problem={<AnswerProblem problem={send.error} onReload={reload} />}
        onCancel={close}
        onSend={(item, text) => send.mutate({ answer: 'objected', item, text })}
      />
    </Section>
  )
}

/** Why an answer was refused; a sheet that has changed since is loaded again. */
function AnswerProblem({ problem, onReload }: { problem: unknown; onReload: () => void }) {
  const say = useWords(ANSWER)
  if (problem === null || problem === undefined) return null
  return (
    <div className="stack">
      <ProblemNotice problem={problem} />
      <div>
        <button type="button" className="link-button" onClick={onReload}>
          {say('reload')}
        </button>
      </div>
    </div>
  )
}

function Deadline({ sheet }: { sheet: Sheet }) {
  const say = useWords(ANSWER)
  if (sheet.confirmBy === null) return null
  const at = time(sheet.confirmBy)
  return <strong>{say(Date.parse(sheet.confirmBy) < Date.now() ? 'overdue' : 'by', { at })}</strong>
}
