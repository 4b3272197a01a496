import { type Day, dayText } from '../../base/day.ts'
import { headerKey } from '../read/header-map.ts'
import type { ReportColumn, ReportContext, ReportRow, ReportVoice } from '../read/report.ts'
import { type EventKind, eventWords } from './event-words.ts'
import { dayInText } from './report-days.ts'

/** Words that nobody has explained, of which one problem each is said. */
const MOST_WORDS = 50
/** Words of a day on which nobody works: a leave that goes on after it is one leave. */
const REST = /^(?:休息?|休息日|公休|轮休|双休|周末|节假日|法定节假日|假日|放假|rest|off|weekend|holiday|[-—]*)$/i

interface Cell {
  readonly row: number
  readonly column: string
  readonly text: string
}

interface Leave {
  readonly day: Day
  readonly kind: EventKind
  readonly slip: string
  readonly row: number
}

interface Days {
  /** Kind and day to how often. */
  readonly events: Map<string, { readonly day: Day; readonly kind: EventKind; readonly row: number; count: number }>
  readonly leaves: Leave[]
  readonly worked: Set<Day>
}

/**
 * The events of attendance of each person, gathered from a report day by day. Several of a kind on one day are that many; leave over days
 * on end is one, by the slip that its cells name or, where they name none, until the person works again.
 */
export class PersonEvents {
  readonly #context: ReportContext
  readonly #people = new Map<string, Days>()
  readonly #words = new Map<string, Cell>()
  /** What signs such as 事 or × mean in this report. */
  readonly #legend = new Map<string, string>()
  #runs = 0

  constructor(context: ReportContext) {
    this.#context = context
  }

  /** A sign and the word that the report's legend gives for it. */
  explain(sign: string, word: string): void {
    if (!this.#legend.has(sign)) this.#legend.set(sign, word)
  }

  /** What a cell says of a person's day. */
  addText(person: string, day: Day, cell: Cell): void {
    const days = this.#of(person)
    const text = cell.text.trim()
    const plain = this.#legend.get(text) ?? text
    for (const word of eventWords(plain)) {
      if ('unknown' in word) {
        const meant = this.#context.meanings?.get('kind')?.get(headerKey(word.unknown))
        if (meant) this.add(person, day, meant, 1, cell.row)
        else if (meant === undefined && !this.#words.has(word.unknown)) this.#words.set(word.unknown, { ...cell, text: plain })
      } else if (word.kind !== null && word.leave !== undefined) days.leaves.push({ day, kind: word.kind, slip: word.leave, row: cell.row })
      else if (word.kind !== null) this.add(person, day, word.kind, 1, cell.row)
      if (!('unknown' in word) && word.kind !== null && word.leave === undefined) days.worked.add(day)
    }
    const first = plain.replace(/\([^()]*\)/g, '').trim()
    if (first !== '' && !REST.test(first) && eventWords(plain).every((word) => !('unknown' in word) && word.kind === null))
      days.worked.add(day)
  }

  add(person: string, day: Day, kind: EventKind, count: number, row: number): void {
    const { events } = this.#of(person)
    const key = `${day} ${kind}`
    const found = events.get(key)
    if (found) found.count += count
    else events.set(key, { day, kind, row, count })
  }

  addLeave(person: string, leave: Leave): void {
    this.#of(person).leaves.push(leave)
  }

  addWorked(person: string, day: Day): void {
    this.#of(person).worked.add(day)
  }

  /** Everything as rows of eventColumns, in the order of the file. A slip that began before `first`, the first day of the report, is of an earlier one. */
  rows(voice: ReportVoice, first?: Day): ReportRow[] {
    for (const [word, { row, column, text }] of [...this.#words].slice(0, MOST_WORDS))
      voice.say('attendance_word_must_be_understood', { found: text.slice(0, 60), word }, { row, column })
    const rows = [...this.#people].flatMap(([person, { events, leaves, worked }]) => [
      ...[...events.values()].map(({ day, kind, count, row }) => ({ row, cells: [dayText(day), person, kind, String(count), ''] })),
      ...this.#leaves(leaves, worked, voice, person, first),
    ])
    if (this.#runs > 0) voice.say('leave_days_were_taken_as_one', { count: String(this.#runs) })
    return rows.sort((a, b) => a.row - b.row || ((a.cells[0] ?? '') < (b.cells[0] ?? '') ? -1 : 1))
  }

  #leaves(leaves: readonly Leave[], worked: ReadonlySet<Day>, voice: ReportVoice, person: string, first: Day | undefined): ReportRow[] {
    const found: ReportRow[] = []
    const last = new Map<string, Day>()
    for (const { day, kind, slip, row } of [...leaves].sort((a, b) => a.day - b.day)) {
      const key = `${kind} ${slip}`
      const before = last.get(key)
      last.set(key, day)
      if (before !== undefined && (slip !== '' || before === day || !hasBetween(worked, before, day))) {
        if (slip === '' && before !== day) this.#runs++
        continue
      }
      const begin = beginOf(slip, day)
      if (begin !== undefined && first !== undefined && begin < first) {
        voice.leaveOut(row, `${person} ${slip}`, 'begins_earlier')
        continue
      }
      found.push({ row, cells: [dayText(begin ?? day), person, kind, '1', slip] })
    }
    return found
  }

  #of(person: string): Days {
    const found = this.#people.get(person)
    if (found) return found
    const made: Days = { events: new Map(), leaves: [], worked: new Set() }
    this.#people.set(person, made)
    return made
  }
}

export function eventColumns(person: string, date: string, kind: string): readonly ReportColumn[] {
  return [
    { key: 'date', header: date },
    { key: 'employee', header: person },
    { key: 'kind', header: kind },
    { key: 'count', header: kind },
    { key: 'slip', header: kind },
  ]
}

/** The first day that a slip's own text names, in the year of the day on which it is seen. */
function beginOf(slip: string, day: Day): Day | undefined {
  const [, first = ''] = /^\S+ (\S+)/.exec(slip) ?? []
  const year = Math.floor(day / 10_000)
  const of = (each: number) => dayInText(/^\d{4}[-/.年]/.test(first) ? first : `${each}-${first.replace(/[月/.]/, '-')}`)
  const begin = of(year)
  return begin !== undefined && begin > day ? of(year - 1) : begin
}

function hasBetween(days: ReadonlySet<Day>, first: Day, last: Day): boolean {
  for (const day of days) if (day > first && day < last) return true
  return false
}
