import { type ExpressionBuilder, sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { among, asked, contains, countOf, rowsOf, tables } from '../database/query.ts'
import type { Tables } from '../database/tables.ts'
import type { WriteTransaction } from '../trail/write.ts'

const PERSON_KINDS = ['sales', 'service'] as const
/** What a person of a snapshot was appraised as: service engineer 技术客服 or sales representative 业务员. */
export type PersonKind = (typeof PERSON_KINDS)[number]

/** One person of a snapshot 快照. `result` is their entry of result.json, `facts` what it was computed from; both JSON text. */
export interface SnapshotPerson {
  readonly kind: PersonKind
  readonly employee: string
  readonly name: string
  readonly region: string
  /** scored, incomplete or excluded; of a representative scored or held. */
  readonly status: string
  /** Final score or points as decimal text. */
  readonly score: string | undefined
  /** In fen, over all regions that pay them; undefined when nothing was split for them. */
  readonly bonus: bigint | undefined
  readonly result: string
  readonly facts: string
}

/** One region of a snapshot. `result` holds its entry of result.json and what only explaining needs; JSON text. */
export interface SnapshotRegion {
  readonly region: string
  readonly name: string
  readonly status: string
  readonly result: string
}

/** Everybody of every snapshot, with what they were computed from. */
export const people = tables
  .selectFrom('run_people')
  .select(['kind', 'employee', 'name', 'region', 'status', 'score', 'bonus', 'result', 'facts'])

/** Writes the people and regions of a run, inside the transaction that makes the run done. */
export async function insertSnapshot(
  transaction: WriteTransaction,
  run: string,
  persons: readonly SnapshotPerson[],
  regions: readonly SnapshotRegion[],
): Promise<void> {
  const rows = persons.map(({ score, bonus, ...person }) => ({ run, ...person, score: score ?? null, bonus: bonus ?? null }))
  await transaction.insertAll('run_people', rows)
  await transaction.insertAll(
    'run_regions',
    regions.map((region) => ({ run, ...region })),
  )
}

/** Whom of a snapshot somebody may see, and whom they ask for. */
export interface PeopleFilter {
  readonly kind?: PersonKind | undefined
  readonly status?: string | undefined
  /** Only people at home in one of these regions. */
  readonly regions?: readonly string[] | undefined
  readonly employee?: string | undefined
  /** Part of a name or number, in any case. */
  readonly search?: string | undefined
}

/** Where a list of people was left. */
export interface PersonMark {
  readonly kind: string
  readonly employee: string
}

export interface PeoplePage {
  readonly after?: PersonMark | undefined
  readonly limit: number
}

/** People of a run by kind, then number in code point order; without their facts, which are long. */
export async function snapshotPeople(reader: Reader, run: string, filter: PeopleFilter, page: PeoplePage): Promise<SnapshotPerson[]> {
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('run_people')
      .select(['kind', 'employee', 'name', 'region', 'status', 'score', 'bonus', 'result'])
      .where(wanted(run, filter))
      .where((eb) =>
        eb.and(asked(page.after, ({ kind, employee }) => sql`${eb.refTuple('kind', 'employee')} > ${eb.tuple(kind, employee)}`)),
      )
      .orderBy('kind')
      .orderBy('employee')
      .limit(page.limit),
  )
  return rows.map((row) => ({ ...row, facts: '' }))
}

/** How many people of a run a filter lets through. */
export async function countPeople(reader: Reader, run: string, filter: PeopleFilter): Promise<number> {
  return countOf(reader, tables.selectFrom('run_people').where(wanted(run, filter)))
}

function wanted(run: string, { kind, status, employee, regions, search }: PeopleFilter) {
  return (eb: ExpressionBuilder<Tables, 'run_people'>) =>
    eb.and([
      eb('run', '=', run),
      ...asked(kind, (each) => eb('kind', '=', each)),
      ...asked(status, (each) => eb('status', '=', each)),
      ...asked(employee, (each) => eb('employee', '=', each)),
      ...asked(regions, (each) => among('region', each)),
      ...asked(search, (part) => eb.or([contains('name', part), contains('employee', part)])),
    ])
}

/** One person of a run with their facts: as engineer, as representative, or both. */
export async function snapshotPerson(reader: Reader, run: string, employee: string): Promise<SnapshotPerson[]> {
  return rowsOf(reader, people.where('run', '=', run).where('employee', '=', employee).orderBy('kind'))
}

/** Everybody of a kind in a run with their facts, some hundreds at a time. */
export async function snapshotFacts(
  reader: Reader,
  run: string,
  kind: PersonKind,
  after: string,
  limit: number,
): Promise<SnapshotPerson[]> {
  const ofKind = people.where('run', '=', run).where('kind', '=', kind)
  return rowsOf(reader, ofKind.where('employee', '>', after).orderBy('employee').limit(limit))
}

/** The home region of every engineer of a run, by employee number. */
export async function snapshotHomes(reader: Reader, run: string): Promise<{ readonly employee: string; readonly region: string }[]> {
  const homes = tables.selectFrom('run_people').select(['employee', 'region']).where('run', '=', run)
  return rowsOf(reader, homes.where('kind', '=', 'service').orderBy('employee'))
}

/** The engineers of a run at home in a region, and those named besides, with their facts; by employee number. */
export async function engineersOfRegion(
  reader: Reader,
  run: string,
  region: string,
  besides: readonly string[],
): Promise<SnapshotPerson[]> {
  const engineers = people.where('run', '=', run).where('kind', '=', 'service')
  return rowsOf(reader, engineers.where((eb) => eb.or([eb('region', '=', region), among('employee', besides)])).orderBy('employee'))
}

/** Regions of a run by code; only some of them where told. */
export async function snapshotRegions(reader: Reader, run: string, regions?: readonly string[]): Promise<SnapshotRegion[]> {
  return rowsOf(
    reader,
    tables
      .selectFrom('run_regions')
      .select(['region', 'name', 'status', 'result'])
      .where('run', '=', run)
      .where((eb) => eb.and(asked(regions, (some) => among('region', some))))
      .orderBy('region'),
  )
}
