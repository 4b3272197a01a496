import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import { useId } from 'react'
import { CsvButton } from '../../parts/csv-button.tsx'
import { count, percent, yuan } from '../../parts/format.ts'
import { Empty, Loaded, Page, Section } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { useWords } from '../../words/words.ts'
import { type Pipeline, pipelineQuery, regionsQuery } from './pipeline-api.ts'
import { StageMoves } from './stage-moves.tsx'
import { PIPELINE } from './words.ts'

/** The sales pipeline over some days: what is open by stage and month, where stays in a stage led, what was closed, and what was not counted. */
export function PipelinePage() {
  const say = useWords(PIPELINE)
  const search = useSearch({ from: '/shell/opportunities' })
  const navigate = useNavigate({ from: '/opportunities' })
  const { from = thisYear(), to = today(), region } = search
  const query = useQuery(pipelineQuery({ from, to, region }))
  const { data: regions } = useQuery(regionsQuery(to))
  const id = useId()
  return (
    <Page title={say('title')} lead={say('lead')}>
      <section className="card">
        <div className="row">
          <div className="field">
            <label htmlFor={`${id}-from`}>{say('from')}</label>
            <Input
              id={`${id}-from`}
              type="date"
              value={from}
              onChange={({ target }) => void navigate({ search: { ...search, from: target.value || undefined }, replace: true })}
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}-to`}>{say('to')}</label>
            <Input
              id={`${id}-to`}
              type="date"
              value={to}
              onChange={({ target }) => void navigate({ search: { ...search, to: target.value || undefined }, replace: true })}
            />
          </div>
          {(regions?.items.length ?? 0) > 1 && (
            <select
              className="plain-select"
              aria-label={say('region')}
              value={region ?? ''}
              onChange={({ target }) => void navigate({ search: { ...search, region: target.value || undefined }, replace: true })}
            >
              <option value="">{say('allRegions')}</option>
              {regions?.items.map((each) => (
                <option key={each.code} value={each.code}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </div>
      </section>
      <Loaded query={query} rows={8}>
        {(pipeline) => (isEmpty(pipeline) ? <Empty>{say('empty')}</Empty> : <Found pipeline={pipeline} name={`${from}-${to}`} />)}
      </Loaded>
    </Page>
  )
}

type Volume = Pipeline['open']

function Found({ pipeline: { stages, forecast, open, closed, remarks }, name }: { pipeline: Pipeline; name: string }) {
  const say = useWords(PIPELINE)
  const unlikely = ({ withoutProbability: { count: many, amount } }: Volume) =>
    many === 0 ? '—' : say('unlikelyOf', { many: count(many), amount: yuan(amount) })
  const volume = <Row,>(of: (row: Row) => Volume) => [
    {
      key: 'count',
      title: say('count'),
      figures: true,
      cell: (row: Row) => count(of(row).count),
      text: (row: Row) => String(of(row).count),
    },
    { key: 'amount', title: say('amount'), figures: true, cell: (row: Row) => yuan(of(row).amount), text: (row: Row) => of(row).amount },
    {
      key: 'weighted',
      title: say('weighted'),
      figures: true,
      cell: (row: Row) => yuan(of(row).weighted),
      text: (row: Row) => of(row).weighted,
    },
    {
      ...{ key: 'unlikely', title: say('unlikely'), figures: true, cell: (row: Row) => unlikely(of(row)) },
      text: (row: Row) => of(row).withoutProbability.amount,
    },
  ]
  const inStages = [...stages.map(({ stage, open: inStage }) => ({ name: stage, open: inStage })), { name: say('total'), open }]
  const byStage = [
    {
      key: 'stage',
      title: say('stage'),
      head: true,
      cell: (row: (typeof inStages)[number]) => row.name,
      text: (row: (typeof inStages)[number]) => row.name,
    },
    ...volume((row: (typeof inStages)[number]) => row.open),
  ]
  const monthName = (month: string | null) => month ?? say('noMonth')
  type Month = Pipeline['forecast'][number]
  const byMonth = [
    {
      key: 'month',
      title: say('month'),
      head: true,
      cell: ({ month }: Month) => monthName(month),
      text: ({ month }: Month) => monthName(month),
    },
    ...volume((row: Month) => row),
  ]
  const outcomes = (['won', 'lost', 'withoutOutcome'] as const).map((key) => ({ key, volume: closed[key] }))
  const rate = (text: string | null) => (text === null ? say('noRate') : percent(text))
  const said = Object.entries(remarks).filter(([, many]) => many > 0)
  return (
    <>
      <Section title={say('funnel')} actions={<CsvButton name={`${say('funnel')}-${name}`} columns={byStage} rows={inStages} />}>
        <PlainTable caption={say('funnel')} columns={byStage} rows={inStages} keyOf={({ name: stage }) => stage} />
      </Section>
      <Section title={say('forecast')} actions={<CsvButton name={`${say('forecast')}-${name}`} columns={byMonth} rows={forecast} />}>
        <PlainTable caption={say('forecast')} columns={byMonth} rows={forecast} keyOf={({ month }) => month ?? ''} />
      </Section>
      <StageMoves stages={stages} name={name} />
      <Section title={say('closed')}>
        <PlainTable
          caption={say('closed')}
          rows={outcomes}
          keyOf={({ key }) => key}
          columns={[
            { key: 'what', title: say('closed'), head: true, cell: ({ key }) => say(key === 'withoutOutcome' ? 'no_outcome' : key) },
            { key: 'count', title: say('count'), figures: true, cell: (row) => count(row.volume.count) },
            { key: 'amount', title: say('amount'), figures: true, cell: (row) => yuan(row.volume.amount) },
          ]}
        />
        <p>
          {say('winRate')}: <strong>{rate(closed.winRate)}</strong> · {say('winRateByAmount')}:{' '}
          <strong>{rate(closed.winRateByAmount)}</strong>
        </p>
      </Section>
      {said.length > 0 && (
        <Section title={say('remarks')}>
          <ul>
            {said.map(([remark, many]) => (
              <li key={remark}>{say(remark as keyof Pipeline['remarks'], { n: count(many) })}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function isEmpty({ open, closed, stages, remarks }: Pipeline): boolean {
  const { won, lost, withoutOutcome } = closed
  return open.count + won.count + lost.count + withoutOutcome.count + stages.length + remarks.outcomeWithoutDay === 0
}

function today(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

function thisYear(): string {
  return `${today().slice(0, 4)}-01-01`
}
