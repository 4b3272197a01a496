import { dayText } from '../base/day.ts'
import { groupBy } from '../base/group-by.ts'
import type { Place } from '../base/problem.ts'
import { multiply, rational } from '../base/rational.ts'
import { unitsText } from '../base/rounding.ts'
import { choiceTitle, TABLES, type TableKey } from '../domain/dataset/tables.ts'
import type { ServiceFacts } from '../domain/engineers/service-facts.ts'
import { farRecords, formsOnDays, marksOfOneDigit, twinReceipts } from '../store/book/odd-records.ts'
import { oddAttendance } from './odd-attendance.ts'
import type { Instead, OddEffect } from './odd-effect.ts'
import { type FoundOdd, type OddProblem, type OddRecordsAsked, oddProblem } from './odd-problem.ts'

/**
 * What looks odd in the records that a period is appraised from, though each is right by itself: the same receipt under two numbers,
 * forms of 1 to 5 on a scale of 100, marks of one digit, leave on running days, lateness on days off, each with what the records would
 * say otherwise. Warnings all: whoever knows the business decides. One statement a question, whatever the number of records.
 */
async function oddRecords(asked: OddRecordsAsked): Promise<FoundOdd[]> {
  const of = (table: TableKey, find: () => Promise<FoundOdd[]>) => (asked.given.has(table) ? find() : [])
  return [
    ...(await of('collections', () => receiptsTwice(asked))),
    ...(await of('feedback', () => formsOffTheScale(asked, 'feedback'))),
    ...(await of('followups', () => formsOffTheScale(asked, 'followups'))),
    ...(await of('evaluations', () => lowMarks(asked))),
    ...(await of('attendance', () => oddAttendance(asked))),
  ]
}

async function receiptsTwice({ reader, book, beside, period, rules, place }: OddRecordsAsked): Promise<FoundOdd[]> {
  const { excludedKinds, excludeInternalClients } = rules.readings
  const counted = (await twinReceipts(reader, beside === undefined ? [book] : [book, beside], period)).filter(
    ({ kind, isInternal }) => !excludedKinds.includes(kind) && !(isInternal && excludeInternalClients),
  )
  const alike = groupBy(counted, ({ day, client, rep, region, kind, amountFen }) =>
    JSON.stringify([day, client, rep, region, kind, String(amountFen)]),
  )
  return [...alike.values()].flatMap((twins) => {
    const numbers = [...new Set(twins.map(({ number }) => number))]
    const [first, ...others] = twins
    const second = others.findLast((twin) => twin.book === book) ?? twins.find((twin) => twin.book === book)
    if (numbers.length < 2 || !first || !second) return []
    const { day, client, rep, region, creditedRep, amountFen } = first
    const values = {
      records: numbers.join(', '),
      day: dayText(day),
      client,
      rep: rep ?? region ?? '-',
      amount: unitsText(amountFen, 2),
      difference: unitsText(amountFen * BigInt(numbers.length - 1), 2),
    }
    const [receipts, refunds] = amountFen < 0n ? [0n, amountFen] : [amountFen, 0n]
    return [
      {
        code: 'receipt_should_be_entered_once',
        values,
        table: 'collections',
        record: second.number,
        column: 'amount',
        place: place?.('collections', second.row, 'amount'),
        ids: twins.map(({ id }) => id),
        instead: { kind: 'collections', without: numbers.slice(1).map(() => ({ region, rep: creditedRep, day, receipts, refunds })) },
      },
    ]
  })
}

/** The highest mark of a scale of five, in hundredths. */
const FIVE = 500

async function formsOffTheScale(
  { reader, book, period, rules, place }: OddRecordsAsked,
  table: 'feedback' | 'followups',
): Promise<FoundOdd[]> {
  if (table === 'feedback' && rules.book.settings['service.customer-evaluation.scale'] !== '100') return []
  const { highest, ids } = await formsOnDays(reader, book, table, period, FIVE)
  if (highest === undefined) return []
  const remedy = REMEDIES[table]
  const values = {
    table,
    title: TABLES[table].title,
    period: period.text,
    highest: unitsText(BigInt(highest), 2),
    remedyZh: remedy.zh,
    remedyEn: remedy.en,
  }
  return [
    {
      code: 'marks_should_use_the_scale',
      values,
      table,
      record: period.text,
      column: undefined,
      place: place && withoutRow(place(table, 0)),
      ids,
      instead: { kind: 'facts', facts: table === 'feedback' ? formsTimes20 : followUpsTimes20 },
    },
  ]
}

