import type { Day } from '../../base/day.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Cell, Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'
import type { Pair } from './pair.ts'

/** From when a changed column of a staff or client list holds. */
export interface SnapshotDay {
  /** The first day on which it holds. */
  readonly from: Day
  /** The company's day: a list shows it. */
  readonly today: Day
  /** Whether months before it were paid: else whoever is new has not just come, but was there all along. */
  readonly isAfterPaid: boolean
  /** A list shows everybody as they are today; a single record was changed in what it says. */
  readonly isList: boolean
}

const DATED = ['postings', 'spells', 'client_reps'] as const
/** Dated rows that a staff or client list came to. */
export interface DatedRows {
  /** The first day from which one of them holds. */
  readonly from: Day
  readonly rows: Readonly<Partial<Record<(typeof DATED)[number], number>>>
}

/** The first day that a record can name. */
const SINCE_EVER = 19_000_101n

/** Marks the rows that were written here: the row of the file that they follow from, below zero. */
const markOf = (row: Cell | undefined) => -Math.max(1, Number(row ?? 1))

/**
 * A staff list 花名册 or client list is a snapshot of today (POLICY, what held then): where a staged record says another position, region,
 * client's rep or spell of employment than holds, that is written as a dated row beside it, and the list's undated columns stay what held before
 * the first dated row. A list beside postings, or clients beside handovers, tells the history itself and is left as it is. Of people who
 * are new without a day of hiring after months were paid, the day is that on which the list holds. A blank in a list says nothing; who
 * clears a single client's rep corrects the undated column.
 */
export async function dateSnapshot(
  transaction: WriteTransaction,
  pair: Pair,
  tables: ReadonlySet<TableKey>,
  day: SnapshotDay,
): Promise<DatedRows | undefined> {
  if (tables.has('employees') && !tables.has('postings')) await datePeople(transaction, pair, day)
  if (tables.has('employees') && !tables.has('spells')) {
    if (day.isList) await keepEmployment(transaction, pair)
    await dateSpells(transaction, pair, day)
  }
  if (tables.has('clients') && !tables.has('client_reps')) await dateClients(transaction, pair, day)
  return datedRows(transaction, pair)
}

/** The dated rows that a staged list came to; undefined where it changed nothing that has a day. */
export async function datedRows(reader: Reader, { staging }: Pair): Promise<DatedRows | undefined> {
  const found = new Map<(typeof DATED)[number], number>()
  let first = Number.POSITIVE_INFINITY
  for (const table of DATED) {
    const [row] = await reader.all(`SELECT count(*), min("from") FROM ${table} WHERE book = $1 AND "row" < 0`, [staging])
    if (!row?.[0]) continue
    found.set(table, Number(row[0]))
    first = Math.min(first, Number(row[1]))
  }
  return found.size === 0 ? undefined : { from: first as Day, rows: Object.fromEntries(found) }
}

/** The day from which a new row holds: later than the latest there is, so that it is the one that holds today. */
function fromDay(latest: Cell | undefined, { from, today }: SnapshotDay): Day {
  return latest !== null && latest !== undefined && Number(latest) >= from ? today : from
}

