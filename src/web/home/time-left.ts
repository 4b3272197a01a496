const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How far a deadline is away, in the unit that one would say it in; `isNear` within two days of it. */
export interface TimeLeft {
  readonly count: number
  readonly unit: 'days' | 'hours' | 'minutes'
  readonly isOver: boolean
  readonly isNear: boolean
}

export function timeLeft(deadline: string, now: string): TimeLeft {
  const left = Date.parse(deadline) - Date.parse(now)
  const distance = Math.abs(left)
  const rest = { isOver: left < 0, isNear: left < 2 * DAY_MS }
  if (distance >= DAY_MS) return { count: Math.floor(distance / DAY_MS), unit: 'days', ...rest }
  if (distance >= HOUR_MS) return { count: Math.floor(distance / HOUR_MS), unit: 'hours', ...rest }
  return { count: Math.max(1, Math.floor(distance / MINUTE_MS)), unit: 'minutes', ...rest }
}

/** Which greeting the clock of the browser asks for. */
export function greetingAt(hour: number): 'night' | 'morning' | 'noon' | 'afternoon' | 'evening' {
  if (hour < 5) return 'night'
  if (hour < 11) return 'morning'
  if (hour < 13) return 'noon'
  return hour < 18 ? 'afternoon' : 'evening'
}
