import { headerKey } from '../read/header-map.ts'
import type { ReportContext, ReportVoice } from '../read/report.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { type EventKind, leaveKind } from './event-words.ts'
import type { ReportHeading } from './report-header.ts'

/** A column that says how often something happened, or for how long. */
export interface CountColumn {
  readonly heading: ReportHeading
  /** Undefined for a kind of leave that nobody has explained. */
  readonly kind: EventKind | undefined
  /** `times`: its number is a number of events; `amount`: days, hours or minutes, of which any is one event. */
  readonly counts: 'times' | 'amount'
}

const KINDS: readonly (readonly [RegExp, EventKind])[] = [
  [/^严重迟到/, 'serious_late'],
  [/^旷工/, 'absence'],
  [/^缺勤/, 'absence'],
  [/^迟到/, 'late'],
  [/^早退/, 'early_leave'],
  [/^(?:上班|下班)?(?:缺卡|未打卡|漏打卡|忘打卡)/, 'missing_punch'],
]
/** How long: minutes of a lateness, hours of an absence. */
const LENGTH = /时长|时间|分钟|小时|工时|金额|扣款|minutes|hours/
const TIMES = /次数?$|次$/
const DAYS = /天数?$|天$/

/**
 * The columns of a report that count events. Where one says how often and another for how long, the former counts; where 旷工 or leave
 * is given in days or hours, any of it is one event.
 */
export function countColumns(headings: readonly ReportHeading[]): CountColumn[] {
  const found = headings.flatMap((heading): (CountColumn & { readonly rank: number })[] => {
    // Units stand in brackets, which names are without: 迟到时间(分钟), 事假(小时).
    const unit = /[(（](次|天|小时|分钟|分|h|d)[)）]/.exec(heading.header)?.[1] ?? ''
    const names = [heading.leaf, heading.name]
    for (const name of names) {
      const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1]
      if (kind !== undefined && !/率|比例|原因|人数|审批|单/.test(name)) {
        const isLength = LENGTH.test(name) || ['小时', '分钟', '分', 'h'].includes(unit)
        const counts = isLength || (kind === 'absence' && (DAYS.test(name) || unit === '天')) ? 'amount' : 'times'
        return [{ heading, kind, counts, rank: isLength ? 2 : TIMES.test(name) || unit === '次' ? 0 : 1 }]
      }
      const called = leaveName(heading)
      const leave = leaveKind(called)
      if (leave !== undefined || /\p{Script=Han}假$/u.test(called))
        return [{ heading, kind: leave, counts: TIMES.test(name) || unit === '次' ? 'times' : 'amount', rank: 0 }]
    }
    return []
  })
  // 请假 beside 事假 and 病假 is what these add up to.
  const hasKinds = found.some(({ heading }) => /[^请]假$/.test(leaveName(heading)))
  // 上班缺卡 and 下班缺卡 are two columns of one kind; 迟到次数 and 迟到时长 are one thing twice.
  return found.filter(
    ({ kind, rank, heading }) =>
      !(hasKinds && /^(?:请假|假期)(?:合计|总计)?$/.test(leaveName(heading))) &&
      !found.some((other) => other.kind === kind && other.rank < rank && stem(other.heading.name) === stem(heading.name)),
  )
}

function leaveName({ leaf }: ReportHeading): string {
  return leaf.replace(/(?:天数|天|小时|时长|次数|次)$/, '')
}

/** How often each kind of event happened by a row; a column of leave that nobody has explained is asked about once something stands in it. */
export class PersonCounts {
  readonly #columns: readonly CountColumn[]
  readonly #context: ReportContext
  /** The rows that have both late and seriously late, and what the first of them says. */
  #both = 0
  #first: { readonly lateCount: string; readonly seriousCount: string } | undefined

  constructor(columns: readonly CountColumn[], context: ReportContext) {
    this.#columns = columns
    this.#context = context
  }

  in({ row, cells }: RawRow, voice: ReportVoice): Map<EventKind, number> {
    const found = new Map<EventKind, number>()
    for (const { heading, kind, counts } of this.#columns) {
      const cell = cells[heading.position] ?? ''
      const { header } = heading
      const count = countIn(cell)
      if (count === undefined)
        voice.say(
          'count_must_be_a_whole_number',
          { found: cell, title: header, column: kind ?? header, least: '0' },
          { row, column: header },
        )
      if (count === undefined || count === 0) continue
      const word = leaveName(heading)
      const meant = kind ?? this.#context.meanings?.get('kind')?.get(headerKey(word))
      if (meant === undefined) voice.say('attendance_word_must_be_understood', { found: header, word }, { row, column: header })
      if (meant) found.set(meant, (found.get(meant) ?? 0) + (counts === 'times' ? Math.round(count) : 1))
    }
    this.#tellApart(found, row, voice)
    return found
  }

  /** What can be said only once all rows are read. */
  end(voice: ReportVoice, row: number): void {
    if (this.#first && this.#context.late === undefined)
      voice.say('late_counts_stand_apart', { ...this.#named, ...this.#first, count: String(this.#both) }, { row })
  }

  #tellApart(found: Map<EventKind, number>, row: number, voice: ReportVoice): void {
    const [late, serious] = [found.get('late'), found.get('serious_late')]
    if (serious === undefined || (late === undefined && this.#context.late !== 'contains')) return
    const values = { lateCount: String(late ?? 0), seriousCount: String(serious) }
    this.#both++
    this.#first ??= values
    if (this.#context.late !== 'contains' || !this.#columns.some(({ kind }) => kind === 'late')) return
    const left = (late ?? 0) - serious
    if (left < 0) voice.say('late_must_contain_serious_late', { ...this.#named, ...values }, { row })
    else if (left === 0) found.delete('late')
    else found.set('late', left)
  }

  get #named() {
    const headerOf = (kind: EventKind) => this.#columns.find((each) => each.kind === kind)?.heading.header ?? ''
    return { late: headerOf('late'), serious: headerOf('serious_late') }
  }
}

function stem(name: string): string {
  return name.replace(/次数|次|天数|天|时长|时间|分钟数?|小时数?|工时/g, '')
}

/** The number in a cell: 0 where it is blank or a dash; undefined where it is no number. */
export function countIn(cell: string): number | undefined {
  const text = cell.normalize('NFKC').trim()
  if (/^(?:|-+|—+|无|\/)$/.test(text)) return 0
  const match = /^(\d+(?:\.\d+)?)\s*(?:次|天|小时|分钟|分|h|d)?$/.exec(text)
  return match ? Number(match[1]) : undefined
}