async function datePeople(transaction: WriteTransaction, { company, staging }: Pair, day: SnapshotDay): Promise<void> {
  const current = (column: 'region' | 'position') => `coalesce((SELECT moved.${column} FROM postings AS moved
      WHERE moved.book = $1 AND moved.employee = kept."number" AND moved.${column} IS NOT NULL AND moved."from" <= $3 ORDER BY moved."from" DESC LIMIT 1), kept.${column})`
  const found = await transaction.all(
    `SELECT staged."number", staged."row", staged.region, staged.position, ${current('region')}, ${current('position')}, kept.region, kept.position,
       (SELECT max(moved."from") FROM postings AS moved WHERE moved.book = $1 AND moved.employee = kept."number")
     FROM employees AS staged CROSS JOIN employees AS kept
     WHERE staged.book = $2 AND kept.book = $1 AND kept."number" = staged."number"
       AND (staged.region <> ${current('region')} OR staged.position <> ${current('position')}
         OR staged.region <> kept.region OR staged.position <> kept.position)`,
    [company, staging, day.today],
  )
  for (const [
    number = null,
    row,
    region = null,
    position = null,
    wasRegion,
    wasPosition,
    keptRegion = null,
    keptPosition = null,
    latest,
  ] of found) {
    const isMeant = (said: Cell, kept: Cell) => day.isList || said !== kept
    const moved = region !== wasRegion && isMeant(region, keptRegion) ? region : null
    const promoted = position !== wasPosition && isMeant(position, keptPosition) ? position : null
    if (moved !== null || promoted !== null) {
      const from = fromDay(latest, day)
      // A posting of that very day says the rest of it already.
      await transaction.all(
        `INSERT INTO postings (book, "row", employee, region, "from", position)
         SELECT $1, $2, $3, coalesce($4, (SELECT region FROM postings WHERE book = $7 AND employee = $3 AND "from" = $5)), $5,
           coalesce($6, (SELECT position FROM postings WHERE book = $7 AND employee = $3 AND "from" = $5))`,
        [staging, markOf(row), String(number), textOr(moved), from, textOr(promoted), company],
      )
    }
    await transaction.all('UPDATE employees SET region = $3, position = $4 WHERE book = $1 AND "number" = $2', [
      ...[staging, String(number)],
      ...[String(keptRegion), String(keptPosition)],
    ])
  }
}

/** A list that does not tell when somebody was hired changes neither that nor when they left. */
async function keepEmployment(transaction: WriteTransaction, { company, staging }: Pair): Promise<void> {
  const kept = (column: string) =>
    `(SELECT kept.${column} FROM employees AS kept WHERE kept.book = $1 AND kept."number" = employees."number")`
  await transaction.all(
    `UPDATE employees SET hired_on = ${kept('hired_on')}, left_on = coalesce(left_on, ${kept('left_on')}) WHERE book = $2 AND hired_on IS NULL`,
    [company, staging],
  )
}

/** Somebody who comes back under the same number begins another spell; somebody new whose day of hiring nobody wrote is employed from the day on. */
async function dateSpells(transaction: WriteTransaction, { company, staging }: Pair, day: SnapshotDay): Promise<void> {
  const insert = (employee: Cell, row: Cell | undefined, from: Cell, to: Cell) =>
    transaction.all('INSERT INTO spells (book, "row", employee, "from", "to") VALUES ($1, $2, $3, $4, $5)', [
      ...[staging, markOf(row), String(employee), Number(from)],
      to === null ? null : Number(to),
    ])
  const back = await transaction.all(
    `SELECT staged."number", staged."row", staged.hired_on, staged.left_on, kept.hired_on, kept.left_on, latest."from", latest."to"
     FROM employees AS staged CROSS JOIN employees AS kept
     LEFT JOIN spells AS latest ON latest.book = $1 AND latest.employee = kept."number"
       AND latest."from" = (SELECT max(begun."from") FROM spells AS begun WHERE begun.book = $1 AND begun.employee = kept."number")
     WHERE staged.book = $2 AND kept.book = $1 AND kept."number" = staged."number" AND staged.hired_on IS NOT NULL
       AND staged.hired_on > coalesce(latest."to", CASE WHEN latest."from" IS NULL THEN kept.left_on END)`,
    [company, staging],
  )
  for (const [number = null, row, hired = null, left = null, keptHired = null, keptLeft = null, latest = null] of back) {
    if (latest === null) {
      await insert(number, row, keptHired ?? SINCE_EVER, keptLeft)
    }
    await insert(number, row, hired, left)
    await transaction.all('UPDATE employees SET hired_on = $3, left_on = $4 WHERE book = $1 AND "number" = $2', [
      ...[staging, String(number)],
      ...[keptHired === null ? null : Number(keptHired), keptLeft === null ? null : Number(keptLeft)],
    ])
  }
  if (!day.isAfterPaid) return
  const fresh = await transaction.all(
    `SELECT staged."number", staged."row", staged.left_on FROM employees AS staged
     WHERE staged.book = $2 AND staged.hired_on IS NULL AND (staged.left_on IS NULL OR staged.left_on >= $3)
       AND NOT EXISTS (SELECT 1 FROM employees AS kept WHERE kept.book = $1 AND kept."number" = staged."number")`,
    [company, staging, day.from],
  )
  for (const [number = null, row, left = null] of fresh) await insert(number, row, BigInt(day.from), left)
}

