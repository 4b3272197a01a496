import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { periodsQuery } from '../../api/periods.ts'
import { useSession } from '../../api/session.ts'
import { periodName } from '../../parts/format.ts'
import { ProblemNotice } from '../../parts/notice.tsx'
import { Section } from '../../parts/page.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { percentText, ratioText } from '../settings/percent-text.ts'
import { type Setting, settingsQuery } from '../settings/setting-queries.ts'
import { isRatio, valueInWords } from '../settings/setting-value.ts'
import { ValueField } from '../settings/value-field.tsx'
import { ruleDraftsQuery, startWhatIf } from './what-if-queries.ts'
import { WHAT_IF_WORDS } from './what-if-words.ts'
import './what-if.css'

/** So many of the latest periods can be chosen. */
const OFFERED = 24
/** Chosen unless told. */
const LATEST = 3

/** The form of a new what-if: on which periods, and which settings and drafts are tried. */
export function NewWhatIf() {
  const say = useWords(WHAT_IF_WORDS)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { may } = useSession()
  const { draft, setting } = useSearch({ from: '/shell/what-ifs' })
  const id = useId()
  const opened = useQuery(periodsQuery)
  const settings = useQuery(settingsQuery(undefined))
  const drafts = useQuery({ ...ruleDraftsQuery, enabled: may('rule.write') })
  const [title, setTitle] = useState('')
  const [own, setOwn] = useState<readonly string[]>()
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [chosen, setChosen] = useState<readonly string[]>(draft === undefined ? [] : [draft])
  const [isTried, setTried] = useState(false)
  const offered = (opened.data?.items ?? []).slice(0, OFFERED)
  const periods = own ?? offered.slice(0, LATEST).map(({ period }) => period)
  const known = new Map((settings.data?.items ?? []).filter(({ key }) => key.includes('.')).map((each) => [each.key, each]))
  const meant = setting === undefined ? undefined : known.get(setting)
  const changed = meant && values[meant.key] === undefined ? { ...values, [meant.key]: meant.value } : values
  const texts = (drafts.data?.items ?? []).filter(({ rule }) => chosen.includes(rule))
  const isEmpty = Object.keys(changed).length + texts.length === 0
  const start = useMutation({
    mutationFn: () =>
      startWhatIf({
        title: title.trim(),
        periods: [...periods],
        settings: changed,
        texts: Object.fromEntries(texts.map(({ file, text }) => [file, text])),
      }),
    onSuccess: (begun) => {
      void client.invalidateQueries({ queryKey: ['what-ifs'] })
      void navigate({ to: '/what-ifs/$id', params: { id: begun.id } })
    },
  })
  const wrong = {
    title: isTried && title.trim() === '',
    periods: isTried && periods.length === 0,
    change: isTried && isEmpty,
  }
  return (
    <Section title={say('fresh')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (title.trim() !== '' && periods.length > 0 && !isEmpty) start.mutate()
        }}
      >
        <div className="field">
          <label htmlFor={`${id}-title`}>{say('name')}</label>
          <Input
            id={`${id}-title`}
            value={title}
            maxLength={200}
            aria-invalid={wrong.title}
            style={{ maxWidth: 420 }}
            onChange={(event) => setTitle(event.target.value)}
          />
          <div className={wrong.title ? 'wrong' : 'hint'}>{say(wrong.title ? 'nameNeeded' : 'nameHint')}</div>
        </div>
        <fieldset className="field bare-fieldset">
          <legend>{say('periods')}</legend>
          <Checkbox.Group
            value={[...periods]}
            options={offered.map(({ period }) => ({ value: period, label: periodName(period) }))}
            onChange={(all: string[]) => setOwn(all)}
          />
          <div className={wrong.periods ? 'wrong' : 'hint'}>{say(wrong.periods ? 'periodsNeeded' : 'periodsHint')}</div>
        </fieldset>
        <fieldset className="field bare-fieldset">
          <legend>{say('settings')}</legend>
          {Object.entries(changed).map(([key, value]) => {
            const info = known.get(key)
            return (
              info && (
                <TriedSetting
                  key={key}
                  setting={info}
                  value={value}
                  onChange={(next) => setValues({ ...changed, [key]: next })}
                  onRemove={() => setValues(Object.fromEntries(Object.entries(changed).filter(([other]) => other !== key)))}
                />
              )
            )
          })}
          <Select
            aria-label={say('addSetting')}
            placeholder={say('addSetting')}
            value={null}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: '100%', maxWidth: 420 }}
            options={[...known.values()]
              .filter(({ key }) => changed[key] === undefined)
              .map((each) => ({ value: each.key, label: nameOf(each) }))}
            onChange={(key: string | null) => key !== null && setValues({ ...changed, [key]: known.get(key)?.value ?? '' })}
          />
        </fieldset>
        {may('rule.write') && (
          <fieldset className="field bare-fieldset">
            <legend>{say('drafts')}</legend>
            {drafts.data?.items.length === 0 && <p className="quiet">{say('noDrafts')}</p>}
            <Checkbox.Group
              value={[...chosen]}
              options={(drafts.data?.items ?? []).map(({ rule }) => ({ value: rule, label: rule }))}
              onChange={(all: string[]) => setChosen(all)}
            />
            {(drafts.data?.items.length ?? 0) > 0 && <div className="hint">{say('draftsHint')}</div>}
          </fieldset>
        )}
        {wrong.change && <div className="wrong">{say('changeNeeded')}</div>}
        <ProblemNotice problem={start.error ?? settings.error ?? opened.error} />
        <div>
          <Button type="primary" htmlType="submit" loading={start.isPending}>
            {say('start')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

interface TriedSettingProps {
  readonly setting: Setting
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onRemove: () => void
}

function TriedSetting({ setting, value, onChange, onRemove }: TriedSettingProps) {
  const say = useWords(WHAT_IF_WORDS)
  const name = nameOf(setting)
  return (
    <div className="tried-setting">
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <span>
          <strong>{name}</strong> <span className="quiet">{say('now', { value: valueInWords(setting, setting.value) })}</span>
        </span>
        <button type="button" className="link-button" aria-label={`${say('remove')} ${name}`} onClick={onRemove}>
          {say('remove')}
        </button>
      </div>
      {setting.scorecard ? (
        <ScorecardValue setting={setting} value={value} name={name} onChange={onChange} />
      ) : (
        <ValueField setting={setting} value={value} isDisabled={false} wrong={false} onChange={onChange} />
      )}
    </div>
  )
}

/** A weight or target, in per cent; another figure of a scorecard as it is. */
function ScorecardValue({ setting, value, name, onChange }: Omit<TriedSettingProps, 'onRemove'> & { name: string }) {
  const percent = isRatio(setting)
  const [text, setText] = useState(percent ? percentText(value) : value)
  return (
    <Input
      aria-label={name}
      inputMode="decimal"
      value={text}
      suffix={percent ? '%' : undefined}
      style={{ maxWidth: 160 }}
      onChange={(event) => {
        const typed = event.target.value.normalize('NFKC')
        setText(typed)
        onChange(percent ? (ratioText(typed) ?? typed) : typed)
      }}
    />
  )
}

/** What a setting is called among all: with its rule, or its KPI and region. */
function nameOf({ title, rule, scorecard }: Setting): string {
  if (scorecard) return [inLanguage(scorecard.title), inLanguage(title), scorecard.region].filter((part) => part !== null).join(' · ')
  return rule ? `${inLanguage(rule.title)} · ${inLanguage(title)}` : inLanguage(title)
}
