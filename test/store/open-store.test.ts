import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sentence } from '../../src/base/problem.ts'
import { STORE_PROBLEMS, StoreError } from '../../src/store/database/store-error.ts'
import { openStore } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import { loadBook } from './load-book.ts'
import { startChild } from './start-program.ts'

const folder = mkdtempSync(join(tmpdir(), 'quanheng-open-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

await onBothDatabases((database) => {
  test('a program that is killed in the middle of a load leaves nothing of it, and the next load is as if nothing had been', async () => {
    const url = await database.fresh()
    const first = await openStore(url)
    const indexes = await indexNames(first)
    await first.close()
    const child = await startChild('load', url)
    await child.end('SIGKILL')

    const store = await openStore(url)
    expect(await store.books()).toEqual([])
    const { id } = await loadBook(store, { orders: [['N1', 20260105, 'S1', 'C1', 5, null, null]] })
    expect(await store.all('SELECT book, count(*) FROM orders GROUP BY book')).toEqual([[BigInt(id), 1n]])
    expect(await indexNames(store)).toEqual(indexes)
    await store.close()
  })

  test('what is in a database is there when it is opened again', async () => {
    const url = await database.fresh()
    const store = await openStore(url)
    const book = await loadBook(store, { regions: [['EAST', '华东']] })
    await store.close()
    const again = await openStore(url)
    expect(await again.books()).toEqual([book])
    expect(await again.readTable(book.id, 'regions')).toEqual([['EAST', '华东']])
    await again.close()
  })

  async function indexNames(store: Awaited<ReturnType<typeof openStore>>): Promise<unknown[]> {
    const sql =
      database.name === 'sqlite'
        ? `SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name`
        : 'SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() ORDER BY indexname'
    return (await store.all(sql)).flat()
  }
})

test('every temporary database begins empty and of the same schema, whatever was written to one before', async () => {
  const schema = (store: Awaited<ReturnType<typeof openStore>>) =>
    store.all('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name')
  const migrations = (store: Awaited<ReturnType<typeof openStore>>) => store.all('SELECT migration_name FROM _prisma_migrations ORDER BY 1')
  const file = await openStore(join(folder, 'lasting.sqlite'))
  const first = await openStore()
  await loadBook(first, { regions: [['EAST', '华东']] })
  const second = await openStore()
  expect(await schema(second)).toEqual(await schema(file))
  expect(await migrations(second)).toEqual(await migrations(file))
  expect(await second.books()).toEqual([])
  expect(await second.all('PRAGMA integrity_check')).toEqual([['ok']])
  expect((await loadBook(second, { regions: [['WEST', '西部']] })).rows).toEqual({ regions: 1 })
  await Promise.all([file, first, second].map((store) => store.close()))
})

test('a temporary database works like any other and goes when it is closed', async () => {
  const store = await openStore()
  const [[, , path] = []] = await store.all('PRAGMA database_list')
  const { rows } = await loadBook(store, { regions: [['EAST', '华东']] })
  expect(rows).toEqual({ regions: 1 })
  expect(existsSync(String(path))).toBe(true)
  await store.close()
  expect(existsSync(dirname(String(path)))).toBe(false)
})

test.each(['SIGINT', 'SIGTERM'] as const)('a temporary database goes when the program is ended by %s', async (signal) => {
  const child = await startChild('temporary')
  expect(existsSync(child.line)).toBe(true)
  await child.end(signal)
  expect(existsSync(dirname(child.line))).toBe(false)
})

test('a path is taken from the folder that the user stands in', async () => {
  for (const url of ['plain.sqlite', 'file:./prefixed.sqlite']) await (await openStore(url, { folder })).close()
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['plain.sqlite', 'prefixed.sqlite']))
})

writeFileSync(join(folder, 'orders.csv'), 'number,date,rep,client,amount\n'.repeat(100))

test.each([
  ['mysql://quanheng@localhost/x', 'database_must_be_known', 'mysql://quanheng@localhost/x'],
  ['', 'database_must_be_known', ''],
  ['postgres://hr:secret@127.0.0.1:1/quanheng', 'database_must_be_reachable', 'postgres://hr@127.0.0.1:1/quanheng'],
  ['postgres://hr@127.0.0.1:1/q?password=secret', 'database_must_be_reachable', 'postgres://hr@127.0.0.1:1/q?password=***'],
  ['postgres://:::', 'database_must_be_known', 'postgres://:::'],
  ['no-such-folder/q.sqlite', 'database_folder_must_exist', 'no-such-folder/q.sqlite'],
  ['orders.csv', 'database_must_be_reachable', 'orders.csv'],
  ['.', 'database_must_be_reachable', '.'],
])('the address "%s" is refused with %s, which names it without its password', async (url, code, shown) => {
  const failure: unknown = await openStore(url, { folder }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StoreError)
  if (!(failure instanceof StoreError)) return
  expect(failure.problem).toMatchObject({ code, severity: 'error', values: { url: shown } })
  for (const language of ['zh', 'en'] as const) {
    const words = sentence(STORE_PROBLEMS[code as keyof typeof STORE_PROBLEMS], failure.problem, language)
    expect(words).toContain(`${shown}`)
    expect(words).not.toMatch(/\{\w+\}|secret/)
  }
})
