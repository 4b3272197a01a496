import { time } from '../parts/format.ts'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { timeLeft } from './time-left.ts'
import { HOME } from './words.ts'

/** How long there is until a deadline, with the time itself for who wants it exactly. */
export function DeadlineTag({ deadline, now }: { deadline: string; now: string }) {
  const say = useWords(HOME)
  const { count, unit, isOver, isNear } = timeLeft(deadline, now)
  const left = say(unit, { count })
  return (
    <span title={say('dueBy', { time: time(deadline) })}>
      <Tag kind={isOver ? 'bad' : isNear ? 'warn' : 'plain'}>{isOver ? say('overdue', { left }) : say('due', { left })}</Tag>
    </span>
  )
}
