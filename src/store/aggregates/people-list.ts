import { type Expression, type SqlBool, sql } from 'kysely'
import { COMPANY_BOOK } from '../database/company.ts'
import type { Reader } from '../database/connection.ts'
import { among, asked, contains, rowsOf } from '../database/query.ts'
import { peopleOn } from './people-on-day.ts'
import { regionsOfCompany } from './regions.ts'

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

/** People by number. */
export async function listPeople(reader: Reader, wanted: PeopleWanted): Promise<ListedPerson[]> {
  const { first, last, search, position, region, withLeavers, within, after, limit } = wanted
  const conditions = [
    ...(withLeavers ? [] : [presentFrom(first)]),
    ...asked(position, (each) => sql`position = ${each}`),
    ...asked(region, (each) => sql`home = ${each}`),
    ...asked(within, (ways) => {
      const own = [...asked(ways.employee, (each) => sql`number = ${each}`), ...asked(ways.position, (each) => sql`position = ${each}`)]
      return sql`(${sql.join([among('home', ways.regions), ...own], sql` OR `)})`
    }),
    ...asked(after, (number) => sql`number > ${number}`),
    ...asked(search, (part) => sql`(${contains('number', part)} OR ${contains('name', part)})`),
  ]
  const rows = await rowsOf(
    reader,
    sql<
      Omit<ListedPerson, 'moves'> & { moves: bigint }
    >`SELECT number, name, position, home AS region, hired_on AS "hiredOn", left_on AS "leftOn",
       (SELECT count(*) FROM postings AS posting WHERE posting.book = ${COMPANY_BOOK} AND posting.employee = number) AS moves,
       (SELECT regions.name FROM regions WHERE regions.book = ${COMPANY_BOOK} AND regions.code = home) AS "regionName"
     FROM (${peopleOn(last)}) AS people WHERE ${sql.join([sql`1 = 1`, ...conditions], sql` AND `)} ORDER BY number LIMIT ${limit}`,
  )
  return rows.map((row) => ({ ...row, moves: Number(row.moves) }))
}

function presentFrom(first: number): Expression<SqlBool> {
  return sql`(left_on IS NULL OR left_on >= ${first})`
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
  const present = sql`FROM (${peopleOn(last)}) AS people WHERE ${presentFrom(first)}`
  const regions = await regionsOfCompany(reader)
  const counted = await rowsOf(
    reader,
    sql<{ home: string; position: string; count: bigint }>`SELECT home, position, count(*) AS count ${present} GROUP BY home, position`,
  )
  const managers = await rowsOf(
    reader,
    sql<{
      home: string
      number: string
      name: string
    }>`SELECT home, number, name ${present} AND position = 'regional_manager' ORDER BY number`,
  )
  return regions.map(({ code, name }) => ({
    code,
    name,
    counts: Object.fromEntries(counted.filter(({ home }) => home === code).map(({ position, count }) => [position, Number(count)])),
    managers: managers.filter(({ home }) => home === code).map(({ number, name: called }) => ({ number, name: called })),
  }))
}
