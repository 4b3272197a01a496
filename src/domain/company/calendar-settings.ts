import { type CompanyCalendar, PLAIN_CALENDAR, type Since } from '../../base/company-calendar.ts'
import { settingValue } from '../../engine/rule/setting-values.ts'
import { AS_FOR_ALL, COMPANY_SETTINGS, type CompanySetting } from './company-settings.ts'

/** The settings that say when months and years begin, by what they say. */
const KEYS = { months: 'monthStartsOn', attendance: 'monthStartsOn.attendance', years: 'yearStartsIn' } as const
type Part = keyof typeof KEYS
const PARTS = Object.keys(KEYS) as Part[]

/** One value of a setting, and the month (year * 12 + month - 1) or year from which it holds. */
interface Step {
  readonly from: number
  readonly value: string
}

/** Whether a setting of the company says when its months or years begin. */
export function isCalendarKey(key: string): boolean {
  return CALENDAR_KEYS.includes(key)
}

function keyOf(part: Part): string {
  return `company.${KEYS[part]}`
}

/**
 * A setting of the company in its one written form: a value, or, where it may hold from a month or year on, values with the one they
 * hold from: "26", "26@2026-10" (before that the default), "1,26@2026-10,21@2027-01". Undefined where it says none.
 */
export function companySettingValue(setting: CompanySetting, text: string): string | undefined {
  if (setting.from === undefined) return settingValue(setting, text)
  const steps = stepsFrom(setting, text)
  return steps && textOf(setting, steps)
}

function stepsFrom(setting: CompanySetting, text: string): Step[] | undefined {
  const steps: Step[] = []
  for (const [index, part] of text.split(',').entries()) {
    const [written = '', since, ...more] = part.split('@')
    const value = settingValue(setting, written)
    const from = since === undefined ? (index === 0 ? 0 : undefined) : placeFrom(setting, since.trim())
    if (value === undefined || from === undefined || more.length > 0 || from < (steps.at(-1)?.from ?? 0)) return undefined
    steps.push({ from, value })
  }
  return steps
}

/** "2026-10" or, of years, "2026". */
function placeFrom({ from }: CompanySetting, text: string): number | undefined {
  const match = (from === 'month' ? /^((?:19|2\d)\d\d)-(0[1-9]|1[0-2])$/ : /^((?:19|2\d)\d\d)$/).exec(text)
  if (!match) return undefined
  return from === 'month' ? Number(match[1]) * 12 + Number(match[2]) - 1 : Number(match[1])
}

function placeText({ from }: CompanySetting, place: number): string {
  return from === 'month' ? `${Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}` : String(place)
}

function textOf(setting: CompanySetting, steps: readonly Step[]): string {
  const holding: Step[] = []
  // Of two from one month on the later holds.
  for (const step of [{ from: 0, value: setting.default }, ...steps]) {
    if (holding.at(-1)?.from === step.from) holding.pop()
    if (holding.at(-1)?.value !== step.value) holding.push(step)
  }
  const [first, ...later] = holding
  const said = later.map(({ from, value }) => `${value}@${placeText(setting, from)}`)
  return first && (later.length === 0 || first.value !== setting.default) ? [first.value, ...said].join(',') : said.join(',')
}

/** The company's calendar by the settings of a result or a run; a value that is none counts as not said. */
export function calendarFrom(settings: Readonly<Record<string, string>>): CompanyCalendar {
  const steps = (part: Part): Step[] => stepsFrom(COMPANY_SETTINGS[KEYS[part]], settings[keyOf(part)] ?? '') ?? []
  const months = sinces(steps('months'))
  const attendance = attendanceSinces(months, steps('attendance'))
  const years = sinces(steps('years'))
  const isPlain = [months, attendance, years].every((changes) => changes.every(({ startsOn }) => startsOn === 1))
  return isPlain ? PLAIN_CALENDAR : { months, attendance, years }
}

function sinces(steps: readonly Step[]): Since[] {
  return steps.map(({ from, value }) => ({ from, startsOn: Number(value) }))
}

/** What holds for attendance: its own where it is said, what holds for everything where it is the same. */
function attendanceSinces(months: readonly Since[], own: readonly Step[]): Since[] {
  const places = [...new Set([0, ...months, ...own].map((each) => (typeof each === 'number' ? each : each.from)))].sort((a, b) => a - b)
  return places.map((from) => {
    const said = own.findLast((step) => step.from <= from)?.value ?? AS_FOR_ALL
    const startsOn = said === AS_FOR_ALL ? (months.findLast((each) => each.from <= from)?.startsOn ?? 1) : Number(said)
    return { from, startsOn }
  })
}

/** A change of a setting: undefined gives the default back. */
interface Change {
  readonly key: string
  readonly value: string | undefined
  readonly effectiveFrom: number
}

/** The keys of the settings that say when months and years begin. */
export const CALENDAR_KEYS: readonly string[] = PARTS.map(keyOf)

/**
 * The settings of a calendar that changes of them come to, oldest first, as a run records them: a change holds for months and years whose first
 * day in the calendar on the wall is its day or a later one, so that a month that has begun keeps its end. Up to a period where told, so that later
 * changes never show in it. Those at their default are left out.
 */
export function calendarSettings(
  changes: readonly Change[],
  upTo?: { readonly text: string; readonly last: number },
): Record<string, string> {
  return Object.fromEntries(
    PARTS.flatMap((part): [string, string][] => {
      const setting: CompanySetting = COMPANY_SETTINGS[KEYS[part]]
      const most = upTo && (setting.from === 'year' ? Number(upTo.text.slice(0, 4)) : monthPlace(upTo.last))
      const steps = changes
        .filter(({ key }) => key === keyOf(part))
        .map(({ value = setting.default, effectiveFrom }) => ({ from: placeBegunBy(setting, effectiveFrom), value }))
        .filter(({ from }) => most === undefined || from <= most)
      const text = textOf(setting, steps)
      return text === setting.default || text === '' ? [] : [[keyOf(part), text]]
    }),
  )
}

function placeBegunBy({ from }: CompanySetting, day: number): number {
  if (from === 'month') return monthPlace(day) + (day % 100 === 1 ? 0 : 1)
  return Math.floor(day / 10000) + (day % 10000 === 101 ? 0 : 1)
}

function monthPlace(day: number): number {
  return Math.floor(day / 10000) * 12 + (Math.floor(day / 100) % 100) - 1
}
