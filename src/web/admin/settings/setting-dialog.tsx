import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { isWithin } from '../../../base/bounds.ts'
import { companyDay } from '../../api/company.ts'
import { ClauseLink } from '../../parts/clause-link.tsx'
import { ProblemNotice } from '../../parts/notice.tsx'
import { COMMON } from '../../words/common.ts'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { changeSettings, type Setting } from './setting-queries.ts'
import { valueInWords } from './setting-value.ts'
import { SETTINGS } from './setting-words.ts'
import { numberBounds, ValueField } from './value-field.tsx'

/** Changes one setting from a day on, with its reason. */
export function SettingDialog({ setting, onClose }: { setting: Setting; onClose: () => void }) {
  const say = useWords(SETTINGS)
  const common = useWords(COMMON)
  const client = useQueryClient()
  const [value, setValue] = useState(setting.value)
  const [isBack, setBack] = useState(false)
  const [when, setWhen] = useState<When>({ day: companyDay(), reason: '' })
  const [isTried, setTried] = useState(false)
  const bounds = numberBounds(setting)
  const isWrongNumber = setting.kind === 'number' && !isBack && !isWithin(value.trim(), bounds)
  const save = useMutation({
    mutationFn: () =>
      changeSettings({ values: { [setting.key]: isBack ? null : value.trim() }, effectiveFrom: when.day, reason: when.reason.trim() }),
    onSuccess: () => {
      // Where and by which months the company keeps its days comes with the session, and is on every screen.
      void client.invalidateQueries(setting.key.startsWith('company.') ? {} : { queryKey: ['settings'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={say('changeTitle', { title: inLanguage(setting.title) })}
      okText={say('apply')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: save.isPending }}
      onCancel={onClose}
      onOk={() => {
        setTried(true)
        if (!isWrongNumber && isWhenComplete(when)) save.mutate()
      }}
    >
      <div className="stack">
        <p className="quiet">
          <ClauseLink clause={setting.clause} /> {setting.clauseText && inLanguage(setting.clauseText)}
        </p>
        <ValueField setting={setting} value={value} isDisabled={isBack} onChange={setValue} wrong={isTried && isWrongNumber} />
        {setting.change !== null && setting.fileValue !== null && (
          <Checkbox checked={isBack} onChange={(event) => setBack(event.target.checked)}>
            {say('back', { value: valueInWords(setting, setting.fileValue) })}
          </Checkbox>
        )}
        <WhenFields value={when} onChange={setWhen} isTried={isTried} hint={isOfCalendar(setting) ? 'calendarHint' : 'effectiveHint'} />
        <ProblemNotice problem={save.error} />
      </div>
    </Modal>
  )
}

/** From when on a change holds, and why. */
export interface When {
  readonly day: string
  readonly reason: string
}

export function isWhenComplete({ day, reason }: When): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && reason.trim() !== ''
}

interface WhenFieldsProps {
  readonly value: When
  readonly onChange: (value: When) => void
  readonly isTried: boolean
  readonly hint?: 'effectiveHint' | 'calendarHint'
}

export function WhenFields({ value, onChange, isTried, hint = 'effectiveHint' }: WhenFieldsProps) {
  const say = useWords(SETTINGS)
  const common = useWords(COMMON)
  const id = useId()
  const isDayMissing = isTried && !/^\d{4}-\d\d-\d\d$/.test(value.day)
  const isReasonMissing = isTried && value.reason.trim() === ''
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-day`}>{say('effectiveFrom')}</label>
        <Input
          id={`${id}-day`}
          type="date"
          value={value.day}
          aria-invalid={isDayMissing}
          aria-describedby={`${id}-hint`}
          style={{ maxWidth: 200 }}
          onChange={(event) => onChange({ ...value, day: event.target.value })}
        />
        <div className="hint" id={`${id}-hint`}>
          {say(hint)}
        </div>
        {isDayMissing && <div className="wrong">{say('dayNeeded')}</div>}
      </div>
      <div className="field">
        <label htmlFor={`${id}-reason`}>{common('reason')}</label>
        <Input.TextArea
          id={`${id}-reason`}
          rows={2}
          maxLength={1000}
          value={value.reason}
          aria-invalid={isReasonMissing}
          onChange={(event) => onChange({ ...value, reason: event.target.value })}
        />
        <div className={isReasonMissing ? 'wrong' : 'hint'}>{isReasonMissing ? common('reasonNeeded') : say('reasonHint')}</div>
      </div>
    </>
  )
}

function isOfCalendar({ key }: Setting): boolean {
  return key.startsWith('company.monthStartsOn') || key === 'company.yearStartsIn'
}
