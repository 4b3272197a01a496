import { present } from '../../base/assert.ts'
import type { Day } from '../../base/day.ts'
import { groupBy } from '../../base/group-by.ts'
import { rationalFromText } from '../../base/rational.ts'
import type { Opportunity } from '../../domain/opportunities/opportunity.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import type { DayRange } from './day-range.ts'
import { ownerSql } from './owner-sql.ts'

/** Whose opportunities: of representatives at home in one of the regions on the last day, and of one representative; all unless told. */
export interface OpportunityFilter {
  readonly regions?: readonly string[] | undefined
  readonly rep?: string | undefined
}

/** The opportunities of a book that were there on the days: created by their end, and not closed before them; by number. */
export async function opportunitiesOn(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  { regions, rep }: OpportunityFilter,
): Promise<Opportunity[]> {
  if (regions?.length === 0) return []
  const parameters: Parameter[] = [book, first, last]
  const bind = (value: Parameter) => `$${parameters.push(value)}`
  const region = ownerSql('region', { table: 'opportunities', day: undefined })
  const conditions = [
    'opportunities.book = $1 AND created_on <= $3 AND (closed_on IS NULL OR closed_on >= $2)',
    ...(regions ? [`${region} IN (${regions.map(bind).join(', ')})`] : []),
    ...(rep === undefined ? [] : [`opportunities.rep = ${bind(rep)}`]),
  ]
  const rows = await reader.all(
    `SELECT "number", rep, stage, amount, created_on, expected_on, closed_on, outcome, probability
     FROM opportunities WHERE ${conditions.join(' AND ')} ORDER BY "number"`,
    parameters,
  )
  const written = await reader.all('SELECT "number", stage, "from" FROM opportunity_stages WHERE book = $1 ORDER BY "number", "from"', [
    book,
  ])
  const stages = groupBy(written, ([number]) => String(number))
  return rows.map(
    ([number, whose, stage, amount, createdOn, expectedOn, closedOn, outcome, probability]): Opportunity => ({
      ...{ number: String(number), rep: String(whose), stage: String(stage), amount: BigInt(amount ?? 0) },
      ...{ createdOn: present(dayIn(createdOn), 'It has a day.'), expectedOn: dayIn(expectedOn), closedOn: dayIn(closedOn) },
      outcome: outcome === 'won' || outcome === 'lost' ? outcome : undefined,
      probability: typeof probability === 'string' ? rationalFromText(probability) : undefined,
      stages: (stages.get(String(number)) ?? []).map(([, name, from]) => ({
        stage: String(name),
        from: present(dayIn(from), 'It has a day.'),
      })),
    }),
  )
}

function dayIn(cell: Cell | undefined): Day | undefined {
  return cell === null || cell === undefined ? undefined : (Number(cell) as Day)
}
