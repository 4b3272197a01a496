import type { Cell, Parameter, Reader } from '../database/connection.ts'

/** A person of the employees table as they stand in a period. */
export interface ListedPerson {
  readonly number: string
  readonly name: string
  readonly position: string
  /** The home region of the period 归属区域 (POLICY A14), and its name where the company knows it. */
  readonly region: string
  readonly regionName: string | undefined
  readonly hiredOn: number | undefined
  readonly leftOn: number | undefined
  /** How many times they moved, whenever. */
  readonly moves: number
}

export interface PeopleWanted {
  /** The period's last day, which the home region goes by, and its first, which those who left before are not of. */
  readonly first: number
  readonly last: number
  /** Part of the number or the name. */
  readonly search?: string | undefined
  readonly position?: string | undefined
  readonly region?: string | undefined
  /** Whether those who left before the period are among them. */
  readonly withLeavers: boolean
  /** Only people whose home is one of these, this person, and who has this position. */
  readonly within?:
    | { readonly regions: readonly string[]; readonly employee: string | undefined; readonly position: string | undefined }
    | undefined
  readonly after?: string | undefined
  readonly limit: number
}

const COMPANY = `(SELECT id FROM books WHERE sha256 = 'company')`

/** People by number. */
export async function listPeople(reader: Reader, wanted: PeopleWanted): Promise<ListedPerson[]> {
  const parameters: Parameter[] = []
  const given = (value: Parameter) => `$${parameters.push(value)}`
  const conditions: string[] = []
  const people = peopleAtHome(wanted.last)
  if (!wanted.withLeavers) conditions.push(`(left_on IS NULL OR left_on >= ${Math.trunc(wanted.first)})`)
  if (wanted.position !== undefined) conditions.push(`position = ${given(wanted.position)}`)
  if (wanted.region !== undefined) conditions.push(`home = ${given(wanted.region)}`)
  if (wanted.within) {
    const { regions, employee, position } = wanted.within
    const ways = ['1 = 0']
    if (regions.length > 0) ways.push(`home IN (${regions.map(given).join(', ')})`)
    if (employee !== undefined) ways.push(`"number" = ${given(employee)}`)
    if (position !== undefined) ways.push(`position = ${given(position)}`)
    conditions.push(`(${ways.join(' OR ')})`)
  }
  if (wanted.after !== undefined) conditions.push(`"number" > ${given(wanted.after)}`)
  if (wanted.search !== undefined) {
    const part = given(likePattern(wanted.search))
    conditions.push(`(lower("number") LIKE ${part} ESCAPE '\\' OR lower(name) LIKE ${part} ESCAPE '\\')`)
  }
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
  const rows = await reader.all(
    `SELECT "number", name, position, home, hired_on, left_on, moves,
       (SELECT regions.name FROM regions WHERE regions.book = ${COMPANY} AND regions.code = home)
     FROM (${people}) AS people${where} ORDER BY "number" LIMIT ${Math.trunc(wanted.limit)}`,
    parameters,
  )
  return rows.map(personFrom)
}

/** Everybody with their home region on a period's last day. */
function peopleAtHome(lastDay: number): string {
  const last = Math.trunc(lastDay)
  const until = `CASE WHEN person.left_on < ${last} THEN person.left_on ELSE ${last} END`
  return `SELECT person."number", person.name, person.position, person.hired_on, person.left_on,
      coalesce((SELECT posting.region FROM postings AS posting WHERE posting.book = person.book AND posting.employee = person."number"
        AND posting."from" <= ${until} ORDER BY posting."from" DESC LIMIT 1), person.region) AS home,
      (SELECT count(*) FROM postings AS posting WHERE posting.book = person.book AND posting.employee = person."number") AS moves
    FROM employees AS person WHERE person.book = ${COMPANY}`
}

/** A region 区域 with how many people of each position have their home in it in a period. */
export interface RegionOfPeople {
  readonly code: string
  readonly name: string
  readonly counts: Readonly<Record<string, number>>
  readonly managers: readonly { readonly number: string; readonly name: string }[]
}

/** Every region by code; those who left before the period are not counted. */
export async function regionsOfPeople(
  reader: Reader,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<RegionOfPeople[]> {
  const present = `FROM (${peopleAtHome(last)}) AS people WHERE (left_on IS NULL OR left_on >= ${Math.trunc(first)})`
  const regions = await reader.all(`SELECT code, name FROM regions WHERE book = ${COMPANY} ORDER BY code`)
  const counted = await reader.all(`SELECT home, position, count(*) ${present} GROUP BY home, position`)
  const managers = await reader.all(`SELECT home, "number", name ${present} AND position = 'regional_manager' ORDER BY "number"`)
  return regions.map(([code, name]) => ({
    code: String(code),
    name: String(name),
    counts: Object.fromEntries(counted.flatMap(([home, position, count]) => (home === code ? [[String(position), Number(count)]] : []))),
    managers: managers.flatMap(([home, number, called]) => (home === code ? [{ number: String(number), name: String(called) }] : [])),
  }))
}

/** A text as a part of others, for LIKE with the escape sign \. */
export function likePattern(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
}

function personFrom([number, name, position, region, hiredOn, leftOn, moves, regionName]: readonly Cell[]): ListedPerson {
  const day = (cell: Cell | undefined) => (cell === null || cell === undefined ? undefined : Number(cell))
  return {
    number: String(number),
    name: String(name),
    position: String(position),
    region: String(region),
    regionName: regionName === null || regionName === undefined ? undefined : String(regionName),
    hiredOn: day(hiredOn),
    leftOn: day(leftOn),
    moves: Number(moves),
  }
}
