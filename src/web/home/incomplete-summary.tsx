import { Link } from '@tanstack/react-router'
import { count } from '../parts/format.ts'
import { Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import type { Outstanding } from './month-data.ts'
import { MONTH } from './month-words.ts'

const MODULE = { attendance: 'attendance', customer: 'customer', manager: 'managerModule', problemSolving: 'problemSolving' } as const

/** Whose data are missing, by module and reason; each case is decided on its own page. */
export function IncompleteSummary({ period, found: { incomplete, held } }: { period: string; found: Outstanding }) {
  const say = useWords(MONTH)
  return (
    <Section
      title={say('incomplete')}
      actions={
        held > 0 && (
          <Link to="/periods/$period/incomplete" params={{ period }}>
            {say('toIncomplete')}
          </Link>
        )
      }
    >
      {held === 0 ? (
        <p className="quiet">{say('incompleteNone')}</p>
      ) : (
        <>
          <p className="quiet">{say('incompleteHeld', { count: held })}</p>
          <PlainTable
            caption={say('incomplete')}
            rows={incomplete}
            keyOf={({ module, reason }) => `${module} ${reason}`}
            columns={[
              { key: 'module', title: say('module'), head: true, cell: ({ module }) => say(MODULE[module]) },
              { key: 'why', title: say('why'), cell: ({ reasonZh, reasonEn }) => (language() === 'zh' ? reasonZh : reasonEn) },
              { key: 'people', title: say('people'), figures: true, cell: ({ people }) => count(people) },
            ]}
          />
        </>
      )}
    </Section>
  )
}
