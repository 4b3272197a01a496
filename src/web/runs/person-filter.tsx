import { Input, Select } from 'antd'
import { useId } from 'react'
import { useWords } from '../words/words.ts'
import { COMPARISON } from './comparison-words.ts'
import { KINDS } from './search.ts'

export interface PersonFilterValue {
  readonly kind?: (typeof KINDS)[number] | undefined
  readonly region?: string | undefined
  readonly q?: string | undefined
}

interface PersonFilterProps {
  readonly value: PersonFilterValue
  readonly regions: ReadonlyMap<string, string>
  readonly onChange: (part: PersonFilterValue) => void
}

const ALL = ''

/** Narrows a list of people by what they are, where and by part of their name or number. */
export function PersonFilter({ value, regions, onChange }: PersonFilterProps) {
  const say = useWords(COMPARISON)
  const id = useId()
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-kind`}>{say('kind')}</label>
        <Select
          id={`${id}-kind`}
          value={value.kind ?? ALL}
          onChange={(chosen: string) => onChange({ kind: KINDS.find((kind) => kind === chosen) })}
          options={[{ value: ALL, label: say('allKinds') }, ...KINDS.map((kind) => ({ value: kind, label: say(kind) }))]}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-region`}>{say('region')}</label>
        <Select
          id={`${id}-region`}
          value={value.region ?? ALL}
          onChange={(chosen: string) => onChange({ region: chosen === ALL ? undefined : chosen })}
          options={[{ value: ALL, label: say('allRegions') }, ...[...regions].map(([code, name]) => ({ value: code, label: name }))]}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-q`}>{say('search')}</label>
        <Input
          id={`${id}-q`}
          type="search"
          allowClear
          maxLength={50}
          value={value.q ?? ''}
          onChange={(event) => onChange({ q: event.target.value === '' ? undefined : event.target.value })}
        />
      </div>
    </>
  )
}

/** Whether somebody is in the narrowed list. */
export function isFound(
  { kind, region, q }: PersonFilterValue,
  person: { readonly kind: string; readonly region: string; readonly name: string; readonly employee: string },
): boolean {
  if (kind !== undefined && person.kind !== kind) return false
  if (region !== undefined && person.region !== region) return false
  const part = q?.trim().toLowerCase() ?? ''
  return part === '' || person.name.toLowerCase().includes(part) || person.employee.toLowerCase().includes(part)
}
