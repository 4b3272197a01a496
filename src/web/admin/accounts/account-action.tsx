import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { useWords } from '../../words/words.ts'
import {
  type Account,
  closeAccount,
  endSessions,
  removeSecondFactor,
  reopenAccount,
  resetPassword,
  useAccountsChanged,
  type WithPassword,
} from './account-queries.ts'
import { ACCOUNTS } from './account-words.ts'

/** What is about to be done to an account, once its reason is given. */
export interface AccountAction {
  readonly kind: 'reset' | 'end' | 'factor' | 'close' | 'reopen'
  readonly account: Account
}

interface AccountActionDialogProps {
  readonly action: AccountAction | undefined
  readonly onClose: () => void
  readonly onPassword: (made: WithPassword) => void
}

/** Asks for the reason and does it; a new one-time password is handed on. */
export function AccountActionDialog({ action, onClose, onPassword }: AccountActionDialogProps) {
  const say = useWords(ACCOUNTS)
  const changed = useAccountsChanged()
  const act = useMutation({
    mutationFn: async ({ kind, account, reason }: AccountAction & { reason: string }) => {
      if (kind === 'reset') return resetPassword(account.id, reason)
      if (kind === 'end') await endSessions(account.id, reason)
      else if (kind === 'factor') await removeSecondFactor(account.id, reason)
      else await (kind === 'close' ? closeAccount : reopenAccount)(account.id, reason)
      return undefined
    },
    onSuccess: (made) => {
      changed()
      onClose()
      if (made) onPassword(made)
    },
  })
  const { reset } = act
  useEffect(() => {
    if (action === undefined) reset()
  }, [action, reset])
  const kind = action?.kind ?? 'close'
  return (
    <ReasonDialog
      open={action !== undefined}
      title={say(`${kind}Title`, { name: action?.account.name ?? '' })}
      danger={kind === 'close'}
      confirmLabel={say(kind)}
      isPending={act.isPending}
      problem={act.error}
      onCancel={onClose}
      onConfirm={(reason) => action && act.mutate({ ...action, reason })}
    >
      {kind === 'reopen' ? null : say(`${kind}More`)}
    </ReasonDialog>
  )
}
