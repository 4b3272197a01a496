import { Link } from '@tanstack/react-router'
import { decimal, yuan } from '../parts/format.ts'
import { sign } from '../parts/punctuation.ts'
import { useWords } from '../words/words.ts'
import type { OddRecord } from './odd-data.ts'
import { ODD_WORDS } from './odd-words.ts'

type Effect = NonNullable<OddRecord['effect']>
type BeforeAfter = Effect['people'][number]['final']
const NAMED = 5

/** What an entry comes to in points and yuan, or plainly that nobody can tell. */
export function OddEffect({ effect }: { effect: Effect | null }) {
  const say = useWords(ODD_WORDS)
  if (effect === null) return <span className="quiet">{say('notTold')}</span>
  const between = ({ before, after }: BeforeAfter, shown: (text: string) => string) =>
    say('change', { before: before === null ? '—' : shown(before), after: after === null ? '—' : shown(after) })
  const differs = ({ before, after }: BeforeAfter) => before !== after
  const regions = effect.regions.filter(({ pool }) => differs(pool))
  if (effect.people.length + regions.length === 0) return <span className="quiet">{say('noEffect')}</span>
  return (
    <div>
      {regions.map(({ region, name, pool }) => (
        <div key={region}>
          {say('pool', { region: name || region })} {between(pool, yuan)}
        </div>
      ))}
      {effect.people.slice(0, NAMED).map(({ employee, name, modules, final, bonus }) => (
        <div key={employee}>
          <Link to="/people/$employee" params={{ employee }}>
            {name}
          </Link>{' '}
          {[
            ...modules.map((each) => `${say(each.module)} ${between(each, decimal)}`),
            ...(differs(final) ? [`${say('final')} ${between(final, decimal)}`] : []),
            ...(differs(bonus) ? [`${say('bonus')} ${between(bonus, yuan)}`] : []),
          ].join(sign('list'))}
        </div>
      ))}
      {effect.people.length > NAMED && <div className="quiet">{say('peopleMore', { n: effect.people.length - NAMED })}</div>}
    </div>
  )
}
