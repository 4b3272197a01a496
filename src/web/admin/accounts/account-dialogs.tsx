import { useMutation, useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { ProblemNotice } from '../../parts/notice.tsx'
import { Loaded } from '../../parts/page.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import { AccountFields, isComplete, NEW_ACCOUNT } from './account-fields.tsx'
import { type Account, changeAccount, createAccount, readAccount, useAccountsChanged, type WithPassword } from './account-queries.ts'
import { ACCOUNTS } from './account-words.ts'

/** Asks for a new account; hands on what was made with its one-time password. */
export function NewAccountDialog({ onClose, onMade }: { onClose: () => void; onMade: (made: WithPassword) => void }) {
  const say = useWords(ACCOUNTS)
  const common = useWords(COMMON)
  const changed = useAccountsChanged()
  const [draft, setDraft] = useState(NEW_ACCOUNT)
  const [isTried, setTried] = useState(false)
  const make = useMutation({
    mutationFn: () =>
      createAccount({
        username: draft.username.trim(),
        name: draft.name.trim(),
        positions: draft.positions,
        employee: draft.employee.trim() || undefined,
        email: draft.email.trim() || undefined,
      }),
    onSuccess: (made) => {
      changed()
      onMade(made)
    },
  })
  return (
    <Modal
      open
      title={say('make')}
      okText={say('create')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: make.isPending }}
      onCancel={onClose}
      onOk={() => {
        setTried(true)
        if (isComplete(draft)) make.mutate()
      }}
    >
      <div className="stack">
        <AccountFields draft={draft} onChange={setDraft} isTried={isTried} isNew />
        <ProblemNotice problem={make.error} />
      </div>
    </Modal>
  )
}

/** Changes an account as it is at this moment, whatever the list behind it shows. */
export function EditAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const say = useWords(ACCOUNTS)
  const query = useQuery({
    queryKey: ['accounts', 'one', account.id],
    queryFn: () => readAccount(account.id),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  if (query.data) return <EditForm account={query.data.body} version={query.data.version} onClose={onClose} />
  return (
    <Modal open title={say('editTitle', { name: account.name })} footer={null} onCancel={onClose}>
      <Loaded query={query}>{() => null}</Loaded>
    </Modal>
  )
}

function EditForm({ account, version, onClose }: { account: Account; version: string; onClose: () => void }) {
  const say = useWords(ACCOUNTS)
  const common = useWords(COMMON)
  const changed = useAccountsChanged()
  const [draft, setDraft] = useState({
    username: account.username,
    name: account.name,
    email: account.email ?? '',
    employee: account.employee ?? '',
    positions: [...account.positions],
  })
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      changeAccount(account.id, version, {
        name: draft.name.trim(),
        email: draft.email.trim() || null,
        employee: draft.employee.trim() || null,
        positions: draft.positions,
        reason: reason.trim(),
      }),
    onSuccess: () => {
      changed()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={say('editTitle', { name: account.name })}
      okText={common('save')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: save.isPending }}
      onCancel={onClose}
      onOk={() => {
        setTried(true)
        if (isComplete(draft) && reason.trim() !== '') save.mutate()
      }}
    >
      <div className="stack">
        <AccountFields draft={draft} onChange={setDraft} isTried={isTried} isNew={false} />
        <TextField
          label={common('reason')}
          value={reason}
          required
          maxLength={1000}
          wrong={isTried && reason.trim() === '' ? common('reasonNeeded') : undefined}
          onChange={setReason}
        />
        <ProblemNotice problem={save.error} />
      </div>
    </Modal>
  )
}
