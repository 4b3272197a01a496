import { existsSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { startWorker } from '../../src/server/kernel/worker.ts'
import { keepHead, readHead, trailFiles } from '../../src/store/trail/trail-files.ts'
import type { HeadsJob } from './trail-head-thread.ts'

vi.setConfig({ testTimeout: 60_000 })
const at = '2026-11-10T08:00:00.000Z'

test('threads that write the newest entry down at once never leave an older one', async () => {
  for (let round = 0; round < 10; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'head-'))
    const seen: number[] = []
    const workers = [1, 2, 3].map((first) => {
      const job: HeadsJob = { folder, first, step: 3, last: 300 }
      return startWorker(new URL('./trail-head-thread.ts', import.meta.url), job)
    })
    const done = Promise.all(
      workers.map(
        (worker) =>
          new Promise((resolve, reject) => {
            worker.once('exit', resolve)
            worker.once('error', reject)
          }),
      ),
    )
    let over = false
    void done.finally(() => {
      over = true
    })
    while (!over) {
      seen.push(readHead(trailFiles(folder))?.entry ?? 0)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await done
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(readHead(trailFiles(folder))?.entry).toBe(300)
    expect(readdirSync(folder)).toEqual(['audit-head'])
  }
})

test('a writer that was killed while it wrote the head holds up nobody for good', () => {
  const folder = mkdtempSync(join(tmpdir(), 'head-'))
  const files = trailFiles(folder)
  const lock = `${files.head}.lock`
  writeFileSync(lock, '')
  utimesSync(lock, new Date(at), new Date('2020-01-01T00:00:00.000Z'))
  keepHead(files, { entry: 7, hash: '7', at })
  expect(readHead(files)).toMatchObject({ entry: 7 })
  expect(existsSync(lock)).toBe(false)
})
