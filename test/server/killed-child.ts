/**
 * A program that is killed in the middle of a command: `killed-child.ts URL DATA POINT PATH BODY` signs HR in, posts the body with the
 * Idempotency-Key "killed", and ends itself, without any chance to clean up, at the fault point.
 */
import { SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { makeApp } from '../../src/server/app.ts'
import { watchFaultPoints } from '../../src/store/database/fault-point.ts'
import { openStore } from '../../src/store/open-store.ts'
import { trailFiles } from '../../src/store/trail/trail-files.ts'
import { apiClient } from './support/api-client.ts'
import { DEMO_PASSWORD } from './support/demo-people.ts'

const [url, data = '', point, path = '', body = ''] = process.argv.slice(2)
const store = await openStore(url)
const service = {
  store,
  rulesFolder: SHIPPED_RULES,
  dataFolder: '.',
  trail: trailFiles(data),
  now: () => new Date('2026-11-03T08:00:00.000Z'),
}
const hr = await apiClient(makeApp(service, { secret: 'a secret for tests, of more than 32 characters' })).signedIn('hr', DEMO_PASSWORD)
watchFaultPoints((at) => {
  if (at === point) process.kill(process.pid, 'SIGKILL')
})
const answer = await hr.post(path, JSON.parse(body), { 'idempotency-key': 'killed' })
throw new Error(`It was answered: ${answer.status} ${JSON.stringify(answer.body)}`)
