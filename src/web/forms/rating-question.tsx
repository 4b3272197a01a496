import { useId } from 'react'
import { useWords } from '../words/words.ts'
import type { MarkName, Scale } from './client-answer.ts'
import { CLIENT } from './client-words.ts'

interface RatingProps {
  readonly name: MarkName
  readonly scale: Scale
  readonly value: string
  readonly isOpen: boolean
  readonly onChange: (value: string) => void
}

const LEVELS = [1, 2, 3, 4, 5] as const

/** One question of the form: five stars, or five words of satisfaction with the exact points beside them. */
export function RatingQuestion({ name, scale, value, isOpen, onChange }: RatingProps) {
  const say = useWords(CLIENT)
  const id = useId()
  const wrong = isOpen ? say(scale === '5' ? 'missingOne' : 'missingPoints') : undefined
  const described = [`${id}-hint`, wrong === undefined ? '' : `${id}-wrong`].join(' ').trim()
  return (
    <fieldset className="question" id={`question-${name}`} aria-describedby={described} data-open={isOpen || undefined}>
      <legend>{say(name)}</legend>
      <div className="quiet" id={`${id}-hint`}>
        {say(`${name}Hint`)}
      </div>
      {scale === '5' ? (
        <div className="stars">
          {LEVELS.map((level) => (
            <label key={level} className={Number(value) >= level ? 'lit' : undefined}>
              <input type="radio" name={name} value={level} checked={value === String(level)} onChange={() => onChange(String(level))} />
              <span aria-hidden="true">★</span>
              <span className="sr-only">{`${say('stars', { count: level })}, ${say(`level${level}`)}`}</span>
            </label>
          ))}
          <span className="star-word" aria-hidden="true">
            {LEVELS.some((level) => value === String(level)) ? say(`level${Number(value) as 1}`) : ''}
          </span>
        </div>
      ) : (
        <>
          <div className="levels">
            {LEVELS.toReversed().map((level) => (
              <label key={level}>
                <input type="radio" name={name} checked={value === String(level * 20)} onChange={() => onChange(String(level * 20))} />
                <span>
                  <b>{level * 20}</b>
                  {say(`level${level}`)}
                </span>
              </label>
            ))}
          </div>
          <label className="points">
            <span>{say('points')}</span>
            <input
              type="text"
              inputMode="numeric"
              maxLength={3}
              autoComplete="off"
              value={value}
              aria-invalid={isOpen}
              onChange={(event) => onChange(event.target.value)}
            />
          </label>
        </>
      )}
      {wrong !== undefined && (
        <div className="wrong" id={`${id}-wrong`}>
          {wrong}
        </div>
      )}
    </fieldset>
  )
}
