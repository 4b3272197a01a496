import { Input } from 'antd'
import { useId } from 'react'
import { useWords } from '../words/words.ts'
import { PERIODS } from './periods-words.ts'

export const DEADLINE_STEPS = ['collecting', 'evaluating', 'review', 'published'] as const
export type DeadlineStep = (typeof DEADLINE_STEPS)[number]
/** Times as the browser's field writes them, "2026-12-05T18:00", by step; empty where there is none. */
export type LocalDeadlines = Readonly<Record<DeadlineStep, string>>

export const NO_DEADLINES: LocalDeadlines = { collecting: '', evaluating: '', review: '', published: '' }

export const DEADLINE_WORDS = {
  collecting: 'deadlineCollecting',
  evaluating: 'deadlineEvaluating',
  review: 'deadlineReview',
  published: 'deadlinePublished',
} as const

/** A time for each step of a period, in the browser's time zone. */
export function DeadlineFields({ value, onChange }: { value: LocalDeadlines; onChange: (value: LocalDeadlines) => void }) {
  const say = useWords(PERIODS)
  const id = useId()
  return (
    <div className="deadline-fields">
      {DEADLINE_STEPS.map((step) => (
        <div key={step} className="field">
          <label htmlFor={`${id}-${step}`}>{say(DEADLINE_WORDS[step])}</label>
          <Input
            id={`${id}-${step}`}
            type="datetime-local"
            value={value[step]}
            onChange={(event) => onChange({ ...value, [step]: event.target.value })}
          />
        </div>
      ))}
    </div>
  )
}

/** The server's times as fields of the browser show them. */
export function localDeadlines(deadlines: Readonly<Partial<Record<DeadlineStep, string | undefined>>>): LocalDeadlines {
  return { ...NO_DEADLINES, ...Object.fromEntries(DEADLINE_STEPS.map((step) => [step, localTime(deadlines[step])])) }
}

/** What the fields say, in UTC; steps without a time are left out. */
export function utcDeadlines(local: LocalDeadlines): Partial<Record<DeadlineStep, string>> {
  return Object.fromEntries(DEADLINE_STEPS.filter((step) => local[step] !== '').map((step) => [step, new Date(local[step]).toISOString()]))
}

function localTime(utc: string | undefined): string {
  if (utc === undefined) return ''
  const at = new Date(utc)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}
