import { sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { among, rowsOf } from '../database/query.ts'
import { type PersonKind, type PersonMark, people, type SnapshotPerson } from './snapshots.ts'

/** A person of two snapshots; undefined in the one that does not have them. */
export interface PersonOfTwo extends PersonMark {
  readonly before: SnapshotPerson | undefined
  readonly after: SnapshotPerson | undefined
}

/** People whose result differs between two runs, or who are in one of them only; by kind, then number, with their facts. */
export async function changedPeople(
  reader: Reader,
  runs: { readonly before: string; readonly after: string },
  page: { readonly from?: PersonMark | undefined; readonly limit: number },
): Promise<PersonOfTwo[]> {
  const { from, limit } = page
  const people = await rowsOf(
    reader,
    sql<{ kind: PersonKind; employee: string }>`SELECT kind, employee FROM (
       SELECT a.kind, a.employee FROM run_people AS a
         LEFT JOIN run_people AS b ON b.run = ${runs.after} AND b.kind = a.kind AND b.employee = a.employee
         WHERE a.run = ${runs.before} AND (b.run IS NULL OR a.result <> b.result OR a.status <> b.status OR a.region <> b.region
           OR a.bonus IS DISTINCT FROM b.bonus)
       UNION ALL
       SELECT b.kind, b.employee FROM run_people AS b
         LEFT JOIN run_people AS a ON a.run = ${runs.before} AND a.kind = b.kind AND a.employee = b.employee
         WHERE b.run = ${runs.after} AND a.run IS NULL
     ) AS changed ${from ? sql`WHERE (kind, employee) > (${from.kind}, ${from.employee})` : sql``}
     ORDER BY kind, employee LIMIT ${limit}`,
  )
  const [before, after] = [await named(reader, runs.before, people), await named(reader, runs.after, people)]
  return people.map((person) => ({ ...person, before: before.get(keyOf(person)), after: after.get(keyOf(person)) }))
}

async function named(reader: Reader, run: string, persons: readonly PersonMark[]): Promise<Map<string, SnapshotPerson>> {
  const employees = persons.map(({ employee }) => employee)
  const rows = await rowsOf(reader, people.where('run', '=', run).where(among('employee', employees)))
  return new Map(rows.map((person) => [keyOf(person), person]))
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
  return rowsOf(
    reader,
    sql<ScoreOfTwo>`SELECT b.kind, b.employee, b.name, b.region, a.score AS before, b.score AS after FROM run_people AS b
     JOIN run_people AS a ON a.run = ${runs.before} AND a.kind = b.kind AND a.employee = b.employee
     WHERE b.run = ${runs.after} AND a.score IS NOT NULL AND b.score IS NOT NULL AND a.score <> b.score ORDER BY b.kind, b.employee`,
  )
}
