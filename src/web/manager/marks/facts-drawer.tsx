import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import type { RECORD_ROUTES } from '../../../server/records/record-routes.ts'
import { answer, resource } from '../../api/resource.ts'
import { day, periodName, time } from '../../parts/format.ts'
import { Empty, Loaded } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import { plain } from './mark-cell.tsx'
import { MARK_ITEMS, type MarkItem } from './mark-row.ts'
import type { EngineerRow } from './marks-api.ts'
import { kindTitle } from './marks-columns.tsx'
import { MARKS } from './words.ts'

const records = resource<typeof RECORD_ROUTES>().records[':table']

interface FactsDrawerProps {
  readonly period: string
  readonly row: EngineerRow | undefined
  readonly onClose: () => void
  /** Undefined where nothing of the row can be withdrawn. */
  readonly onWithdraw: ((items: readonly MarkItem[]) => void) | undefined
}

/** What the month's records say of one engineer: events with their days, each form, each follow-up, and last period. */
export function FactsDrawer({ period, row, onClose, onWithdraw }: FactsDrawerProps) {
  const say = useWords(MARKS)
  const submitted = MARK_ITEMS.filter((item) => row?.kept[item]?.state === 'submitted' && row.yours[item] !== undefined)
  return (
    <Drawer
      open={row !== undefined}
      size="min(560px, 100vw)"
      title={row && say('details', { name: row.name })}
      onClose={onClose}
      destroyOnHidden
      extra={onWithdraw && submitted.length > 0 ? <Button onClick={() => onWithdraw(submitted)}>{say('withdraw')}</Button> : undefined}
    >
      {row && <Facts period={period} row={row} />}
    </Drawer>
  )
}

function Facts({ period, row }: { period: string; row: EngineerRow }) {
  const say = useWords(MARKS)
  const common = useWords(COMMON)
  const { facts, previous, regionName } = row.facts
  const { forms } = facts
  const items = { overall: say('overall'), on_site_resolution: say('onSite') }
  return (
    <div className="stack facts">
      <div className="quiet">
        {row.employee} · {regionName} · {periodName(period)}
      </div>
      {facts.attendance && <Events events={facts.attendance} />}
      <h3>{say('formList')}</h3>
      {forms.count > 0 && (
        <div className="quiet">
          {say('means', { attitude: forms.attitude ?? '—', resolution: forms.resolution ?? '—', dedication: forms.dedication ?? '—' })}
        </div>
      )}
      <div className="quiet">
        {facts.suggestedOnSite === null
          ? say('noSuggestion')
          : say('suggestion', { score: facts.suggestedOnSite, solved: forms.onSiteSolved, answers: forms.onSiteAnswers })}
      </div>
      <Records period={period} employee={row.employee} table="feedback" />
      <h3>{say('followUpList')}</h3>
      <Records period={period} employee={row.employee} table="followups" />
      <h3>{say('lastPeriod', { period: periodName(previous.period) })}</h3>
      {previous.evaluations.length === 0 && previous.final === null ? (
        <div className="quiet">{common('none')}</div>
      ) : (
        <ul className="plain-list">
          {previous.evaluations.map(({ item, evaluator, score, comment }) => (
            <li key={`${item} ${evaluator}`}>
              {items[item]} <b>{plain(score)}</b>
              {comment !== null && <span className="quiet"> “{comment}”</span>}
            </li>
          ))}
          {previous.final !== null && (
            <li>
              {say('finalScore')} <b>{previous.final}</b>
            </li>
          )}
        </ul>
      )}
      {MARK_ITEMS.flatMap((item) => {
        const mark = row.kept[item]
        return mark
          ? [
              <div key={item} className="quiet">
                {items[item]} · {say('lastBy', { name: mark.updatedBy, at: time(mark.updatedAt) })}
              </div>,
            ]
          : []
      })}
    </div>
  )
}

function Events({ events }: { events: NonNullable<EngineerRow['facts']['facts']['attendance']> }) {
  const say = useWords(MARKS)
  const common = useWords(COMMON)
  return (
    <>
      <h3>{say('events')}</h3>
      {events.length === 0 ? (
        <div className="quiet">{say('noEvents')}</div>
      ) : (
        <PlainTable
          caption={say('events')}
          keyOf={({ kind }) => kind}
          rows={events}
          columns={[
            { key: 'title', title: say('events'), head: true, cell: ({ kind, title }) => kindTitle(kind, title, say) },
            { key: 'count', title: common('count'), figures: true, cell: ({ count }) => count },
            { key: 'days', title: say('day'), cell: ({ days }) => days.map((each) => day(each)).join(say('listComma')) },
          ]}
        />
      )}
    </>
  )
}

/** The forms or follow-ups themselves. */
function Records({ period, employee, table }: { period: string; employee: string; table: 'feedback' | 'followups' }) {
  const say = useWords(MARKS)
  const common = useWords(COMMON)
  const query = useQuery({
    queryKey: ['records', period, table, employee],
    queryFn: () => answer(records.$get({ param: { table }, query: { period, employee, limit: 200 } })),
  })
  return (
    <Loaded query={query} rows={2}>
      {({ items, names }) => {
        if (items.length === 0) return <Empty />
        const clientName = (code: unknown) => names.find((name) => name.type === 'client' && name.code === code)?.name ?? '—'
        const score = (key: string, title: string) => ({
          key,
          title,
          figures: true,
          cell: ({ values }: (typeof items)[number]) => plain(String(values[key] ?? '')),
        })
        return (
          <PlainTable
            caption={table === 'feedback' ? say('formList') : say('followUpList')}
            keyOf={({ key }) => key}
            rows={items}
            columns={[
              { key: 'date', title: say('day'), head: true, cell: ({ values }) => day(String(values.date ?? '')) },
              { key: 'client', title: say('client'), cell: ({ values }) => clientName(values.client) },
              ...(table === 'feedback'
                ? [
                    score('attitude', say('attitude')),
                    score('resolution', say('resolution')),
                    score('dedication', say('dedication')),
                    {
                      key: 'solved_on_site',
                      title: say('solvedOnSite'),
                      cell: ({ values }: (typeof items)[number]) =>
                        values.solved_on_site === null || values.solved_on_site === undefined
                          ? '—'
                          : values.solved_on_site === true
                            ? common('yes')
                            : common('no'),
                    },
                  ]
                : [score('score', say('score'))]),
            ]}
          />
        )
      }}
    </Loaded>
  )
}
