import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useId } from 'react'
import type { RECORD_ROUTES } from '../../server/records/record-routes.ts'
import { answer, resource } from '../api/resource.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { inBrackets } from '../parts/punctuation.ts'
import { useWords } from '../words/words.ts'
import { LINKS } from './link-words.ts'

const records = resource<typeof RECORD_ROUTES>().records

/** Every service engineer of the employees table, those who left included: their jobs are still to be rated. */
async function readEngineers() {
  const engineers: { readonly value: string; readonly label: string }[] = []
  let cursor: string | undefined
  do {
    const page = await answer(records[':table'].$get({ param: { table: 'employees' }, query: { limit: 500, cursor } }))
    for (const { values } of page.items) {
      if (values.position === 'service_engineer') {
        engineers.push({ value: String(values.number), label: `${String(values.name)}${inBrackets(String(values.number))}` })
      }
    }
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return engineers
}

/** Chooses an engineer by name or number. */
export function EngineerField({ value, onChange, wrong }: { value: string; onChange: (value: string) => void; wrong: string | undefined }) {
  const say = useWords(LINKS)
  const id = useId()
  const query = useQuery({ queryKey: ['records', 'employees', 'engineers'], queryFn: readEngineers, staleTime: 5 * 60_000 })
  return (
    <div className="field">
      <label htmlFor={id}>{say('engineer')}</label>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={say('engineerChoose')}
        loading={query.isPending}
        options={query.data ?? []}
        value={value === '' ? null : value}
        onChange={(next) => onChange(next ?? '')}
        status={wrong === undefined ? '' : 'error'}
        aria-invalid={wrong !== undefined}
      />
      {wrong !== undefined && <div className="wrong">{wrong}</div>}
      <ProblemNotice problem={query.error} onRetry={() => void query.refetch()} />
    </div>
  )
}
