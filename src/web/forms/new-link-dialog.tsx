import { useMutation } from '@tanstack/react-query'
import { Button, Input, Modal, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { companyDay } from '../api/company.ts'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { useWords } from '../words/words.ts'
import { EngineerField } from './engineer-field.tsx'
import { LINK_KINDS } from './form-links-search.ts'
import { LinkSlip } from './link-slip.tsx'
import { LINKS } from './link-words.ts'
import { links, type MadeLink, useLinksChanged } from './links-api.ts'

const VALID_DAYS = [7, 14, 30, 60, 90] as const
const USUAL_DAYS = 30

/** Asks for the job, then shows the link that was made for it. */
export function NewLinkDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useWords(LINKS)
  const [made, setMade] = useState<MadeLink>()
  return (
    <Modal open={open} title={say('makeTitle')} footer={null} onCancel={onClose} afterClose={() => setMade(undefined)} destroyOnHidden>
      {made ? (
        <div className="stack">
          <LinkSlip made={made} />
          <Button onClick={() => setMade(undefined)}>{say('another')}</Button>
        </div>
      ) : (
        <NewLinkForm onMade={setMade} />
      )}
    </Modal>
  )
}

function NewLinkForm({ onMade }: { onMade: (made: MadeLink) => void }) {
  const say = useWords(LINKS)
  const id = useId()
  const isAnyones = useSession().scopeOf('form.write') === 'all'
  const changed = useLinksChanged()
  const [kind, setKind] = useState<(typeof LINK_KINDS)[number]>('feedback')
  const [engineer, setEngineer] = useState('')
  const [client, setClient] = useState('')
  const [day, setDay] = useState(() => companyDay())
  const [note, setNote] = useState('')
  const [validDays, setValidDays] = useState<number>(USUAL_DAYS)
  const [isTried, setTried] = useState(false)
  const isDayWrong = !/^\d{4}-\d\d-\d\d$/.test(day) || day > companyDay()
  const isEngineerMissing = isAnyones && engineer === ''
  const make = useMutation({
    mutationFn: () =>
      answer(
        links.$post({
          json: {
            kind,
            day,
            validDays,
            ...(isAnyones ? { engineer } : {}),
            ...(client.trim() === '' ? {} : { clientName: client.trim() }),
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
        }),
      ),
    onSuccess: (made) => {
      changed()
      onMade(made)
    },
  })
  const submit = () => {
    setTried(true)
    if (!isDayWrong && !isEngineerMissing) make.mutate()
  }
  return (
    <form
      className="form-grid"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset className="field" style={{ border: 0, margin: 0, padding: 0 }}>
        <legend style={{ fontWeight: 500, padding: 0, marginBottom: 4 }}>{say('kind')}</legend>
        <Radio.Group
          value={kind}
          onChange={(event) => setKind(event.target.value)}
          options={LINK_KINDS.map((value) => ({ value, label: say(value) }))}
          optionType="button"
        />
        <div className="hint">{say(kind === 'feedback' ? 'feedbackHint' : 'followupHint')}</div>
      </fieldset>
      {isAnyones && (
        <EngineerField value={engineer} onChange={setEngineer} wrong={isTried && isEngineerMissing ? say('engineerNeeded') : undefined} />
      )}
      <div className="form-pair">
        <div className="field">
          <label htmlFor={`${id}-day`}>{say('day')}</label>
          <Input
            id={`${id}-day`}
            type="date"
            max={companyDay()}
            value={day}
            onChange={(event) => setDay(event.target.value)}
            status={isTried && isDayWrong ? 'error' : ''}
            aria-invalid={isTried && isDayWrong}
          />
          {isTried && isDayWrong && <div className="wrong">{say('dayNeeded')}</div>}
        </div>
        <div className="field">
          <label htmlFor={`${id}-valid`}>{say('valid')}</label>
          <Select
            id={`${id}-valid`}
            value={validDays}
            onChange={setValidDays}
            options={VALID_DAYS.map((value) => ({ value, label: say('days', { count: value }) }))}
          />
        </div>
      </div>
      <div className="field">
        <label htmlFor={`${id}-client`}>{say('client')}</label>
        <Input id={`${id}-client`} maxLength={100} value={client} onChange={(event) => setClient(event.target.value)} />
        <div className="hint">{say('clientHint')}</div>
      </div>
      <div className="field">
        <label htmlFor={`${id}-note`}>{say('note')}</label>
        <Input.TextArea id={`${id}-note`} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        <div className="hint">{say('noteHint')}</div>
      </div>
      <ProblemNotice problem={make.error} />
      <Button type="primary" htmlType="submit" loading={make.isPending}>
        {say('create')}
      </Button>
    </form>
  )
}
