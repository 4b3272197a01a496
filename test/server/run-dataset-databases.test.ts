import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { exportRunOf } from '../../src/server/run-dataset/export-run-of.ts'
import { program } from '../program.ts'
import { onBothDatabases } from '../store/databases.ts'
import { expectOk } from './support/closing-month.ts'
import { finishedRun, openPeriod } from './support/finished-run.ts'
import { makeTestService } from './support/test-service.ts'

const PERIOD = '2026-10'
const MINUTE = 60_000
const folder = mkdtempSync(join(tmpdir(), 'quanheng-dataset-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs commands of a README in its folder, as somebody would who has the command `quanheng`. */
function shell(script: string, place: string): { readonly status: number | null; readonly said: string } {
  const quanheng = `quanheng() { "${process.execPath}" "${program('cli').join(' ')}" "$@"; }`
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', `${quanheng}\n${script}`], {
    cwd: place,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: place },
  })
  return { status, said: stdout + stderr }
}

await onBothDatabases(({ name, fresh }) => {
  test(
    'an outsider derives a run of the server again, to the byte, whatever changed since',
    async () => {
      const world = await makeTestService({ database: await fresh() })
      const hr = await world.as('hr')
      await openPeriod(world, PERIOD)
      const values = {
        'service.attendance.absence': 'late',
        'sales.scorecard/quotaCompletion/weight': '0.5',
        'sales.scorecard/retentionRate/weight': '0.05',
        'sales.scorecard/quotaCompletion/target/WEST': '0.9',
        onIncomplete: 'reweight',
        language: 'en',
      }
      expectOk(await hr.post('/settings/changes', { values, effectiveFrom: '2026-10-01', reason: 'tried' }))
      const visit = { number: 'ZZ-1', date: '2026-10-05', rep: 'S001', client: null, successful: true }
      expectOk(await hr.post('/records/visits', { values: visit, reason: 'late' }))
      const run = await finishedRun(world, PERIOD)
      const result = await (await hr.request(`/periods/${PERIOD}/runs/${run}/result`)).text()
      // What comes after the run is not in its dataset.
      expectOk(await hr.post('/records/visits', { values: { ...visit, number: 'ZZ-2' }, reason: 'later' }))
      const { items } = (await hr.get('/records/visits?limit=1')).body as { items: { key: string }[] }
      const path = `/records/visits/${present(items[0], 'There are visits.').key}`
      const current = (await hr.get(path)).headers.get('etag') ?? ''
      expectOk(await hr.delete(`${path}?reason=wrong`, { 'if-match': current }))

      const { store, dataFolder, trail } = world.service
      const place = join(folder, name)
      const asked = { period: present(periodFromText(PERIOD), 'A month.'), run }
      expect(await exportRunOf({ database: store.address, dataFolder, trail }, asked, place)).toMatchObject({ ok: true, run: { id: run } })
      expect(readFileSync(join(place, 'run', 'result.json'), 'utf8')).toBe(result)
      const [, commands = ''] = /```sh\n([^`]+)```/.exec(readFileSync(join(place, 'README.md'), 'utf8')) ?? []
      const derived = shell(commands, place)
      expect(derived).toMatchObject({ status: 0, said: expect.stringContaining('equal') })
      for (const key of Object.keys(values)) expect(derived.said).toContain(`${key}=`)
      expect(readFileSync(join(place, 'again', 'result.json'), 'utf8')).toBe(result)
      expect(await exportRunOf({ database: store.address, dataFolder, trail }, asked, place)).toMatchObject({
        ok: false,
        problems: [{ code: 'export_folder_must_be_new' }],
      })

      const auditor = await world.as('auditor')
      const zip = await auditor.request(`/periods/${PERIOD}/runs/${run}/dataset`)
      expect(zip.status).toBe(200)
      writeFileSync(join(folder, `${name}.zip`), new Uint8Array(await zip.arrayBuffer()))
      const unpacked = shell(`unzip -q ${name}.zip -d ${name}-zip && diff -r ${name} ${name}-zip --exclude again`, folder)
      expect(unpacked).toEqual({ status: 0, said: '' })
      for (const person of ['finance', 'managerEast', 'administrator'] as const) {
        expect(await (await world.as(person)).get(`/periods/${PERIOD}/runs/${run}/dataset`)).toMatchObject({ status: 403 })
      }
      expect((await auditor.get('/audit?action=run.export')).body).toMatchObject({
        items: [{ actor: 'auditor' }, { actor: 'system' }],
      })
      expect(world.failures).toEqual([])
    },
    5 * MINUTE,
  )
})
