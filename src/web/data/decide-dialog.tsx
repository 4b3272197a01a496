import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { DECISIONS } from '../../domain/engineers/service-facts.ts'
import { answer } from '../api/resource.ts'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useWords } from '../words/words.ts'
import { incompletePeriods } from './api.ts'
import { type IncompleteCase, moduleName } from './incomplete-case.ts'
import { INCOMPLETE_WORDS } from './incomplete-words.ts'

type Decision = (typeof DECISIONS)[number]

interface CaseDialogProps {
  readonly period: string
  readonly each: IncompleteCase
  readonly onDone: () => void
}

/** What becomes of a module without data: four ways, each with what it does, and the reason that is printed. */
export function DecideDialog({ period, each, onDone }: CaseDialogProps) {
  const say = useWords(INCOMPLETE_WORDS)
  const queryClient = useQueryClient()
  const id = useId()
  const [decision, setDecision] = useState<Decision>(each.decision?.decision ?? 'reweight')
  const [value, setValue] = useState(each.decision?.value ?? '')
  const [isTried, setTried] = useState(false)
  const isWrong = decision === 'value' && !/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/.test(plain(value))
  const decide = useMutation({
    mutationFn: (reason: string) =>
      answer(
        incompletePeriods[':period'].incomplete[':employee'].decision.$post({
          param: { period, employee: encodeURIComponent(each.employee) },
          json: {
            decision,
            reason,
            ...(decision === 'exclude' ? {} : { module: each.module }),
            ...(decision === 'value' ? { value: plain(value) } : {}),
          },
        }),
      ),
    onSuccess: async () => {
      onDone()
      await queryClient.invalidateQueries()
    },
  })
  return (
    <ReasonDialog
      open
      title={say('decideTitle', { name: each.name, module: moduleName(each) })}
      isPending={decide.isPending}
      problem={decide.error}
      onCancel={onDone}
      onConfirm={(reason) => {
        setTried(true)
        if (!isWrong) decide.mutate(reason)
      }}
    >
      <Radio.Group
        aria-label={say('decision')}
        vertical
        value={decision}
        onChange={(event) => setDecision(DECISIONS.find((one) => one === event.target.value) ?? 'reweight')}
        options={DECISIONS.map((one) => ({
          value: one,
          label: (
            <span>
              {say(one)} <span className="quiet">{say(`${one}More`)}</span>
            </span>
          ),
        }))}
      />
      {decision === 'value' && (
        <div className="field">
          <label htmlFor={id}>{say('valueLabel')}</label>
          <Input
            id={id}
            value={value}
            inputMode="decimal"
            maxLength={6}
            style={{ maxWidth: 160 }}
            status={isTried && isWrong ? 'error' : ''}
            aria-invalid={isTried && isWrong}
            onChange={(event) => setValue(event.target.value)}
          />
          {isTried && isWrong && <div className="wrong">{say('valueWrong')}</div>}
        </div>
      )}
      <p className="quiet">{say('printed')}</p>
    </ReasonDialog>
  )
}

/** Digits typed with a Chinese keyboard are digits too. */
function plain(text: string): string {
  return text.normalize('NFKC').trim()
}

/** Takes a decision back: the case waits again. */
export function WithdrawDialog({ period, each, onDone }: CaseDialogProps) {
  const say = useWords(INCOMPLETE_WORDS)
  const queryClient = useQueryClient()
  const withdraw = useMutation({
    mutationFn: (reason: string) =>
      answer(
        incompletePeriods[':period'].incomplete[':employee'].withdraw.$post({
          param: { period, employee: encodeURIComponent(each.employee) },
          json: { reason, ...(each.decision?.decision === 'exclude' ? {} : { module: each.module }) },
        }),
      ),
    onSuccess: async () => {
      onDone()
      await queryClient.invalidateQueries()
    },
  })
  return (
    <ReasonDialog
      open
      danger
      title={say('withdrawTitle', { name: each.name })}
      confirmLabel={say('withdraw')}
      isPending={withdraw.isPending}
      problem={withdraw.error}
      onCancel={onDone}
      onConfirm={(reason) => withdraw.mutate(reason)}
    >
      {say('withdrawBody')}
    </ReasonDialog>
  )
}
