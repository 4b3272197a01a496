import { time } from '../parts/format.ts'
import { usePeopleNames } from '../parts/people-names.ts'
import { useWords } from '../words/words.ts'
import { ANSWER } from './answer-words.ts'
import { useItemName } from './item-name.ts'
import type { Appeal, Sheet } from './queries.ts'
import './appeal-steps.css'

/** Appeals 申诉 from the objection to the end, the newest first. */
export function AppealSteps({ appeals, sheet }: { appeals: readonly Appeal[]; sheet: Sheet }) {
  const say = useWords(ANSWER)
  const nameOf = useItemName(sheet.kpis)
  const personOf = usePeopleNames(appeals.map(({ decidedBy }) => decidedBy))
  return (
    <div className="stack">
      <h3>{say('appeals')}</h3>
      {appeals.map((appeal) => (
        <ol key={appeal.id} className="appeal-steps">
          <li className="done">
            <div>
              {say('made')} · {nameOf(appeal.item)} <span className="quiet">{time(appeal.at)}</span>
            </div>
            <blockquote>{appeal.text}</blockquote>
          </li>
          <li className={appeal.state === 'open' ? 'now' : 'done'} {...(appeal.state === 'open' ? { 'aria-current': 'step' } : {})}>
            <div>{say(appeal.state)}</div>
            {appeal.decidedAt !== null && (
              <>
                <blockquote>{appeal.answer}</blockquote>
                <div className="quiet">{say('decidedBy', { name: personOf(appeal.decidedBy), at: time(appeal.decidedAt) })}</div>
              </>
            )}
          </li>
          {appeal.state === 'corrected' && (
            <li className={sheet.run === appeal.run ? 'now' : 'done'}>{say(sheet.run === appeal.run ? 'waitingRun' : 'republished')}</li>
          )}
        </ol>
      ))}
    </div>
  )
}
