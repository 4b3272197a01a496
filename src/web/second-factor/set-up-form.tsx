import { useMutation } from '@tanstack/react-query'
import { Button, QRCode } from 'antd'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Secret } from '../parts/secret.tsx'
import { TextField } from '../parts/text-field.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { beginSetUp, confirmSetUp, type SetUp } from './api.ts'
import { PasswordAsk } from './password-ask.tsx'
import { SECOND_FACTOR } from './words.ts'
import './second-factor.css'

interface SetUpFormProps {
  /** The backup codes, which are shown once. */
  readonly onDone: (backupCodes: readonly string[]) => void
  readonly onCancel?: (() => void) | undefined
}

/** Sets up a second factor: the password, then the secret for an authenticator and a code of it. */
export function SetUpForm({ onDone, onCancel }: SetUpFormProps) {
  const say = useWords(SECOND_FACTOR)
  const [begun, setBegun] = useState<SetUp>()
  if (begun) return <ScanAndConfirm begun={begun} onAnew={() => setBegun(undefined)} onDone={onDone} onCancel={onCancel} />
  return <PasswordAsk lead={say('passwordLead')} label={say('next')} act={beginSetUp} onDone={setBegun} onCancel={onCancel} />
}

function ScanAndConfirm({ begun, onAnew, onDone, onCancel }: SetUpFormProps & { begun: SetUp; onAnew: () => void }) {
  const say = useWords(SECOND_FACTOR)
  const common = useWords(COMMON)
  const [code, setCode] = useState('')
  const [isTried, setTried] = useState(false)
  const confirm = useMutation({
    mutationFn: () => confirmSetUp(begun.setUp, code),
    onSuccess: ({ backupCodes }) => onDone(backupCodes),
  })
  const isLate = confirm.error instanceof ApiProblem && confirm.error.has('set_up_must_begin_anew')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (code.trim() !== '') confirm.mutate()
  }
  return (
    <form className="factor-form" onSubmit={submit} noValidate>
      <p className="quiet">{say('scanLead')}</p>
      <div className="factor-code" role="img" aria-label={say('qr')}>
        <div aria-hidden="true">
          <QRCode type="svg" value={begun.address} size={192} color="#000000" bgColor="#ffffff" errorLevel="M" bordered={false} />
        </div>
      </div>
      <div className="quiet">{say('bySecret')}</div>
      <Secret label={say('secret')} secret={begun.secret.replace(/(.{4})(?=.)/g, '$1 ')} copyLabel={say('copySecret')} />
      <ProblemNotice problem={confirm.error} onRetry={isLate ? onAnew : undefined} />
      <TextField
        label={say('code')}
        hint={say('codeHint')}
        autoComplete="one-time-code"
        autoFocus
        inputMode="numeric"
        maxLength={20}
        value={code}
        onChange={setCode}
        required
        wrong={isTried && code.trim() === '' ? say('needed') : undefined}
      />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {say('confirm')}
        </Button>
        {onCancel && <Button onClick={onCancel}>{common('cancel')}</Button>}
      </div>
    </form>
  )
}
