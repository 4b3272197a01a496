import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import { PERSON_COLUMNS } from '../trail/trail-runs.ts'
import type { WriteTransaction } from '../trail/write.ts'

export const PERSON_KINDS = ['sales', 'service'] as const
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

const REGION = ['region', 'name', 'status', 'result'] as const
const ROWS_A_STATEMENT = 50

/** Writes the people and regions of a run, fifty a statement, inside the transaction that makes the run done. */
export async function insertSnapshot(
  transaction: WriteTransaction,
  run: string,
  people: readonly SnapshotPerson[],
  regions: readonly SnapshotRegion[],
): Promise<void> {
  const bonusOf = (bonus: bigint | undefined) => (bonus === undefined ? null : bonus.toString())
  await insertRows(
    transaction,
    'run_people',
    PERSON_COLUMNS,
    people.map(({ kind, employee, name, region, status, score, bonus, result, facts }) => [
      ...[run, kind, employee, name, region, status, score ?? null, bonusOf(bonus), result, facts],
    ]),
  )
  await insertRows(
    transaction,
    'run_regions',
    REGION,
    regions.map(({ region, name, status, result }) => [run, region, name, status, result]),
  )
}

async function insertRows(
  transaction: WriteTransaction,
  table: string,
  columns: readonly string[],
  rows: readonly Parameter[][],
): Promise<void> {
  const head = `INSERT INTO ${quoted(table)} (run, ${quotedList(columns)}) VALUES `
  for (let first = 0; first < rows.length; first += ROWS_A_STATEMENT) {
    const part = rows.slice(first, first + ROWS_A_STATEMENT)
    let place = 0
    const places = part.map((row) => `(${row.map(() => `$${++place}`).join(', ')})`)
    await transaction.all(head + places.join(', '), part.flat())
  }
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
  const { conditions, parameters } = wanted(run, filter)
  if (page.after) conditions.push(`(kind, employee) > ($${parameters.push(page.after.kind)}, $${parameters.push(page.after.employee)})`)
  const columns = quotedList(PERSON_COLUMNS.filter((column) => column !== 'facts'))
  const rows = await reader.all(
    `SELECT ${columns} FROM run_people WHERE ${conditions.join(' AND ')} ORDER BY kind, employee LIMIT ${Math.trunc(page.limit)}`,
    parameters,
  )
  return rows.map((cells) => personFrom([...cells, '']))
}

/** How many people of a run a filter lets through. */
export async function countPeople(reader: Reader, run: string, filter: PeopleFilter): Promise<number> {
  const { conditions, parameters } = wanted(run, filter)
  const [row] = await reader.all(`SELECT count(*) FROM run_people WHERE ${conditions.join(' AND ')}`, parameters)
  return Number(row?.[0] ?? 0n)
}

function wanted(run: string, filter: PeopleFilter): { conditions: string[]; parameters: Parameter[] } {
  const parameters: Parameter[] = [run]
  const conditions = ['run = $1']
  const equals = (column: string, value: string | undefined) => {
    if (value !== undefined) conditions.push(`${column} = $${parameters.push(value)}`)
  }
  equals('kind', filter.kind)
  equals('status', filter.status)
  equals('employee', filter.employee)
  if (filter.regions) conditions.push(`region IN (${filter.regions.map((region) => `$${parameters.push(region)}`).join(', ') || 'NULL'})`)
  if (filter.search !== undefined) {
    const part = `$${parameters.push(`%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`)}`
    conditions.push(`(lower(name) LIKE ${part} ESCAPE '\\' OR lower(employee) LIKE ${part} ESCAPE '\\')`)
  }
  return { conditions, parameters }
}

/** One person of a run with their facts: as engineer, as representative, or both. */
export async function snapshotPerson(reader: Reader, run: string, employee: string): Promise<SnapshotPerson[]> {
  const rows = await reader.all(`SELECT ${quotedList(PERSON_COLUMNS)} FROM run_people WHERE run = $1 AND employee = $2 ORDER BY kind`, [
    run,
    employee,
  ])
  return rows.map(personFrom)
}

/** Everybody of a kind in a run with their facts, some hundreds at a time. */
export async function snapshotFacts(
  reader: Reader,
  run: string,
  kind: PersonKind,
  after: string,
  limit: number,
): Promise<SnapshotPerson[]> {
  const rows = await reader.all(
    `SELECT ${quotedList(PERSON_COLUMNS)} FROM run_people WHERE run = $1 AND kind = $2 AND employee > $3 ORDER BY employee LIMIT ${Math.trunc(limit)}`,
    [run, kind, after],
  )
  return rows.map(personFrom)
}

/** The home region of every engineer of a run, by employee number. */
export async function snapshotHomes(reader: Reader, run: string): Promise<{ readonly employee: string; readonly region: string }[]> {
  const rows = await reader.all(`SELECT employee, region FROM run_people WHERE run = $1 AND kind = 'service' ORDER BY employee`, [run])
  return rows.map(([employee, region]) => ({ employee: String(employee), region: String(region) }))
}

/** The engineers of a run at home in a region, and those named besides, with their facts; by employee number. */
export async function engineersOfRegion(
  reader: Reader,
  run: string,
  region: string,
  besides: readonly string[],
): Promise<SnapshotPerson[]> {
  const parameters: Parameter[] = [run, region]
  const named = besides.length === 0 ? '' : ` OR employee IN (${besides.map((employee) => `$${parameters.push(employee)}`).join(', ')})`
  const rows = await reader.all(
    `SELECT ${quotedList(PERSON_COLUMNS)} FROM run_people WHERE run = $1 AND kind = 'service' AND (region = $2${named}) ORDER BY employee`,
    parameters,
  )
  return rows.map(personFrom)
}

/** Regions of a run by code; only some of them where told. */
export async function snapshotRegions(reader: Reader, run: string, regions?: readonly string[]): Promise<SnapshotRegion[]> {
  const parameters: Parameter[] = [run]
  const only = regions ? ` AND region IN (${regions.map((region) => `$${parameters.push(region)}`).join(', ') || 'NULL'})` : ''
  const rows = await reader.all(`SELECT ${quotedList(REGION)} FROM run_regions WHERE run = $1${only} ORDER BY region`, parameters)
  return rows.map(([region, name, status, result]) => ({
    region: String(region),
    name: String(name),
    status: String(status),
    result: String(result),
  }))
}

export function personFrom(cells: readonly Cell[]): SnapshotPerson {
  const [kind, employee, name, region, status, score, bonus, result, facts] = cells
  return {
    kind: kind === 'service' ? 'service' : 'sales',
    employee: String(employee),
    name: String(name),
    region: String(region),
    status: String(status),
    score: typeof score === 'string' ? score : undefined,
    bonus: typeof bonus === 'bigint' ? bonus : undefined,
    result: String(result),
    facts: String(facts),
  }
}