const TWENTY = rational(20n)
const formsTimes20 = (facts: ServiceFacts): ServiceFacts => ({
  ...facts,
  attitudeSum: multiply(facts.attitudeSum, TWENTY),
  resolutionSum: multiply(facts.resolutionSum, TWENTY),
  dedicationSum: multiply(facts.dedicationSum, TWENTY),
})
const followUpsTimes20 = (facts: ServiceFacts): ServiceFacts => ({ ...facts, followUpSum: multiply(facts.followUpSum, TWENTY) })

const REMEDIES = {
  feedback: {
    zh: '如果反馈表是五分制，请设置 service.customer-evaluation.scale=5（命令行 --set service.customer-evaluation.scale=5）',
    en: 'If the form has five points, set service.customer-evaluation.scale=5 (--set service.customer-evaluation.scale=5)',
  },
  followups: { zh: '如果是五分制，请乘以 20 换算成百分制', en: 'If they are out of five, multiply them by 20' },
} as const

async function lowMarks({ reader, book, period, place }: OddRecordsAsked): Promise<FoundOdd[]> {
  return (await marksOfOneDigit(reader, book, period)).map(({ id, engineer, evaluator, item, row, scoreHundredths }) => {
    const meant = scoreHundredths * 10n
    const values = {
      engineer,
      evaluator,
      item,
      itemTitle: choiceTitle('evaluations', 'item', item),
      score: unitsText(scoreHundredths, 2),
      tenfold: unitsText(meant, 2),
    }
    const points = rational(meant, 100n)
    const facts = (given: ServiceFacts): ServiceFacts =>
      item === 'overall'
        ? { ...given, overallMark: points }
        : {
            ...given,
            onSiteRatings: given.onSiteRatings.map((rating) => (rating.evaluator === evaluator ? { ...rating, score: points } : rating)),
          }
    return {
      code: 'mark_should_have_two_digits',
      values,
      table: 'evaluations',
      record: `${period.text} ${engineer} ${item} ${evaluator}`,
      column: 'score',
      place: place?.('evaluations', row, 'score'),
      ids: [id],
      instead: { kind: 'facts', of: new Set([engineer]), facts },
    }
  })
}

type OddDaysAsked = Omit<OddRecordsAsked, 'rules' | 'calendar'>

/** Records whose day lies far from all others, in one book beside others, of a period or of what lies about it. */
async function oddDays({ reader, book, beside, given, period, place }: OddDaysAsked): Promise<FoundOdd[]> {
  const found = await farRecords(reader, book, beside, given, period)
  if (!found) return []
  const between = { first: dayText(found.first), last: dayText(found.last) }
  return found.records.map(({ table, name, id, row, day, column }) => {
    const record = table === 'attendance' ? `${dayText(day)} ${name}` : name
    return {
      code: 'day_should_be_near_the_others',
      values: { record, day: dayText(day), ...between },
      table,
      record,
      column,
      place: place?.(table, row, column),
      ids: [id],
    }
  })
}

/** All of it as the warnings that they are, each with what names it and, where `tell` can, what it comes to. */
export async function oddProblems(asked: OddRecordsAsked, tell?: (instead: Instead) => OddEffect): Promise<OddProblem[]> {
  return [...(await oddRecordProblems(asked, tell)), ...(await oddDayProblems(asked, tell))]
}

export async function oddRecordProblems(asked: OddRecordsAsked, tell?: (instead: Instead) => OddEffect): Promise<OddProblem[]> {
  const problems: OddProblem[] = []
  for (const found of await oddRecords(asked)) problems.push(await oddProblem(asked.reader, found, asked.period.text, tell))
  return problems
}

export async function oddDayProblems(asked: OddDaysAsked, tell?: (instead: Instead) => OddEffect): Promise<OddProblem[]> {
  const problems: OddProblem[] = []
  for (const found of await oddDays(asked)) problems.push(await oddProblem(asked.reader, found, null, tell))
  return problems
}

function withoutRow({ file, sheet }: Place): Place {
  return { file, sheet }
}
