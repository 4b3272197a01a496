import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { SqliteSession } from '../../src/store/database/sqlite-session.ts'

const folder = mkdtempSync(join(tmpdir(), 'quanheng-closed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// The driver's own answer is the end of the process.
test('who asks a database that was closed is told so, whatever is asked', async () => {
  const path = join(folder, 'closed.sqlite')
  const session = await SqliteSession.open({ path, shownUrl: path, temporary: false })
  await session.begin()
  await session.close()
  await session.close()
  for (const ask of [
    () => session.all('SELECT 1', []),
    () => session.answer('SELECT 1', []),
    () => session.run('SELECT 1'),
    () => session.run('COMMIT'),
    () => session.begin(),
  ]) {
    await expect(ask()).rejects.toMatchObject({ problem: { code: 'database_must_answer' } })
  }
})