async function dateClients(transaction: WriteTransaction, { company, staging }: Pair, day: SnapshotDay): Promise<void> {
  const current = `coalesce((SELECT handed.rep FROM client_reps AS handed WHERE handed.book = $1 AND handed.client = kept.code
      AND handed."from" <= $3 ORDER BY handed."from" DESC LIMIT 1), kept.rep)`
  const found = await transaction.all(
    `SELECT staged.code, staged."row", staged.rep, ${current}, kept.rep,
       (SELECT max(handed."from") FROM client_reps AS handed WHERE handed.book = $1 AND handed.client = kept.code)
     FROM clients AS staged CROSS JOIN clients AS kept
     WHERE staged.book = $2 AND kept.book = $1 AND kept.code = staged.code
       AND (staged.rep IS DISTINCT FROM ${current} OR staged.rep IS DISTINCT FROM kept.rep)`,
    [company, staging, day.today],
  )
  for (const [code = null, row, rep = null, was = null, kept = null, latest] of found) {
    if (rep !== null && rep !== was && (day.isList || rep !== kept)) {
      await transaction.all('INSERT INTO client_reps (book, "row", client, rep, "from") VALUES ($1, $2, $3, $4, $5)', [
        ...[staging, markOf(row), String(code), String(rep)],
        fromDay(latest, day),
      ])
    }
    if (rep === null && !day.isList) continue
    await transaction.all('UPDATE clients SET rep = $3 WHERE book = $1 AND code = $2', [staging, String(code), textOr(kept)])
  }
}

function textOr(cell: Cell): string | null {
  return cell === null ? null : String(cell)
}

/**
 * Lets what a list came to hold from another day on, or, where the list shows what was always so, from ever: then it is a correction of the
 * undated columns. Somebody who comes back does so on the day that the list names.
 */
export async function holdFrom(transaction: WriteTransaction, { company, staging }: Pair, day: Day | 'ever'): Promise<void> {
  if (day !== 'ever') {
    for (const table of ['postings', 'client_reps'])
      await transaction.all(`UPDATE ${table} SET "from" = $2 WHERE book = $1 AND "row" < 0`, [staging, day])
    // A posting of that very day says the rest of it already.
    const kept = (column: 'region' | 'position') => `${column} = coalesce(${column}, (SELECT kept.${column} FROM postings AS kept
      WHERE kept.book = $2 AND kept.employee = postings.employee AND kept."from" = postings."from"))`
    await transaction.all(`UPDATE postings SET ${kept('region')}, ${kept('position')} WHERE book = $1 AND "row" < 0`, [staging, company])
    return
  }
  const said = (table: string, column: string, whose: string) =>
    `coalesce((SELECT said.${column} FROM ${table} AS said WHERE said.book = $1 AND said."row" < 0 AND ${whose}), ${column})`
  const ofPerson = 'said.employee = employees."number"'
  await transaction.all(
    `UPDATE employees SET region = ${said('postings', 'region', ofPerson)}, position = ${said('postings', 'position', ofPerson)} WHERE book = $1`,
    [staging],
  )
  await transaction.all(`UPDATE clients SET rep = ${said('client_reps', 'rep', 'said.client = clients.code')} WHERE book = $1`, [staging])
  for (const table of ['postings', 'client_reps']) await transaction.all(`DELETE FROM ${table} WHERE book = $1 AND "row" < 0`, [staging])
}
