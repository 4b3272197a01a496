import { companyDay } from '../api/company.ts'
import { day } from '../parts/format.ts'
import { useWords } from '../words/words.ts'
import type { CellValue, Names } from './cell-view.tsx'
import { DatedRows } from './dated-rows.tsx'
import { RECORD_WORDS } from './record-words.ts'

/** Whose a client was from when 客户归属, the newest first; before the first handover it is the representative of the list of clients. */
export function ClientHandovers({ client, rep, names }: { client: string; rep: CellValue; names: Names }) {
  const say = useWords(RECORD_WORDS)
  const person = (number: CellValue, known: Names) => [known.get(`employee ${String(number)}`), number].filter(Boolean).join(' ')
  return (
    <DatedRows
      table="client_reps"
      of={{ client }}
      title={say('handovers')}
      add={say('addHandover')}
      lead={say('handoversLead')}
      none={say('noHandovers')}
      text={({ values }, known) => say('handover', { rep: person(values.rep ?? null, known), day: day(String(values.from)) })}
      isPast={(_, newer) => newer.some(({ values }) => String(values.from) <= companyDay())}
      before={say('beforeHandovers', { rep: rep === null ? say('nobody') : person(rep, names) })}
    />
  )
}
