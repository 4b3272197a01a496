import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { answer } from '../api/resource.ts'
import { useWords } from '../words/words.ts'
import { people, records, regionsQuery } from './api.ts'
import { RECORD_WORDS } from './record-words.ts'

interface ReferenceChoiceProps {
  readonly id: string
  readonly type: 'employee' | 'client' | 'region'
  readonly value: string
  readonly isRequired: boolean
  readonly disabled: boolean
  readonly status?: 'error'
  readonly onChange: (code: string) => void
}

/** A person, client or region found by part of its code or name: nobody has to know codes by heart, and ten thousand are not loaded. */
export function ReferenceChoice({ type, value, isRequired, onChange, ...rest }: ReferenceChoiceProps) {
  const say = useWords(RECORD_WORDS)
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const { data: found, isFetching } = useQuery({
    queryKey: ['references', type, asked],
    queryFn: () => find(type, asked),
    enabled: !rest.disabled && type !== 'region',
    staleTime: 60_000,
    placeholderData: (before) => before,
  })
  const { data: regions } = useQuery({ ...regionsQuery, enabled: type === 'region' })
  const named =
    type === 'region'
      ? (regions?.items ?? []).map(({ values }) => ({ code: String(values.code), name: String(values.name) }))
      : (found ?? [])
  const options = named.map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))
  const isListed = value === '' || options.some((option) => option.value === value)
  return (
    <Select
      {...rest}
      {...(value === '' && isRequired ? { placeholder: say('typeToSearch') } : { value })}
      showSearch={type === 'region' ? { optionFilterProp: 'label' } : { filterOption: false, onSearch: setText }}
      loading={isFetching}
      onChange={onChange}
      options={[...(isRequired ? [] : [{ value: '', label: '—' }]), ...(isListed ? [] : [{ value, label: value }]), ...options]}
    />
  )
}

async function find(type: 'employee' | 'client' | 'region', text: string): Promise<{ code: string; name: string }[]> {
  const q = text === '' ? {} : { q: text }
  if (type === 'employee') {
    const { items } = await answer(people.$get({ query: { ...q, limit: 30 } }))
    return items.map(({ number, name }) => ({ code: number, name }))
  }
  const { items } = await answer(records[':table'].$get({ param: { table: 'clients' }, query: { ...q, limit: 30 } }))
  return items.map(({ values }) => ({ code: String(values.code), name: String(values.name) }))
}
