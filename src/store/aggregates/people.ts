import { present } from '../../base/assert.ts'
import type { Day } from '../../base/day.ts'
import type { Employee, Position, Posting } from '../../domain/people/employee.ts'
import type { Reader } from '../database/connection.ts'

/** The company book 公司账册 as a sub-select, so that a look-up is one statement. */
const COMPANY = `(SELECT id FROM books WHERE sha256 = 'company')`

/** One person of the company book with their moves; undefined when nobody has the number. */
export async function personOfCompany(
  reader: Reader,
  number: string,
): Promise<{ readonly employee: Employee; readonly postings: readonly Posting[] } | undefined> {
  const [row] = await reader.all(
    `SELECT name, position, region, hired_on, left_on FROM employees WHERE book = ${COMPANY} AND number = $1`,
    [number],
  )
  if (!row) return undefined
  const [name, position, region, hiredOn, leftOn] = row
  const moves = await reader.all(`SELECT region, "from" FROM postings WHERE book = ${COMPANY} AND employee = $1 ORDER BY "from"`, [number])
  return {
    employee: {
      number,
      name: String(name),
      position: positionOf(String(position)),
      region: String(region),
      hiredOn: dayIn(hiredOn),
      leftOn: dayIn(leftOn),
    },
    postings: moves.map(([to, from]) => ({ employee: number, region: String(to), from: Number(from) as Day })),
  }
}

/** Everybody in the employees table, by number; nobody when there is no such table yet. */
export async function peopleOfCompany(reader: Reader): Promise<readonly Pick<Employee, 'number' | 'name' | 'position' | 'leftOn'>[]> {
  const rows = await reader.all(`SELECT number, name, position, left_on FROM employees WHERE book = ${COMPANY} ORDER BY number`)
  return rows.map(([number, name, position, leftOn]) => ({
    number: String(number),
    name: String(name),
    position: positionOf(String(position)),
    leftOn: dayIn(leftOn),
  }))
}

/** The managers whom an account is a deputy for on a day, with their positions in the employees table. */
export async function managersActedFor(
  reader: Reader,
  account: string,
  today: Day,
): Promise<readonly { readonly employee: string; readonly position: Position }[]> {
  const rows = await reader.all(
    `SELECT DISTINCT deputies.manager, employees.position FROM deputies
     JOIN employees ON employees.book = ${COMPANY} AND employees.number = deputies.manager
     WHERE deputies.account = $1 AND deputies.first <= $2 AND deputies.last >= $2 AND deputies.ended_at IS NULL
     ORDER BY deputies.manager`,
    [account, today],
  )
  return rows.map(([manager, position]) => ({ employee: String(manager), position: positionOf(String(position)) }))
}

function dayIn(cell: unknown): Day | undefined {
  // The column holds days that the reader checked.
  return cell === null || cell === undefined ? undefined : (Number(cell) as Day)
}

const POSITIONS: readonly Position[] = ['sales_rep', 'service_engineer', 'regional_manager', 'rd_manager']

function positionOf(text: string): Position {
  return present(
    POSITIONS.find((position) => position === text),
    'The employees table has positions that we know.',
  )
}
