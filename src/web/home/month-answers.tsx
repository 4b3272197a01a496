import { Link } from '@tanstack/react-router'
import { APPEAL_STATES } from '../../domain/states.ts'
import { count } from '../parts/format.ts'
import { Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import type { Progress } from './month-data.ts'
import { MONTH } from './month-words.ts'

/** What people said of their sheets, what is signed, and the appeals. */
export function MonthAnswers({ period, progress: { isPublished, service, sales, appeals } }: { period: string; progress: Progress }) {
  const say = useWords(MONTH)
  if (!isPublished || !service || !sales) {
    return (
      <Section title={say('answers')}>
        <p className="quiet">{say('answersNone')}</p>
      </Section>
    )
  }
  const rows = [
    { kind: 'service', ...service },
    { kind: 'sales', ...sales },
  ] as const
  const states = APPEAL_STATES.filter((state) => appeals[state] > 0)
  return (
    <Section
      title={say('answers')}
      actions={
        <>
          <Link to="/periods/$period/confirmations" params={{ period }}>
            {say('toConfirmations')}
          </Link>
          <Link to="/periods/$period/appeals" params={{ period }}>
            {say('toAppeals')}
          </Link>
        </>
      }
    >
      <PlainTable
        caption={say('answers')}
        rows={rows.filter(({ sheets }) => sheets > 0)}
        keyOf={({ kind }) => kind}
        columns={[
          { key: 'kind', title: '', head: true, bare: true, cell: ({ kind, sheets }) => `${say(`sheets_${kind}`)}（${count(sheets)}）` },
          { key: 'confirmed', title: say('confirmed'), figures: true, cell: ({ confirmed }) => count(confirmed) },
          { key: 'objected', title: say('objected'), figures: true, cell: ({ objected }) => count(objected) },
          {
            key: 'unanswered',
            title: say('unanswered'),
            figures: true,
            cell: ({ sheets, confirmed, objected }) => count(sheets - confirmed - objected),
          },
          { key: 'signed', title: say('signed'), figures: true, cell: ({ kind, signed }) => (kind === 'service' ? count(signed) : '—') },
        ]}
      />
      <div className="row">
        <span className="quiet">{say('appeals')}</span>
        {states.length === 0 && <span>{say('appealsNone')}</span>}
        {states.map((state) => (
          <Tag key={state} kind={state === 'open' ? 'warn' : 'plain'}>
            {say(`appeals_${state}`, { count: appeals[state] })}
          </Tag>
        ))}
      </div>
    </Section>
  )
}
