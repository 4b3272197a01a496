import { PERIOD_STATES, type PeriodState } from '../../domain/states.ts'
import { periodName, time } from '../parts/format.ts'
import { Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { STATE_WORDS } from '../words/states.ts'
import { useWords } from '../words/words.ts'
import { MONTH } from './month-words.ts'
import { HOME } from './words.ts'
import './home.css'

interface Step {
  readonly from: PeriodState | null
  readonly to: PeriodState
  readonly at: string
  readonly by: string
  readonly reason: string | null
}

/** Every step that the period took, the newest first, with who took it and why. */
export function MonthHistory({ period, steps }: { period: string; steps: readonly Step[] }) {
  const say = useWords(MONTH)
  const home = useWords(HOME)
  const states = useWords(STATE_WORDS)
  const nameOf = usePeopleNames(steps.map(({ by }) => by))
  const words = ({ from, to }: Step) => {
    const values = { period: periodName(period), to: states(to) }
    if (from === null) return home('news_period_opened', values)
    return home(PERIOD_STATES.indexOf(to) < PERIOD_STATES.indexOf(from) ? 'news_period_back' : 'news_period_forward', values)
  }
  return (
    <Section title={say('history')}>
      <ol className="news">
        {[...steps].reverse().map((step) => (
          <li key={step.at + step.to}>
            <div>{words(step)}</div>
            {step.reason !== null && <div className="quiet">{step.reason}</div>}
            <div className="quiet news-when">{home('by', { name: nameOf(step.by), time: time(step.at) })}</div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
