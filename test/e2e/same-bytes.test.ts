import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appraise } from '../../src/appraisal/appraise.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { TABLES, type TableKey } from '../../src/domain/dataset/tables.ts'
import { newFolder, removeFolder } from './command.ts'
import { SMALL_COMPANY, writeTables } from './small-company.ts'

let folder = ''
let expected = ''

beforeAll(async () => {
  folder = await newFolder()
  expected = await resultOf(await writeTables(join(folder, 'plain'), SMALL_COMPANY))
})
afterAll(() => removeFolder(folder))

async function resultOf(dataset: string): Promise<string> {
  const out = `${dataset} 结果`
  const answer = await appraise({
    dataset,
    out,
    period: present(periodFromText('2026-10'), 'October is a period.'),
    settings: {},
    onIncomplete: 'hold',
    formats: ['json', 'xlsx'],
    language: 'zh',
  })
  expect(answer.ok ? [] : answer.problems).toEqual([])
  return readFile(join(out, 'result.json'), 'utf8')
}

type Cells = readonly (readonly string[])[]

/** The same tables written in another way, each file named and filled by `written`. */
async function rewritten(name: string, written: (table: TableKey, cells: Cells) => readonly [string, string | Buffer]): Promise<string> {
  const dataset = join(folder, name)
  await mkdir(dataset)
  for (const [table, text] of Object.entries(SMALL_COMPANY)) {
    const cells = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','))
    const [file, content] = written(table as TableKey, cells)
    await writeFile(join(dataset, file), content)
  }
  return dataset
}

const csv = (cells: Cells, delimiter = ',', newline = '\n') => cells.map((row) => row.join(delimiter) + newline).join('')
const turned = ([head = [], ...rows]: Cells): Cells => [head, ...rows.toReversed()].map((row) => row.toReversed())
const titled = (table: TableKey, [head = [], ...rows]: Cells): Cells => [
  head.map((key) => TABLES[table].columns.find((column) => column.key === key)?.title ?? key),
  ...rows,
]
/** The two Chinese names that stand in the tables' text, in GB18030: Node writes none, so they are spelled out. */
const GB18030: Readonly<Record<string, readonly number[]>> = { 甲: [0xbc, 0xd7], 乙: [0xd2, 0xd2], 公: [0xb9, 0xab], 司: [0xcb, 0xbe] }

test.each<readonly [string, (table: TableKey, cells: Cells) => readonly [string, string | Buffer]]>([
  ['rows and columns in another order', (table, cells) => [`${table}.csv`, csv(turned(cells))]],
  ['lines that end as on Windows, after a byte order mark', (table, cells) => [`${table}.csv`, `\ufeff${csv(cells, ',', '\r\n')}`]],
  ['semicolons', (table, cells) => [`${table}.csv`, csv(cells, ';')]],
  ['tabs', (table, cells) => [`${table}.csv`, csv(cells, '\t')]],
  ['packed files', (table, cells) => [`${table}.csv.gz`, gzipSync(csv(cells))]],
  ['Chinese file names and headers', (table, cells) => [`${TABLES[table].title}.csv`, csv(titled(table, cells))]],
  [
    'blank rows and spaces',
    (table, cells) => [`${table}.csv`, csv(cells.flatMap((row) => [row.map((cell) => ` ${cell} `), row.map(() => '')]))],
  ],
  [
    'GB18030',
    (table, cells) => {
      const text = csv(cells)
      if (table !== 'clients') return [`${table}.csv`, text]
      return [`${table}.csv`, Buffer.from([...text].flatMap((each) => GB18030[each] ?? [...Buffer.from(each)]))]
    },
  ],
])('%s give the same bytes of result.json', async (name, written) => {
  expect(await resultOf(await rewritten(name, written))).toBe(expected)
})
