import { type Day, dayText } from '../base/day.ts'
import type { Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import { appraisalProblem } from '../domain/appraisal-problems.ts'
import type { TableKey } from '../domain/dataset/tables.ts'
import type { Words } from '../engine/rule/rule-file.ts'
import type { Reader } from '../store/database/connection.ts'
import type { DayRange } from '../store/measures/day-range.ts'
import { firstDay } from '../store/measures/first-day.ts'
import type { Measure } from '../store/measures/measure.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** What the data tell of the time before a period (POLICY S, what held then). */
export interface History {
  /** Whether a measure looks back to days that lie wholly before the first audited record of its tables (`no_history`). */
  readonly isLacking: (measure: string) => boolean
  /** Each KPI that is told although the data begin inside of its look-back (`history_is_short`). */
  readonly problems: readonly Problem[]
}

interface Short extends DayRange {
  /** The day on which the data begin. */
  readonly day: Day
  readonly measure: Measure
}

/** Asks on which day the tables begin that measures look back in. That a table is not in the data at all is said elsewhere (`no_data`). */
export async function historyOf(
  reader: Reader,
  book: number,
  given: ReadonlySet<TableKey>,
  period: Period,
  { kpis, readings, measures }: Pick<RulesInForce, 'kpis' | 'readings' | 'measures'>,
): Promise<History> {
  const begins = new Map<string, Day | undefined>()
  const lacking = new Set<string>()
  const short = new Map<string, Short>()
  for (const [name, measure] of Object.entries(measures)) {
    const back = measure.lookBack?.({ period, readings })
    if (!back) continue
    const tables = measure.tables.join()
    if (!begins.has(tables)) begins.set(tables, await firstDay(reader, book, measure.tables, period.first))
    const day = begins.get(tables)
    if (day === undefined) continue
    if (day > back.last && !measure.toldWithout) lacking.add(name)
    else if (day > back.first) short.set(name, { ...back, day, measure })
  }
  const isTold = (name: string) => !lacking.has(name) && measures[name]?.tables.every((table) => given.has(table))
  const problems = [...kpis].flatMap(([kpi, { title, used }]) => {
    const [first] = used.flatMap((name) => short.get(name) ?? [])
    return first && used.every(isTold) ? [shortHistory(kpi, title, first)] : []
  })
  return { isLacking: (measure) => lacking.has(measure), problems }
}

function shortHistory(kpi: string, title: Words, { first, last, day, measure }: Short): Problem {
  const [from, to] = [dayText(first as Day), dayText(last as Day)]
  const { back, remedy } = measure.toldWithout
    ? {
        back: { zh: `${to} 为止的欠款`, en: `what was owed on ${to}` },
        remedy: {
          zh: '请补充期初欠款（openings），或导入更早的应收和回款',
          en: 'Give what was owed then in the table openings, or import earlier receivables and collections',
        },
      }
    : {
        back: { zh: `${from} 至 ${to} 的数据`, en: `${from} to ${to}` },
        remedy: {
          zh: '请补充导入更早的数据；若公司那时才开业，可以不管',
          en: 'Import what is earlier; if the company began then, leave it',
        },
      }
  const values = {
    kpi,
    kpiZh: title.zh,
    kpiEn: title.en,
    backZh: back.zh,
    backEn: back.en,
    day: dayText(day),
    remedyZh: remedy.zh,
    remedyEn: remedy.en,
  }
  return appraisalProblem('history_is_short', values, { table: measure.tables[0], record: kpi })
}
