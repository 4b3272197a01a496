import { PERIOD_STATES } from '../../domain/states.ts'
import { companyTimeZone } from '../api/company.ts'
import { language } from '../words/language.ts'
import { STATE_WORDS } from '../words/states.ts'
import { useWords } from '../words/words.ts'
import { DeadlineTag } from './deadline-tag.tsx'
import type { Stage } from './home-data.ts'
import { HOME } from './words.ts'
import './stage-bar.css'

/** Which step a period is at, with the day that each was reached and the deadlines to come. */
export function StageBar({ stage, now }: { stage: Stage; now: string }) {
  const say = useWords(HOME)
  const states = useWords(STATE_WORDS)
  const at = PERIOD_STATES.indexOf(stage.state)
  return (
    <ol className="stages" aria-label={say('stage')}>
      {stage.steps.map(({ state, since, deadline }, index) => {
        const kind = index < at || stage.state === 'closed' ? 'done' : index === at ? 'now' : 'ahead'
        return (
          <li key={state} className={kind} {...(index === at ? { 'aria-current': 'step' as const } : {})}>
            <span className="stage-dot" aria-hidden="true">
              {kind === 'done' ? '✓' : index + 1}
            </span>
            <span className="stage-name">
              {states(state)}
              {kind === 'done' && <span className="sr-only"> {say('done')}</span>}
            </span>
            <span className="stage-when quiet">
              {index === at && deadline !== null && stage.state !== 'closed' ? (
                <DeadlineTag deadline={deadline} now={now} />
              ) : since !== null ? (
                shortDay(since)
              ) : (
                deadline !== null && say('dueBy', { time: shortDay(deadline) })
              )}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** The day of a time, as the company's calendar has it: "11月22日", "22 Nov". */
function shortDay(at: string): string {
  const locale = language() === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: companyTimeZone() }).format(new Date(at))
}
