import { Link } from '@tanstack/react-router'
import { decimal, percent, yuan } from '../parts/format.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { pointsText } from './kpi-form.tsx'
import { KPI } from './kpi-words.ts'
import type { KpiHead } from './queries.ts'
import { RESULTS } from './results-words.ts'
import type { KpiRow } from './run-queries.ts'

interface LeagueTableProps {
  readonly rows: readonly KpiRow[]
  /** The KPI that is looked at; undefined for the points in all. */
  readonly head: KpiHead | undefined
  readonly title: string
  readonly period: string
  readonly run: string
  readonly onTrend: (employee: string) => void
}

/** A page of the league as a table: what everybody reached, from what, against which target. */
export function LeagueTable({ rows, head, title, period, run, onTrend }: LeagueTableProps) {
  const say = useWords(RESULTS)
  const sayKpi = useWords(KPI)
  const figureOf = (row: KpiRow) => row.figures.find(({ kpi }) => kpi === head?.kpi)
  const shown = (text: string | undefined) => (head?.unit === 'yuan' ? yuan(text) : decimal(text))
  const person = ({ employee, name }: KpiRow) => (
    <Link
      to="/periods/$period/people/$employee"
      params={{ period, employee }}
      search={{ ...(run === 'published' ? {} : { run }), open: head?.kpi ?? 'total' }}
    >
      {name} <span className="quiet">{employee}</span>
    </Link>
  )
  const people = [
    { key: 'name', title: say('name'), head: true, bare: true, cell: person },
    { key: 'region', title: say('region'), cell: ({ regionName }: KpiRow) => regionName },
  ]
  const caption = say('league', { kpi: title })
  const keyOf = ({ employee }: KpiRow) => employee
  if (!head) {
    const score = {
      key: 'score',
      title: say('points'),
      figures: true,
      cell: (row: KpiRow) => (row.score === null ? sayKpi('held') : decimal(row.score)),
    }
    return <PlainTable caption={caption} rows={rows} keyOf={keyOf} empty={say('none')} columns={[...people, score]} />
  }
  return (
    <PlainTable
      caption={caption}
      rows={rows}
      keyOf={keyOf}
      empty={say('none')}
      columns={[
        ...people,
        {
          key: 'value',
          title: say('value'),
          figures: true,
          cell: (row) => {
            const figure = figureOf(row)
            if (figure?.value) return <strong>{percent(figure.value)}</strong>
            return <span className="quiet">{figure?.reason?.[language()] ?? say('notApplicable')}</span>
          },
        },
        { key: 'numerator', title: say('numerator'), figures: true, cell: (row) => shown(figureOf(row)?.numerator) },
        { key: 'denominator', title: say('denominator'), figures: true, cell: (row) => shown(figureOf(row)?.denominator) },
        { key: 'target', title: say('target'), figures: true, cell: (row) => percent(figureOf(row)?.target) },
        {
          key: 'points',
          title: say('pointsOfKpi'),
          figures: true,
          cell: (row) => {
            const figure = figureOf(row)
            return figure ? pointsText(figure, sayKpi) : ''
          },
        },
        {
          key: 'trend',
          title: '',
          bare: true,
          cell: ({ employee, name }) => (
            <button type="button" className="link-button" aria-label={`${say('trend')} ${name}`} onClick={() => onTrend(employee)}>
              {say('trend')}
            </button>
          ),
        },
      ]}
    />
  )
}
