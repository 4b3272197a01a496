import type { Parameter, Reader } from '../database/connection.ts'
import { quotedList } from '../database/record-columns.ts'
import { PERSON_COLUMNS } from '../trail/trail-runs.ts'
import type { PersonMark, SnapshotPerson } from './snapshots.ts'
import { personFrom } from './snapshots.ts'

/** A person of two snapshots; undefined in the one that does not have them. */
export interface PersonOfTwo extends PersonMark {
  readonly before: SnapshotPerson | undefined
  readonly after: SnapshotPerson | undefined
}

const DIFFERS = `a.result <> b.result OR a.status <> b.status OR a.region <> b.region OR a.bonus IS DISTINCT FROM b.bonus`

/** People whose result differs between two runs, or who are in one of them only; by kind, then number, with their facts. */
export async function changedPeople(
  reader: Reader,
  runs: { readonly before: string; readonly after: string },
  page: { readonly from?: PersonMark | undefined; readonly limit: number },
): Promise<PersonOfTwo[]> {
  const parameters: Parameter[] = [runs.before, runs.after]
  const later = page.from ? `WHERE (kind, employee) > ($${parameters.push(page.from.kind)}, $${parameters.push(page.from.employee)})` : ''
  const keys = await reader.all(
    `SELECT kind, employee FROM (
       SELECT a.kind, a.employee FROM run_people AS a
         LEFT JOIN run_people AS b ON b.run = $2 AND b.kind = a.kind AND b.employee = a.employee
         WHERE a.run = $1 AND (b.run IS NULL OR ${DIFFERS})
       UNION ALL
       SELECT b.kind, b.employee FROM run_people AS b
         LEFT JOIN run_people AS a ON a.run = $1 AND a.kind = b.kind AND a.employee = b.employee
         WHERE b.run = $2 AND a.run IS NULL
     ) AS changed ${later} ORDER BY kind, employee LIMIT ${Math.trunc(page.limit)}`,
    parameters,
  )
  const people = keys.map(([kind, employee]) => ({ kind: String(kind), employee: String(employee) }))
  const [before, after] = [await named(reader, runs.before, people), await named(reader, runs.after, people)]
  return people.map((person) => ({ ...person, before: before.get(keyOf(person)), after: after.get(keyOf(person)) }))
}

async function named(reader: Reader, run: string, people: readonly PersonMark[]): Promise<Map<string, SnapshotPerson>> {
  if (people.length === 0) return new Map()
  const places = people.map((_, index) => `$${index + 2}`)
  const rows = await reader.all(
    `SELECT ${quotedList(PERSON_COLUMNS)} FROM run_people WHERE run = $1 AND employee IN (${places.join(', ')})`,
    [run, ...people.map(({ employee }) => employee)],
  )
  return new Map(rows.map(personFrom).map((person) => [keyOf(person), person]))
}

function keyOf({ kind, employee }: PersonMark): string {
  return `${kind} ${employee}`
}

/** The scores of people who have one in both runs and whose score is another, by kind, then number. */
export interface ScoreOfTwo {
  readonly kind: string
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly before: string
  readonly after: string
}

export async function movedScores(reader: Reader, runs: { readonly before: string; readonly after: string }): Promise<ScoreOfTwo[]> {
  const rows = await reader.all(
    `SELECT b.kind, b.employee, b.name, b.region, a.score, b.score FROM run_people AS b
     JOIN run_people AS a ON a.run = $1 AND a.kind = b.kind AND a.employee = b.employee
     WHERE b.run = $2 AND a.score IS NOT NULL AND b.score IS NOT NULL AND a.score <> b.score ORDER BY b.kind, b.employee`,
    [runs.before, runs.after],
  )
  return rows.map((cells) => {
    const [kind = '', employee = '', name = '', region = '', before = '', after = ''] = cells.map(String)
    return { kind, employee, name, region, before, after }
  })
}
