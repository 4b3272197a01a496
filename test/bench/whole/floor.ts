import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { type Bound, FLOOR_TABLES, type FloorTable } from './floor-tables.ts'

/**
 * The floor: what an appraisal of these files cannot do without, written by hand for them alone. It splits the files at
 * newline and comma, checks nothing, and fills the product's own tables in one transaction with prepared statements of
 * fifty rows; the indexes come after the load, which is faster. Then one grouped statement sums the month's orders. Schema
 * and columns are the product's. Run as a program of its own: `floor.ts DATASET DATABASE FIRST LAST`.
 */
function floor(dataset: string, path: string, first: number, last: number): number {
  const database = new Database(path)
  database.exec(
    'PRAGMA cache_size = -32000; PRAGMA temp_store = FILE; PRAGMA threads = 2; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF',
  )
  for (const step of migrations()) database.exec(step)
  const indexes = database.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").raw().all() as [
    string,
    string,
  ][]
  for (const [name] of indexes) database.exec(`DROP INDEX "${name}"`)
  database.exec('BEGIN IMMEDIATE')
  for (const table of FLOOR_TABLES) load(database, table, join(dataset, `${table.table}.csv`))
  for (const [, definition] of indexes) database.exec(definition)
  database.exec('COMMIT')
  const sums = database
    .prepare('SELECT rep, sum(amount) FROM orders WHERE book = 1 AND date BETWEEN ? AND ? GROUP BY rep')
    .raw()
    .all([first, last])
  database.close()
  return sums.length
}

const MIGRATIONS = new URL('../../../prisma/migrations/sqlite/', import.meta.url)

/** The product's migrations in their order. */
function migrations(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => !name.includes('.'))
    .sort()
    .map((name) => readFileSync(new URL(`${name}/migration.sql`, MIGRATIONS), 'utf8'))
}

const ROWS_A_STATEMENT = 50
const CHUNK = 1024 * 1024

function load(database: Database.Database, { table, columns, convert }: FloorTable, file: string): void {
  const names = columns.map((column) => `"${column}"`).join(', ')
  const place = `(1, ?, ${columns.map(() => '?').join(', ')})`
  const insert = (rows: number) =>
    database.prepare(`INSERT INTO "${table}" (book, "row", ${names}) VALUES ${Array.from({ length: rows }, () => place).join(', ')}`)
  const many = insert(ROWS_A_STATEMENT)
  let values: Bound[] = []
  let row = 1
  for (const line of linesOf(file)) {
    row++
    values.push(row)
    convert(line.split(','), values)
    if (values.length < ROWS_A_STATEMENT * (columns.length + 1)) continue
    many.run(values)
    values = []
  }
  if (values.length > 0) insert(values.length / (columns.length + 1)).run(values)
}

/** The lines below the header. */
function* linesOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r')
  const chunk = Buffer.allocUnsafe(CHUNK)
  let kept = 0
  let isFirst = true
  for (;;) {
    const length = kept + readSync(descriptor, chunk, kept, CHUNK - kept, null)
    if (length === kept) break
    const end = chunk.lastIndexOf(10, length - 1)
    const lines = chunk.toString('utf8', 0, end).split('\n')
    if (isFirst) lines.shift()
    isFirst = false
    yield* lines
    chunk.copyWithin(0, end + 1, length)
    kept = length - end - 1
  }
  closeSync(descriptor)
}

const [dataset = '', path = '', first = '', last = ''] = process.argv.slice(2)
process.stdout.write(`${floor(dataset, path, Number(first), Number(last))}\n`)
