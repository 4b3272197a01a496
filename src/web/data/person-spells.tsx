import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { answer } from '../api/resource.ts'
import { day } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { records, tablesQuery } from './api.ts'
import { DatedRowActions } from './dated-row-actions.tsx'
import { PEOPLE_WORDS } from './people-words.ts'
import { type EditedRecord, RecordDialog } from './record-dialog.tsx'
import { RemoveRecord } from './record-page.tsx'

/** When a person was employed, the newest first: the spells 任职期 that replace hiring and leaving day of the employees table. */
export function PersonSpells({ employee }: { employee: string }) {
  const say = useWords(PEOPLE_WORDS)
  const [edited, setEdited] = useState<EditedRecord | 'new'>()
  const [removed, setRemoved] = useState<EditedRecord>()
  const { data: tables } = useQuery(tablesQuery)
  const table = tables?.items.find(({ key }) => key === 'spells')
  const query = useQuery({
    queryKey: ['records', 'spells', 'of', employee],
    queryFn: () => answer(records[':table'].$get({ param: { table: 'spells' }, query: { employee, limit: 500 } })),
  })
  const text = ({ values: { from, to } }: EditedRecord) =>
    typeof to === 'string' ? say('spell', { from: day(String(from)), to: day(to) }) : say('since', { day: day(String(from)) })
  return (
    <Section title={say('spells')} actions={table?.isOwn && <Button onClick={() => setEdited('new')}>{say('addSpell')}</Button>}>
      <Loaded query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say('noSpells')}</p>
          ) : (
            <ol className="history">
              {[...items]
                .sort((a, b) => (String(a.values.from) < String(b.values.from) ? 1 : -1))
                .map((spell) => (
                  <li key={spell.key} className={spell.values.to === null ? undefined : 'past'}>
                    <strong>{text(spell)}</strong>
                    {table?.isOwn && <DatedRowActions onEdit={() => setEdited(spell)} onRemove={() => setRemoved(spell)} />}
                  </li>
                ))}
            </ol>
          )
        }
      </Loaded>
      {edited && table && (
        <RecordDialog
          table={table}
          record={edited === 'new' ? undefined : edited}
          begin={{ employee }}
          onDone={() => setEdited(undefined)}
        />
      )}
      {removed && table && <RemoveRecord table={table} record={removed} onDone={() => setRemoved(undefined)} />}
    </Section>
  )
}
