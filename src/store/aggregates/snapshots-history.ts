import type { Reader } from '../database/connection.ts'
import { quotedList } from '../database/record-columns.ts'
import { PERSON_COLUMNS } from '../trail/trail-runs.ts'
import { personFrom, type SnapshotPerson } from './snapshots.ts'

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
  const columns = quotedList(PERSON_COLUMNS, 'people')
  const rows = await reader.all(
    `SELECT shown.text, shown.first, shown.last, people.run, ${columns}
     FROM (SELECT opened.text, opened.first, opened.last, opened.published_run FROM appraisal_periods AS opened
           WHERE opened.published_run IS NOT NULL
             AND EXISTS (SELECT 1 FROM run_people AS theirs WHERE theirs.employee = $1 AND theirs.run = opened.published_run)
           ORDER BY opened.first DESC, opened.last, opened.text LIMIT ${Math.trunc(periods)}) AS shown
     JOIN run_people AS people ON people.run = shown.published_run AND people.employee = $1
     ORDER BY shown.first DESC, shown.last, shown.text, people.kind`,
    [employee],
  )
  return rows.map(([period, first, last, run, ...cells]) => ({
    period: String(period),
    first: Number(first),
    last: Number(last),
    run: String(run),
    person: personFrom(cells),
  }))
}

/** The regions of a run by code, with their names only: their pools and splits are long. */
export async function regionNames(reader: Reader, run: string): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.all('SELECT region, name FROM run_regions WHERE run = $1 ORDER BY region', [run])
  return new Map(rows.map(([region, name]) => [String(region), String(name)]))
}

/** The score of everybody of a kind in a run, as decimal text; undefined for those who have none. */
export interface SnapshotScore {
  readonly region: string
  readonly score: string | undefined
}

export async function snapshotScores(
  reader: Reader,
  run: string,
  kind: string,
  regions: readonly string[] | undefined,
): Promise<SnapshotScore[]> {
  const parameters = [run, kind, ...(regions ?? [])]
  const only = regions ? ` AND region IN (${regions.map((_, index) => `$${index + 3}`).join(', ') || 'NULL'})` : ''
  const rows = await reader.all(`SELECT region, score FROM run_people WHERE run = $1 AND kind = $2${only} ORDER BY employee`, parameters)
  return rows.map(([region, score]) => ({ region: String(region), score: typeof score === 'string' ? score : undefined }))
}
