import { CsvButton } from '../../parts/csv-button.tsx'
import { count, decimal, percent } from '../../parts/format.ts'
import { Section } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { useWords } from '../../words/words.ts'
import type { Pipeline } from './pipeline-api.ts'
import { PIPELINE } from './words.ts'

/** Where stays in each stage led, and how long they were: a line for each way out of a stage. */
export function StageMoves({ stages, name }: { stages: Pipeline['stages']; name: string }) {
  const say = useWords(PIPELINE)
  const rows = stages.flatMap((line) => line.moves.map((move, place) => ({ line, move, isFirst: place === 0 })))
  type Row = (typeof rows)[number]
  const ledTo = ({ move: { stage, end } }: Row) => stage ?? say(end ?? 'open')
  const first = (text: (row: Row) => string) => (row: Row) => (row.isFirst ? text(row) : '')
  const days = ({ line }: Row) => (line.averageDays === null ? '—' : decimal(line.averageDays))
  const longest = ({ line }: Row) => (line.longestDays === null ? '—' : count(line.longestDays))
  const columns = [
    { key: 'stage', title: say('stage'), head: true, cell: (row: Row) => row.line.stage, text: (row: Row) => row.line.stage },
    {
      key: 'stays',
      title: say('stays'),
      figures: true,
      cell: first(({ line }) => count(line.stays)),
      text: (row: Row) => String(row.line.stays),
    },
    { key: 'days', title: say('averageDays'), figures: true, cell: first(days), text: (row: Row) => row.line.averageDays ?? '' },
    {
      key: 'longest',
      title: say('longestDays'),
      figures: true,
      cell: first(longest),
      text: (row: Row) => String(row.line.longestDays ?? ''),
    },
    { key: 'to', title: say('goesTo'), cell: ledTo, text: ledTo },
    {
      key: 'count',
      title: say('count'),
      figures: true,
      cell: (row: Row) => count(row.move.count),
      text: (row: Row) => String(row.move.count),
    },
    { key: 'share', title: say('share'), figures: true, cell: (row: Row) => percent(row.move.share), text: (row: Row) => row.move.share },
    {
      ...{ key: 'back', title: say('back'), figures: true, text: (row: Row) => String(row.move.back) },
      cell: (row: Row) => (row.move.back === 0 ? '—' : count(row.move.back)),
    },
  ]
  return (
    <Section title={say('conversion')} actions={<CsvButton name={`${say('conversion')}-${name}`} columns={columns} rows={rows} />}>
      <p className="quiet">{say('conversionLead')}</p>
      <PlainTable
        caption={say('conversion')}
        columns={columns}
        rows={rows}
        keyOf={(row) => `${row.line.stage} ${row.move.stage ?? row.move.end}`}
      />
    </Section>
  )
}
