import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useId, useState } from 'react'
import { periods } from '../api/periods.ts'
import { answer } from '../api/resource.ts'
import { periodName } from '../parts/format.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { DeadlineFields, NO_DEADLINES, utcDeadlines } from './deadline-fields.tsx'
import { nextMonth, PARTS_OF_YEAR, PERIOD_KINDS, type PeriodKind, type PeriodParts, periodParts, periodText } from './period-parts.ts'
import { PERIODS } from './periods-words.ts'

interface OpenPeriodDialogProps {
  /** The periods that were opened before. */
  readonly opened: readonly string[]
  /** The one that one came to open. */
  readonly asked: string | undefined
  readonly onClose: () => void
}

/** Opens a period of the calendar, with the deadlines of its steps where they are known already. */
export function OpenPeriodDialog({ opened, asked, onClose }: OpenPeriodDialogProps) {
  const say = useWords(PERIODS)
  const common = useWords(COMMON)
  const navigate = useNavigate()
  const client = useQueryClient()
  const [parts, setParts] = useState<PeriodParts>(periodParts(asked) ?? nextMonth(opened, new Date()))
  const [deadlines, setDeadlines] = useState(NO_DEADLINES)
  const period = periodText(parts)
  const isOpen = opened.includes(period)
  const open = useMutation({
    mutationFn: () => answer(periods.$post({ json: { period, deadlines: utcDeadlines(deadlines) } })),
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: ['periods'] }), client.invalidateQueries({ queryKey: ['home'] })])
      await navigate({ to: '/periods/$period', params: { period } })
    },
  })
  return (
    <Modal
      open
      title={say('dialogTitle')}
      okText={say('open')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: open.isPending, disabled: isOpen }}
      onOk={() => open.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="quiet">{say('dialogLead')}</p>
        <PeriodFields parts={parts} onChange={setParts} />
        {isOpen && <Notice kind="warn">{say('alreadyOpen', { period: periodName(period) })}</Notice>}
        <h3>{say('deadlines')}</h3>
        <DeadlineFields value={deadlines} onChange={setDeadlines} />
        <ProblemNotice problem={open.error} />
      </div>
    </Modal>
  )
}

function PeriodFields({ parts, onChange }: { parts: PeriodParts; onChange: (parts: PeriodParts) => void }) {
  const say = useWords(PERIODS)
  const id = useId()
  const years = Array.from({ length: 5 }, (_, index) => new Date().getFullYear() + 1 - index)
  const listed = years.includes(parts.year) ? years : [parts.year, ...years].sort((a, b) => b - a)
  const numbers = Array.from({ length: PARTS_OF_YEAR[parts.kind] }, (_, index) => index + 1)
  const partName = (number: number) => {
    if (parts.kind === 'month') return say('monthNumber', { number })
    if (parts.kind === 'quarter') return say('quarterNumber', { number })
    if (parts.kind === 'half') return say(number === 1 ? 'half1' : 'half2')
    return say('wholeYear')
  }
  const choose = (kind: PeriodKind) => onChange({ ...parts, kind, number: Math.min(parts.number, PARTS_OF_YEAR[kind]) })
  return (
    <div className="period-fields">
      <div className="field">
        <label htmlFor={`${id}-kind`}>{say('kind')}</label>
        <select
          id={`${id}-kind`}
          className="plain-select"
          value={parts.kind}
          onChange={(event) => choose(event.target.value as PeriodKind)}
        >
          {PERIOD_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say(kind)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-year`}>{say('yearOf')}</label>
        <select
          id={`${id}-year`}
          className="plain-select"
          value={parts.year}
          onChange={(event) => onChange({ ...parts, year: Number(event.target.value) })}
        >
          {listed.map((year) => (
            <option key={year}>{year}</option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-part`}>{say('part')}</label>
        <select
          id={`${id}-part`}
          className="plain-select"
          value={parts.number}
          onChange={(event) => onChange({ ...parts, number: Number(event.target.value) })}
        >
          {numbers.map((number) => (
            <option key={number} value={number}>
              {partName(number)}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}
