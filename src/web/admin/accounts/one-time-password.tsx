import { Button, Modal } from 'antd'
import { useState } from 'react'
import { Notice } from '../../parts/notice.tsx'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import type { WithPassword } from './account-queries.ts'
import { ACCOUNTS } from './account-words.ts'
import './accounts.css'

/** Shows a one-time password 一次性密码 the only time that it can be shown. */
export function OneTimePassword({ made, onClose }: { made: WithPassword | undefined; onClose: () => void }) {
  const say = useWords(ACCOUNTS)
  return (
    <Modal
      open={made !== undefined}
      title={say('passwordReady')}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={onClose}>
          {say('done')}
        </Button>
      }
    >
      {made && <PasswordSlip made={made} />}
    </Modal>
  )
}

function PasswordSlip({ made: { account, oneTimePassword } }: { made: WithPassword }) {
  const say = useWords(ACCOUNTS)
  return (
    <div className="stack">
      <Notice kind="warn">{say('passwordMore')}</Notice>
      <dl className="secret-facts">
        <dt>{say('name')}</dt>
        <dd>{account.name}</dd>
        <dt>{say('username')}</dt>
        <dd>{account.username}</dd>
      </dl>
      <Secret label={say('passwordReady')} secret={oneTimePassword} copyLabel={say('copyPassword')} />
    </div>
  )
}

/** A secret that can be selected whole and copied. */
export function Secret({ label, secret, copyLabel }: { label: string; secret: string; copyLabel: string }) {
  const say = useWords(ACCOUNTS)
  const common = useWords(COMMON)
  const [state, setState] = useState<'copied' | 'failed'>()
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setState('copied'),
      () => setState('failed'),
    )
  return (
    <>
      <div className="secret">
        <output aria-label={label}>{secret}</output>
        <Button onClick={() => void copy()}>{copyLabel}</Button>
      </div>
      <div role="status" className="quiet">
        {state === 'copied' ? common('copied') : state === 'failed' ? say('copyFailed') : ''}
      </div>
    </>
  )
}
