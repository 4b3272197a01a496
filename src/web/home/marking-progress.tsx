import { Link } from '@tanstack/react-router'
import { useRegionNames } from '../api/region-names.ts'
import { count } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import type { Outstanding } from './month-data.ts'
import { MONTH } from './month-words.ts'
import { Share } from './todo-list.tsx'

/** How far each manager has come with their marks, those who owe most first. */
export function MarkingProgress({ period, found }: { period: string; found: Outstanding }) {
  const say = useWords(MONTH)
  const regionName = useRegionNames()
  const { managers, researchManagers, regions } = found
  const asked = managers.filter(({ engineers }) => engineers > 0).sort((a, b) => b.engineers - b.submitted - (a.engineers - a.submitted))
  return (
    <Section
      title={say('marks')}
      actions={
        <Link to="/periods/$period/marks" params={{ period }}>
          {say('toMarks')}
        </Link>
      }
    >
      {regions.map(({ region, engineers, managers: named }) => (
        <Notice key={region} kind="warn">
          {say('unmanaged', { region: regionName(region), count: engineers, managers: named.join('、') || say('unmanagedNobody') })}
        </Notice>
      ))}
      <ProgressTable title={say('manager')} rows={asked} />
      {researchManagers.length > 0 && <ProgressTable title={say('optionalRatings')} rows={researchManagers} />}
    </Section>
  )
}

function ProgressTable({ title, rows }: { title: string; rows: readonly Outstanding['managers'][number][] }) {
  const say = useWords(MONTH)
  const common = useWords(COMMON)
  const regionName = useRegionNames()
  const hasRegions = rows.some(({ region }) => region !== null)
  return (
    <PlainTable
      caption={title}
      rows={rows}
      keyOf={({ employee }) => employee}
      empty={say('noEngineers')}
      columns={[
        {
          key: 'name',
          title,
          head: true,
          cell: ({ name, employee }) => (
            <>
              {name} <span className="quiet">{employee}</span>
            </>
          ),
        },
        ...(hasRegions
          ? [
              {
                key: 'region',
                title: common('region'),
                cell: ({ region }: (typeof rows)[number]) => (region === null ? '—' : regionName(region)),
              },
            ]
          : []),
        { key: 'engineers', title: say('engineers'), figures: true, cell: ({ engineers }) => count(engineers) },
        { key: 'submitted', title: say('submitted'), figures: true, cell: ({ submitted }) => count(submitted) },
        { key: 'drafts', title: say('drafts'), figures: true, cell: ({ drafts }) => count(drafts) },
        { key: 'missing', title: say('missing'), figures: true, cell: ({ missing }) => count(missing) },
        {
          key: 'progress',
          title: say('progress'),
          bare: true,
          cell: ({ submitted, engineers }) => <Share done={submitted} total={engineers} />,
        },
      ]}
    />
  )
}
