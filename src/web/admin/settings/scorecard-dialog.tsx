import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { companyDay } from '../../api/company.ts'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { COMMON } from '../../words/common.ts'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { beyondBounds, changedValues, draftOf, FIGURES, isReadable, type KpiDraft, weightSum } from './scorecard-draft.ts'
import { isWhenComplete, type When, WhenFields } from './setting-dialog.tsx'
import { changeSettings, type Settings } from './setting-queries.ts'
import { SETTINGS } from './setting-words.ts'

/** Weights, targets and caps of the scorecard together, so that the weights still add up to 100%. */
export function ScorecardDialog({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const say = useWords(SETTINGS)
  const common = useWords(COMMON)
  const client = useQueryClient()
  const [before] = useState(() => draftOf(settings.items))
  const [drafts, setDrafts] = useState(before)
  const [when, setWhen] = useState<When>({ day: companyDay(), reason: '' })
  const [isTried, setTried] = useState(false)
  const sum = weightSum(drafts)
  const values = changedValues(before, drafts)
  const beyond = beyondBounds(drafts)
  const isSound = sum === '100' && isReadable(drafts) && beyond.length === 0
  const isChanged = Object.keys(values).length > 0
  const save = useMutation({
    mutationFn: () => changeSettings({ values, effectiveFrom: when.day, reason: when.reason.trim() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['settings'] })
      onClose()
    },
  })
  const set = (kpi: string, change: (draft: KpiDraft) => KpiDraft) =>
    setDrafts((all) => all.map((draft) => (draft.kpi === kpi ? change(draft) : draft)))
  return (
    <Modal
      open
      width={760}
      title={say('changeScorecard')}
      okText={say('apply')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: save.isPending }}
      onCancel={onClose}
      onOk={() => {
        setTried(true)
        if (isSound && isChanged && isWhenComplete(when)) save.mutate()
      }}
    >
      <div className="stack">
        {drafts.map((draft) => (
          <KpiFields key={draft.kpi} draft={draft} regions={settings.regions} onChange={(change) => set(draft.kpi, change)} />
        ))}
        <SumNotice sum={sum} isReadable={isReadable(drafts)} />
        {beyond.map(({ kpi, figure, bounds }) => (
          <Notice key={`${kpi.en} ${figure}`} kind="bad">
            {say('beyondBounds', { kpi: inLanguage(kpi), figure: say(FIGURES.find((known) => known === figure) ?? 'target'), bounds })}
          </Notice>
        ))}
        {isTried && isSound && !isChanged && <Notice kind="warn">{say('nothingChanged')}</Notice>}
        <WhenFields value={when} onChange={setWhen} isTried={isTried} />
        <ProblemNotice problem={save.error} />
      </div>
    </Modal>
  )
}

function SumNotice({ sum, isReadable: isRead }: { sum: string | undefined; isReadable: boolean }) {
  const say = useWords(SETTINGS)
  if (sum === undefined || !isRead) return <Notice kind="bad">{say('sumUnreadable')}</Notice>
  return sum === '100' ? <Notice kind="good">{say('sum', { sum })}</Notice> : <Notice kind="bad">{say('sumWrong', { sum })}</Notice>
}

interface KpiFieldsProps {
  readonly draft: KpiDraft
  readonly regions: Settings['regions']
  readonly onChange: (change: (draft: KpiDraft) => KpiDraft) => void
}

function KpiFields({ draft, regions, onChange }: KpiFieldsProps) {
  const say = useWords(SETTINGS)
  const title = inLanguage(draft.title)
  const nameOf = (code: string) => regions.find((region) => region.code === code)?.name ?? code
  const others = regions.filter(({ code }) => !(code in draft.regions))
  const setRegion = (code: string, percent: string) => onChange((known) => ({ ...known, regions: { ...known.regions, [code]: percent } }))
  return (
    <fieldset className="kpi-fields">
      <legend>{title}</legend>
      {FIGURES.filter((figure) => figure in draft.figures).map((figure) => (
        <Figure
          key={figure}
          label={say(figure)}
          of={title}
          value={draft.figures[figure] ?? ''}
          onChange={(percent) => onChange((known) => ({ ...known, figures: { ...known.figures, [figure]: percent } }))}
        />
      ))}
      {Object.entries(draft.regions).map(([code, percent]) => (
        <Figure
          key={code}
          label={say('regionTarget', { region: nameOf(code) })}
          of={title}
          value={percent}
          onChange={(typed) => setRegion(code, typed)}
        />
      ))}
      {'target' in draft.figures && others.length > 0 && (
        <Select
          aria-label={`${say('addRegion')} ${title}`}
          placeholder={say('addRegion')}
          value={null}
          options={others.map(({ code, name }) => ({ value: code, label: name }))}
          style={{ minWidth: 160, alignSelf: 'end' }}
          onChange={(code: string | null) => code !== null && setRegion(code, draft.figures.target ?? '')}
        />
      )}
    </fieldset>
  )
}

function Figure({ label, of, value, onChange }: { label: string; of: string; value: string; onChange: (value: string) => void }) {
  const id = useId()
  return (
    <div className="kpi-figure">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        className="figures"
        inputMode="decimal"
        aria-label={`${of} ${label}`}
        value={value}
        onChange={(event) => onChange(event.target.value.normalize('NFKC'))}
      />
    </div>
  )
}
