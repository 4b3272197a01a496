import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { program } from '../program.ts'
import { onBothDatabases } from '../store/databases.ts'
import { field } from './support/closing-month.ts'
import { makeTestService } from './support/test-service.ts'

/** Runs killed-child.ts; answers the signal that ended it, and what it said. */
async function killedChild(...parameters: readonly string[]): Promise<{ signal: string | null; said: string }> {
  const child = spawn(process.execPath, [...program('killed-child'), ...parameters], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve) => child.on('close', (_, signal) => resolve({ signal, said })))
}

// kernel-killed.test.ts walks every command through every moment on SQLite; here programs are really killed, on both databases.
await onBothDatabases((database) => {
  test.each(['stated', 'committing', 'committed'])(
    'a command killed at "%s" is answered when it is sent again, and done once',
    async (point) => {
      const url = await database.fresh()
      const world = await makeTestService({ demo: false, database: url })
      const body = { period: '2026-10' }
      expect(await killedChild(url, world.service.dataFolder, point, '/periods', JSON.stringify(body))).toMatchObject({
        signal: 'SIGKILL',
        said: '',
      })
      const again = await (await world.as('hr')).post('/periods', body, { 'idempotency-key': 'killed' })
      expect(again).toMatchObject({ status: 201, body: { period: '2026-10', state: 'collecting' } })
      expect(again.headers.get('location')).toBe('/api/v1/periods/2026-10')
      expect(again.headers.get('idempotency-replayed')).toBe(point === 'committed' ? 'true' : null)
      const { store } = world.service
      expect(
        await store.all("SELECT count(*) FROM period_steps UNION ALL SELECT count(*) FROM audit_entries WHERE action = 'period.open'"),
      ).toEqual([[1n], [1n]])
      expect(field((await (await world.as('hr')).get('/periods')).body, 'items')).toHaveLength(1)
    },
  )
})
