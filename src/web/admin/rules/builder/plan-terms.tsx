import { Checkbox } from 'antd'
import { Section } from '../../../parts/page.tsx'
import { useWords } from '../../../words/words.ts'
import { BUILDER } from './builder-words.ts'
import { ChoiceField, FieldGrid, TextPart } from './fields.tsx'
import { fractionDigits, percentDigits, plainNumber } from './percent-digits.ts'
import type { PlanPart } from './plan-form.tsx'
import { at, type JsonObject, put, textAt } from './rule-json.ts'

/** Floor, cap, guarantee or draw, reserve, refunds, and where the service bonus comes from (P4, P5, P8, P9). */
export function PlanTerms({ json, onChange, version }: PlanPart) {
  const say = useWords(BUILDER)
  const path = (...keys: readonly (string | number)[]) => [...version, ...keys]
  const part = { json, onChange }
  const group = (name: 'guarantee' | 'reserve', first: string, rest: JsonObject, text: string) => {
    const own = at(json, path(name))
    const next = text.trim() === '' ? undefined : { ...rest, ...(typeof own === 'object' ? own : {}), [first]: text }
    onChange(put(json, path(name), next), name)
  }
  return (
    <Section title={say('terms')}>
      <FieldGrid>
        <TextPart {...part} label={say('floor')} path={path('floor')} write={plainNumber} optional />
        <TextPart {...part} label={say('cap')} path={path('cap')} write={plainNumber} optional />
        <TextPart
          json={json}
          onChange={(next) => group('guarantee', 'amount', { recoverable: false }, textAt(next, path('guarantee', 'amount')))}
          label={say('guarantee')}
          path={path('guarantee', 'amount')}
          write={plainNumber}
        />
        {at(json, path('guarantee')) !== undefined && (
          <Checkbox
            checked={at(json, path('guarantee', 'recoverable')) === true}
            onChange={(event) => onChange(put(json, path('guarantee', 'recoverable'), event.target.checked))}
          >
            {say('recoverable')}
          </Checkbox>
        )}
        <TextPart
          json={json}
          onChange={(next) => group('reserve', 'share', {}, textAt(next, path('reserve', 'share')))}
          label={say('reserve')}
          path={path('reserve', 'share')}
          read={percentDigits}
          write={fractionDigits}
        />
        {at(json, path('reserve')) !== undefined && <ReserveEnd json={json} onChange={onChange} path={path('reserve')} />}
        <ChoiceField
          label={say('refunds')}
          value={textAt(json, path('refunds')) || 'originalPeriod'}
          options={(['originalPeriod', 'currentPeriod'] as const).map((value) => ({ value, label: say(value) }))}
          onChange={(value) => onChange(put(json, path('refunds'), value))}
        />
        <ChoiceField
          label={say('serviceBonus')}
          value={textAt(json, path('serviceBonus')) || 'proportion'}
          options={(['proportion', 'regionLine'] as const).map((value) => ({ value, label: say(value) }))}
          onChange={(value) => onChange(put(json, path('serviceBonus'), value))}
        />
      </FieldGrid>
    </Section>
  )
}

function ReserveEnd({ json, onChange, path }: Pick<PlanPart, 'json' | 'onChange'> & { path: readonly (string | number)[] }) {
  const say = useWords(BUILDER)
  const months = [...path, 'releasedAfterMonths']
  const typed = textAt(json, months)
  const change = (next: JsonObject) => {
    const text = textAt(next, months)
    onChange(put(json, months, text === '' ? undefined : /^\d{1,3}$/.test(text) ? Number(text) : text), 'reserve.months')
  }
  return (
    <>
      <TextPart
        json={json}
        onChange={change}
        label={say('releasedAfter')}
        path={months}
        hint={typed === '' ? say('neverReleased') : ''}
        write={plainNumber}
      />
      <ChoiceField
        label={say('whenLeft')}
        value={textAt(json, [...path, 'whenLeft']) || 'forfeited'}
        options={(['forfeited', 'paid'] as const).map((value) => ({ value, label: say(value) }))}
        onChange={(value) => onChange(put(json, [...path, 'whenLeft'], value))}
      />
    </>
  )
}
