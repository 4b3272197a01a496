import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useCurrentPeriod } from '../../../api/periods.ts'
import { useSession } from '../../../api/session.ts'
import { decimal, periodName } from '../../../parts/format.ts'
import { Notice, ProblemNotice } from '../../../parts/notice.tsx'
import { Section } from '../../../parts/page.tsx'
import { PlainTable } from '../../../parts/plain-table.tsx'
import { inLanguage } from '../../../words/in-language.ts'
import { useWords } from '../../../words/words.ts'
import { type Figures, figuresQuery, type RuleParts } from './draft-queries.ts'
import { MEASURE_BUILDER } from './measure-builder-words.ts'

/** What the measure as it is written counts in the period of the moment, of everybody, and the records behind a figure. */
export function MeasurePreview({ rule, text, parts }: { rule: string; text: string; parts: RuleParts }) {
  const say = useWords(MEASURE_BUILDER)
  const mayRead = useSession().may('record.read')
  const [of, setOf] = useState<string>()
  const period = useCurrentPeriod()
  const query = useQuery({
    ...figuresQuery(rule, text, period ?? '', of),
    enabled: mayRead && period !== undefined,
    placeholderData: (before) => before,
  })
  const { data } = query
  if (!mayRead || period === undefined) return null
  return (
    <Section title={say('figuresOf', { period: periodName(period) })}>
      <p className="quiet">{say('figuresHint')}</p>
      {query.error ? <ProblemNotice problem={query.error} /> : null}
      {data && data.items.length === 0 && <Notice>{say('figuresNone')}</Notice>}
      {data && data.items.length > 0 && (
        <PlainTable
          caption={say('figuresOf', { period: periodName(period) })}
          rows={data.items.slice(0, MOST_SHOWN)}
          keyOf={(item) => item.of}
          columns={[
            {
              key: 'of',
              title: say('per'),
              head: true,
              bare: true,
              cell: (item) => (item.name === null ? item.of || say('company') : `${item.name} ${item.of}`),
            },
            { key: 'figure', title: say('figure'), figures: true, cell: ({ figure }) => decimal(figure) },
            {
              key: 'records',
              title: say('records'),
              cell: (item) => (
                <Button size="small" aria-pressed={of === item.of} onClick={() => setOf(of === item.of ? undefined : item.of)}>
                  {say('showRecords')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {data && data.items.length > MOST_SHOWN && <p className="quiet">{say('moreFigures', { count: data.items.length - MOST_SHOWN })}</p>}
      {data?.records && data.records.of === of && <Records records={data.records} parts={parts} />}
    </Section>
  )
}

const MOST_SHOWN = 10

function Records({ records, parts }: { records: NonNullable<Figures['records']>; parts: RuleParts }) {
  const say = useWords(MEASURE_BUILDER)
  const fields = parts.tables.find(({ key }) => key === records.table)?.fields ?? []
  const keys = [...new Set(records.items.flatMap((record) => Object.keys(record)))]
  const rows = records.items.map((values, index) => ({ index, values }))
  return (
    <>
      <h3>{say('recordsBehind', { count: records.total })}</h3>
      <PlainTable
        caption={say('recordsBehind', { count: records.total })}
        rows={rows}
        keyOf={({ index }) => index}
        columns={keys.map((key, place) => {
          const field = fields.find(({ name }) => name === key)
          return {
            key,
            title: field ? inLanguage(field.title) : key.replaceAll('_', ' '),
            head: place === 0,
            figures: field?.isFigure ?? false,
            cell: ({ values }: (typeof rows)[number]) => (field?.isFigure ? decimal(values[key]) : (values[key] ?? '—')),
          }
        })}
      />
    </>
  )
}
