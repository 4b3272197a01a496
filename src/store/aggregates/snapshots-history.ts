import { sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { among, asked, rowsOf, tables } from '../database/query.ts'
import type { TableRow } from '../database/tables.ts'
import { PERSON_COLUMNS } from '../trail/trail-runs.ts'
import type { PersonKind, SnapshotPerson } from './snapshots.ts'

/** A person in the published run of a period. */
export interface PublishedResult {
  readonly period: string
  /** yyyymmdd */
  readonly first: number
  readonly last: number
  readonly run: string
  readonly person: SnapshotPerson
}

/** What was published of one person in the newest periods, newest first, of one day the shorter ones first; with their facts. */
export async function publishedResultsOf(reader: Reader, employee: string, periods: number): Promise<PublishedResult[]> {
  const rows = await rowsOf(
    reader,
    sql<Omit<PublishedResult, 'person'> & TableRow<'run_people'>>`
     SELECT shown.text AS period, shown.first, shown.last, people.run, ${sql.join(PERSON.map((column) => sql.ref(column)))}
     FROM (SELECT opened.text, opened.first, opened.last, opened.published_run FROM appraisal_periods AS opened
           WHERE opened.published_run IS NOT NULL
             AND EXISTS (SELECT 1 FROM run_people AS theirs WHERE theirs.employee = ${employee} AND theirs.run = opened.published_run)
           ORDER BY opened.first DESC, opened.last, opened.text LIMIT ${periods}) AS shown
     JOIN run_people AS people ON people.run = shown.published_run AND people.employee = ${employee}
     ORDER BY shown.first DESC, shown.last, shown.text, people.kind`,
  )
  return rows.map(({ period, first, last, run, ...person }) => ({ period, first, last, run, person }))
}

const PERSON = PERSON_COLUMNS.map((column) => `people.${column}`)

/** The regions of a run by code, with their names only: their pools and splits are long. */
export async function regionNames(reader: Reader, run: string): Promise<ReadonlyMap<string, string>> {
  const regions = tables.selectFrom('run_regions').select(['region', 'name']).where('run', '=', run).orderBy('region')
  return new Map((await rowsOf(reader, regions)).map(({ region, name }) => [region, name]))
}

/** The score of everybody of a kind in a run, as decimal text; undefined for those who have none. */
export interface SnapshotScore {
  readonly region: string
  readonly score: string | undefined
}

export async function snapshotScores(
  reader: Reader,
  run: string,
  kind: PersonKind,
  regions: readonly string[] | undefined,
): Promise<SnapshotScore[]> {
  const scores = tables.selectFrom('run_people').select(['region', 'score']).where('run', '=', run).where('kind', '=', kind)
  return rowsOf(reader, scores.where((eb) => eb.and(asked(regions, (some) => among('region', some)))).orderBy('employee'))
}
