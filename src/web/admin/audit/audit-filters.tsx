import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { periodsQuery } from '../../api/periods.ts'
import { periodName } from '../../parts/format.ts'
import { usePeopleNames } from '../../parts/people-names.ts'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { readAccounts } from '../accounts/account-queries.ts'
import { SearchField } from '../search-field.tsx'
import type { AuditSearch } from './audit-filter-names.ts'
import { type Deed, deedsQuery } from './audit-queries.ts'
import { AUDIT } from './audit-words.ts'

interface AuditFiltersProps {
  readonly value: AuditSearch
  readonly onChange: (value: AuditSearch) => void
}

export function AuditFilters({ value, onChange }: AuditFiltersProps) {
  const say = useWords(AUDIT)
  const narrow = (part: AuditSearch) => onChange({ ...value, ...part })
  const isNarrowed = Object.values(value).some((part) => part !== undefined)
  return (
    <section className="card audit-filters">
      <Labelled label={say('deed')}>
        {(id) => <DeedField id={id} value={value.action} onChange={(action) => narrow({ action })} />}
      </Labelled>
      <Labelled label={say('actor')}>{(id) => <ActorField id={id} value={value.actor} onChange={(actor) => narrow({ actor })} />}</Labelled>
      <Labelled label={say('period')}>
        {(id) => <PeriodField id={id} value={value.period} onChange={(period) => narrow({ period })} />}
      </Labelled>
      <Labelled label={say('first')}>{(id) => <DayField id={id} value={value.first} onChange={(first) => narrow({ first })} />}</Labelled>
      <Labelled label={say('last')}>{(id) => <DayField id={id} value={value.last} onChange={(last) => narrow({ last })} />}</Labelled>
      <Labelled label={say('person')}>
        {(id) => <SearchField id={id} value={value.person} onChange={(person) => narrow({ person })} />}
      </Labelled>
      <Labelled label={say('search')}>
        {(id) => <SearchField id={id} value={value.search} onChange={(search) => narrow({ search })} />}
      </Labelled>
      {isNarrowed && (
        <Button style={{ alignSelf: 'end' }} onClick={() => onChange({})}>
          {say('clear')}
        </Button>
      )}
    </section>
  )
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

interface FieldProps {
  readonly id: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

function DayField({ id, value, onChange }: FieldProps) {
  return <Input id={id} type="date" value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)} />
}

const GROUPS = [
  ['group_account', ['account', 'session', 'token']],
  ['group_month', ['period', 'run']],
  ['group_data', ['upload', 'record', 'change', 'mapping_profile', 'form']],
  ['group_marks', ['mark', 'incomplete', 'attendance', 'deputy']],
  ['group_answers', ['sheet', 'appeal', 'adjustment', 'payment']],
  ['group_reading', ['result', 'document', 'confirmation', 'bonus', 'audit']],
] as const

function DeedField({ id, value, onChange }: FieldProps) {
  const say = useWords(AUDIT)
  const { data } = useQuery(deedsQuery)
  const deeds = data?.items ?? []
  const groupOf = ({ action }: Deed) => {
    const [first = ''] = action.split('.')
    return GROUPS.find(([, firsts]) => firsts.some((each) => each === first))?.[0] ?? 'group_other'
  }
  const groups = [...GROUPS.map(([group]) => group), 'group_other' as const]
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={say('allDeeds')}
      value={value}
      onChange={(chosen: string | undefined) => onChange(chosen)}
      options={groups.map((group) => ({
        label: say(group),
        title: say(group),
        options: deeds.filter((deed) => groupOf(deed) === group).map((deed) => ({ value: deed.action, label: inLanguage(deed) })),
      }))}
    />
  )
}

function ActorField({ id, value, onChange }: FieldProps) {
  const say = useWords(AUDIT)
  const [typed, setTyped] = useState('')
  const { data, isFetching } = useQuery({
    queryKey: ['accounts', 'choice', typed],
    queryFn: () => readAccounts({ search: typed }, undefined, 20),
    placeholderData: (before) => before,
  })
  const nameOf = usePeopleNames([value])
  const found = (data?.items ?? []).map((account) => ({ value: account.id, label: `${account.name} (${account.username})` }))
  const isListed = value === undefined || found.some((option) => option.value === value)
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      placeholder={say('anyone')}
      value={value}
      onChange={(chosen: string | undefined) => onChange(chosen)}
      options={[...(isListed ? [] : [{ value, label: nameOf(value) }]), ...found, { value: 'system', label: say('system') }]}
    />
  )
}

function PeriodField({ id, value, onChange }: FieldProps) {
  const say = useWords(AUDIT)
  const { data } = useQuery(periodsQuery)
  return (
    <Select
      id={id}
      allowClear
      placeholder={say('allPeriods')}
      value={value}
      onChange={(chosen: string | undefined) => onChange(chosen)}
      options={(data?.items ?? []).map(({ period }) => ({ value: period, label: periodName(period) }))}
    />
  )
}
