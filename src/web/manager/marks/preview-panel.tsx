import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { memo, useState } from 'react'
import { decimal, percent, yuan } from '../../parts/format.ts'
import { Loaded } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Tag } from '../../parts/tag.tsx'
import { COMMON } from '../../words/common.ts'
import { language } from '../../words/language.ts'
import { useWords } from '../../words/words.ts'
import { FIGURES } from './figures-words.ts'
import { previewQuery, type RegionPreview } from './marks-api.ts'

type Previewed = RegionPreview['engineers'][number]
const NAMED = 6
/** Rows beside the sheet; the table of modules has everybody. */
const BESIDE = 40
const AT_ONCE = 100

/** The region's pool and split as they would be now, drafts counted: it follows what is typed beside it. */
export const PreviewPanel = memo(function PreviewPanel({ period, region }: { period: string; region: string }) {
  const say = useWords(FIGURES)
  const query = useQuery(previewQuery(period, region))
  return (
    <section className="card stack preview" aria-label={say('preview')}>
      <Loaded query={query} rows={8}>
        {(preview) => <Preview preview={preview} />}
      </Loaded>
    </section>
  )
})

function Preview({ preview }: { preview: RegionPreview }) {
  const say = useWords(FIGURES)
  const [isOpen, setOpen] = useState(false)
  const { engineers, status, heldBy } = preview
  const kinds = { split: 'good', held: 'warn', unallocated: 'warn' } as const
  const names = new Map(engineers.map(({ employee, name }) => [employee, name]))
  const held = heldBy.map((employee) => names.get(employee) ?? '—')
  return (
    <>
      <div className="row preview-head">
        <h2>{say('preview')}</h2>
        <Tag kind={kinds[status]}>{say(status)}</Tag>
      </div>
      <div className="quiet">
        {preview.regionName} · {say('previewMore', { count: preview.draftsCounted })}
      </div>
      <dl className="figures-list">
        <dt>{say('netCollections')}</dt>
        <dd className="figures">{yuan(preview.netCollections)}</dd>
        <dt>
          {say('pool')} <span className="quiet">{say('rate', { rate: percent(preview.rate) })}</span>
        </dt>
        <dd className="figures">
          <b>{yuan(preview.pool)}</b>
        </dd>
        <dt>{say('commissionLeft')}</dt>
        <dd className="figures">{yuan(preview.commissionLeft)}</dd>
        <dt>{say('scoreTotal')}</dt>
        <dd className="figures">{decimal(preview.scoreTotal)}</dd>
      </dl>
      {held.length > 0 && (
        <div className="preview-held">
          {say('heldBy', { names: held.slice(0, NAMED).join(say('listComma')) })}
          {held.length > NAMED && ` ${say('andMore', { count: held.length })}`}
        </div>
      )}
      {/* The scrolling part can be reached by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 for what scrolls. */}
      <section className="preview-people" aria-label={say('previewTable')} tabIndex={0}>
        <table className="compact-table">
          <caption className="sr-only">{say('preview')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('engineer')}</th>
              <th scope="col" className="figures">
                {say('final')}
              </th>
              <th scope="col" className="figures">
                {say('share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {engineers.slice(0, BESIDE).map((person) => (
              <tr key={person.employee}>
                <th scope="row">{person.name}</th>
                <td className="figures">{finalOf(person, say('excluded'))}</td>
                <td className="figures">{yuan(person.share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {engineers.length > BESIDE && <p className="quiet">{say('andMore', { count: engineers.length })}</p>}
      </section>
      <Button onClick={() => setOpen(true)}>{say('showModules')}</Button>
      <Modal open={isOpen} onCancel={() => setOpen(false)} footer={null} title={say('previewTable')} width={860} destroyOnHidden>
        <ModuleTable preview={preview} />
      </Modal>
    </>
  )
}

function finalOf({ final, status }: Previewed, excluded: string): string {
  return status === 'excluded' ? excluded : decimal(final)
}

/** Every engineer with the four module scores, what is missing, and the share. */
function ModuleTable({ preview }: { preview: RegionPreview }) {
  const say = useWords(FIGURES)
  const common = useWords(COMMON)
  const titles = {
    attendance: say('moduleAttendance'),
    customer: say('moduleCustomer'),
    manager: say('moduleManager'),
    problemSolving: say('moduleProblemSolving'),
  }
  const [shown, setShown] = useState(AT_ONCE)
  const modules = preview.engineers[0]?.modules ?? []
  const words = ({ zh, en }: { zh: string; en: string }) => (language() === 'zh' ? zh : en)
  return (
    <div className="stack">
      <PlainTable
        caption={say('previewTable')}
        keyOf={({ employee }) => employee}
        rows={preview.engineers.slice(0, shown)}
        columns={[
          { key: 'name', title: say('engineer'), head: true, cell: ({ name }) => name },
          ...modules.map(({ module, weight }) => ({
            key: module,
            title: `${titles[module]} ${percent(weight).replace('.00', '')}`,
            figures: true,
            cell: (person: Previewed) => {
              const own = person.modules.find((each) => each.module === module)
              if (own?.missing && own.score === null) return <span className="preview-missing">{words(own.missing)}</span>
              return decimal(own?.score)
            },
          })),
          { key: 'final', title: say('final'), figures: true, cell: (person) => finalOf(person, say('excluded')) },
          { key: 'share', title: say('share'), figures: true, cell: ({ share }) => yuan(share) },
        ]}
      />
      {preview.engineers.length > shown && <Button onClick={() => setShown(shown + AT_ONCE)}>{common('more')}</Button>}
      {preview.problems.length > 0 && (
        <ul className="plain-list quiet">
          {preview.problems.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
