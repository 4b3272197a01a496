import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { BALANCE_DECISIONS, type BalanceDecision } from '../../domain/states.ts'
import { companyDay } from '../api/company.ts'
import { answer } from '../api/resource.ts'
import { periodName, yuan } from '../parts/format.ts'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useWords } from '../words/words.ts'
import { type Balance, balances } from './api.ts'
import { BALANCES } from './balance-words.ts'

interface BalanceDialogProps {
  readonly balance: Balance
  readonly onDone: () => void
}

/** Everything that shows what somebody is paid may say something else once a balance is decided. */
function useDone(onDone: () => void) {
  const client = useQueryClient()
  return async () => {
    onDone()
    await client.invalidateQueries()
  }
}

/** Asks what is done about what is open: deducted, asked back or written off, with a reason. */
export function DecideBalanceDialog({ balance, onDone }: BalanceDialogProps) {
  const say = useWords(BALANCES)
  const id = useId()
  const { name, period, open, suggestion } = balance
  const [decision, setDecision] = useState<BalanceDecision>(suggestion ?? 'carry')
  const [monthly, setMonthly] = useState('')
  const decide = useMutation({
    mutationFn: (reason: string) =>
      answer(
        balances[':balance'].decision.$post({
          param: { balance: String(balance.id) },
          json: { decision, reason, ...(decision === 'carry' && monthly.trim() !== '' ? { monthly: monthly.trim() } : {}) },
        }),
      ),
    onSuccess: useDone(onDone),
  })
  return (
    <ReasonDialog
      open
      title={say('decideTitle', { name, period: periodName(period), open: yuan(open) })}
      confirmLabel={say('decide')}
      danger={decision === 'write_off'}
      isPending={decide.isPending}
      problem={decide.error}
      onCancel={onDone}
      onConfirm={(reason) => decide.mutate(reason)}
    >
      <Radio.Group
        aria-label={say('what')}
        value={decision}
        onChange={({ target }) => setDecision(target.value)}
        style={{ display: 'grid', gap: 4 }}
      >
        {BALANCE_DECISIONS.map((each) => (
          <Radio key={each} value={each}>
            {say(`choose_${each}`)}
            {each === suggestion && <span className="quiet">{say('suggested')}</span>}
          </Radio>
        ))}
      </Radio.Group>
      {decision === 'carry' && (
        <div className="field">
          <label htmlFor={id}>{say('monthly')}</label>
          <Input id={id} inputMode="decimal" maxLength={20} value={monthly} onChange={(event) => setMonthly(event.target.value)} />
        </div>
      )}
    </ReasonDialog>
  )
}

/** Asks on which day what was to be reclaimed came in. */
export function ReceiveBalanceDialog({ balance, onDone }: BalanceDialogProps) {
  const say = useWords(BALANCES)
  const id = useId()
  const today = companyDay()
  const [received, setReceived] = useState(today)
  const receive = useMutation({
    mutationFn: (reason: string) =>
      answer(balances[':balance'].receipt.$post({ param: { balance: String(balance.id) }, json: { day: received, reason } })),
    onSuccess: useDone(onDone),
  })
  return (
    <ReasonDialog
      open
      title={say('receiveTitle', { name: balance.name, open: yuan(balance.open) })}
      confirmLabel={say('receive')}
      isPending={receive.isPending}
      problem={receive.error}
      onCancel={onDone}
      onConfirm={(reason) => received !== '' && receive.mutate(reason)}
    >
      <div className="field">
        <label htmlFor={id}>{say('day')}</label>
        <Input
          id={id}
          type="date"
          max={today}
          value={received}
          status={received === '' ? 'error' : ''}
          onChange={(event) => setReceived(event.target.value)}
        />
        {received === '' && <div className="wrong">{say('dayNeeded')}</div>}
      </div>
    </ReasonDialog>
  )
}
