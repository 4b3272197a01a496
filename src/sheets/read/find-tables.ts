import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { tableNamed } from '../../domain/dataset/dataset-names.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { csvRows } from './csv-rows.ts'
import { unreadable } from './file-bytes.ts'
import type { Limits } from './limits.ts'
import type { ProblemList } from './problem-list.ts'
import type { TableSource } from './read-table.ts'

export interface FoundTables {
  /** In the order of file names; a table that is there twice stands here twice, its problem is reported. */
  readonly sources: readonly TableSource[]
  readonly repeated: ReadonlySet<TableKey>
  readonly bytesTotal: number
}

interface Finding {
  readonly limits: Limits
  readonly problems: ProblemList
  readonly onBytes: (count: number) => void
}

const TEXT_FILE = /\.(?:csv|tsv|txt)(?:\.gz)?$/i
/** What lies beside data in any folder and is no table: said nothing of. */
const IGNORED = /^(?:\.|~\$|__MACOSX$|thumbs\.db$|desktop\.ini$|readme|licen[cs]e|说明)/i

/**
 * Finds the tables of a dataset without reading their rows. `only` is the table that the file at `path` is, whatever its name.
 * Files and sheets that are no tables are warnings; a path that leads nowhere, no table at all and a table found twice are errors.
 */
export async function findTables(path: string, only: TableKey | undefined, finding: Finding): Promise<FoundTables> {
  const { problems } = finding
  const sources: TableSource[] = []
  let bytesTotal = 0
  try {
    const files = (await stat(path)).isDirectory() ? await filesIn(path) : [path]
    for (const file of files) {
      const tables = await tablesIn(file, only, finding)
      if (tables.length > 0) bytesTotal += (await stat(file)).size
      sources.push(...tables)
    }
  } catch (cause) {
    const { code, values } = unreadable(cause)
    if (values.reason === 'ENOENT' || values.reason === 'ENOTDIR') problems.add('dataset_must_exist', { values: { found: path } })
    else problems.add(code, { values, place: { file: basename(path) } })
    return { sources: [], repeated: new Set(), bytesTotal: 0 }
  }
  if (sources.length === 0) {
    problems.add('dataset_must_hold_a_table', { values: { example: 'orders.csv, 订单.csv' }, place: { file: basename(path) } })
  }
  return { sources, repeated: repeatedTables(sources, problems), bytesTotal }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => !IGNORED.test(entry.name) && !entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort()
}

async function tablesIn(path: string, only: TableKey | undefined, { limits, problems, onBytes }: Finding): Promise<TableSource[]> {
  const file = basename(path)
  const table = only ?? tableNamed(file.replace(/\.gz$/i, '').replace(/\.\w+$/, ''))
  if (table && TEXT_FILE.test(file)) return [{ table, file, isText: true, rows: () => csvRows(path, limits, onBytes) }]
  problems.add('file_must_be_a_table', { place: { file } })
  return []
}

function repeatedTables(sources: readonly TableSource[], problems: ProblemList): ReadonlySet<TableKey> {
  const first = new Map<TableKey, TableSource>()
  const repeated = new Set<TableKey>()
  for (const source of sources) {
    const other = first.get(source.table)
    if (!other) {
      first.set(source.table, source)
      continue
    }
    repeated.add(source.table)
    problems.add('table_must_be_given_once', {
      values: { table: source.table, other: other.sheet === undefined ? other.file : `${other.file} ${other.sheet}` },
      table: source.table,
      place: { file: source.file, sheet: source.sheet },
    })
  }
  return repeated
}
