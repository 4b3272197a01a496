import { Button, Modal } from 'antd'
import { Notice } from '../../parts/notice.tsx'
import { Secret } from '../../parts/secret.tsx'
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
