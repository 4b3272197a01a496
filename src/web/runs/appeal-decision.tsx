import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Radio } from 'antd'
import { useId, useState } from 'react'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { APPEALS } from './appeal-words.ts'
import { type Appeal, appeals } from './appeals-api.ts'
import { type CorrectionDraft, correctionOf } from './correction-draft.ts'
import { CorrectionEditor } from './correction-editor.tsx'

/** Keeps the result, or corrects the data, and tells the person why; asked once more before it is done, since it is final. */
export function AppealDecision({ appeal, onDecided }: { appeal: Appeal; onDecided: (run: string | null) => void }) {
  const say = useWords(APPEALS)
  const client = useQueryClient()
  const id = useId()
  const isHr = useSession().scopeOf('appeal.decide') === 'all'
  const [decision, setDecision] = useState<'kept' | 'corrected'>('kept')
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [drafts, setDrafts] = useState<readonly CorrectionDraft[]>([])
  const [isTried, setTried] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const isCorrecting = decision === 'corrected'
  const missing = {
    text: text.trim() === '',
    reason: isCorrecting && reason.trim() === '',
    drafts: isCorrecting && drafts.length === 0,
  }
  const decide = useMutation({
    mutationFn: () =>
      answer(
        appeals[':appeal'].decision.$post({
          param: { period: appeal.period, appeal: String(appeal.id) },
          json: isCorrecting
            ? { decision, answer: text.trim(), reason: reason.trim(), corrections: drafts.map(correctionOf) }
            : { decision: 'kept', answer: text.trim() },
        }),
      ),
    onSuccess: ({ run }) => {
      for (const key of ['appeals', 'runs', 'records', 'confirmations', 'home']) void client.invalidateQueries({ queryKey: [key] })
      onDecided(run)
    },
    onError: () => setAsking(false),
  })
  const ask = () => {
    setTried(true)
    if (!missing.text && !missing.reason && !missing.drafts) setAsking(true)
  }
  return (
    <Section title={say('decision')}>
      <Radio.Group
        value={decision}
        onChange={(event) => setDecision(event.target.value)}
        optionType="button"
        aria-label={say('decision')}
        options={[
          { value: 'kept', label: say('keep') },
          { value: 'corrected', label: say('correct') },
        ]}
      />
      <p className="quiet">{say(isCorrecting ? 'correctMore' : 'keepMore')}</p>
      {isCorrecting && (
        <>
          <CorrectionEditor appeal={appeal} isHr={isHr} drafts={drafts} onChange={setDrafts} />
          {isTried && missing.drafts && <div className="wrong">{say('correctionsNeeded')}</div>}
          <div className="field">
            <label htmlFor={`${id}-reason`}>{say('reason')}</label>
            <Input
              id={`${id}-reason`}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              status={isTried && missing.reason ? 'error' : ''}
            />
            {isTried && missing.reason && <div className="wrong">{say('reasonNeeded')}</div>}
          </div>
        </>
      )}
      <div className="field">
        <label htmlFor={`${id}-answer`}>{say('answerLabel')}</label>
        <Input.TextArea
          id={`${id}-answer`}
          rows={4}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          status={isTried && missing.text ? 'error' : ''}
        />
        {isTried && missing.text && <div className="wrong">{say('answerNeeded')}</div>}
      </div>
      <ProblemNotice problem={decide.error} />
      <div>
        <Button type="primary" onClick={ask}>
          {say(isCorrecting ? 'sendCorrect' : 'sendKeep')}
        </Button>
      </div>
      <Modal
        open={isAsking}
        title={say('decision')}
        okText={say(isCorrecting ? 'sendCorrect' : 'sendKeep')}
        okButtonProps={{ loading: decide.isPending }}
        onOk={() => decide.mutate()}
        onCancel={() => setAsking(false)}
      >
        {isCorrecting ? say('confirmCorrect', { count: drafts.length }) : say('confirmKeep')}
      </Modal>
    </Section>
  )
}
