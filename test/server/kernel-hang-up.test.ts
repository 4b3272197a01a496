import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Listening, listen } from '../../src/main.ts'
import { openPeriod } from './support/finished-run.ts'
import { cookieOf, makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let cookie = ''
let server: Listening
const heard: unknown[] = []
const failures = () => [...world.failures.splice(0), ...heard.splice(0)]
const hear = (failure: unknown) => heard.push(failure)
const said = vi.spyOn(console, 'error').mockImplementation((...words) => void heard.push(words))
beforeAll(async () => {
  world = await makeTestService()
  await openPeriod(world, '2026-10')
  cookie = await cookieOf(world, 'hr')
  server = await listen(world.app, { port: 0 })
  process.on('unhandledRejection', hear)
  process.on('uncaughtException', hear)
})
afterAll(async () => {
  process.off('unhandledRejection', hear)
  process.off('uncaughtException', hear)
  said.mockRestore()
  await server.close()
})

/** Sends the beginning of a request, hangs up after so many milliseconds or the first bytes of the answer, and waits a moment. */
async function hungUp(head: readonly string[], body: string, milliseconds: number): Promise<void> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(`${[...head, 'Host: localhost', `Cookie: ${cookie}`].join('\r\n')}\r\n\r\n${body}`)
  await Promise.race([once(socket, 'data'), pause(milliseconds)])
  socket.resetAndDestroy()
  await pause(200)
}

const form = (length: number) => [
  'POST /api/v1/uploads HTTP/1.1',
  'Content-Type: multipart/form-data; boundary=x',
  `Content-Length: ${length}`,
]
const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="orders.csv"\r\n\r\nnumber,date,rep,client,amount\n'

test.each([
  ['half of a JSON body', ['POST /api/v1/periods HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 100'], '{"period":'],
  ['half of a file', form(100_000), part],
  ['a form without its end', form(part.length + 50), part],
  [
    'a chunked file',
    ['POST /api/v1/uploads HTTP/1.1', 'Content-Type: multipart/form-data; boundary=x', 'Transfer-Encoding: chunked'],
    `f0\r\n${part}`,
  ],
  ['a question whose answer is under way', ['GET /api/v1/records/orders?limit=500 HTTP/1.1'], ''],
])('who hangs up after %s is no failure', async (_, head, body) => {
  for (const milliseconds of [5, 100]) await hungUp(head, body, milliseconds)
  expect(failures()).toEqual([])
})

test('who hangs up while the events of a run stream is no failure', async () => {
  const hr = await world.as('hr')
  const { body } = await hr.post('/periods/2026-10/runs')
  const { run } = body as { run: string }
  for (const milliseconds of [0, 100]) await hungUp([`GET /api/v1/periods/2026-10/runs/${run}/events HTTP/1.1`], '', milliseconds)
  expect(failures()).toEqual([])
})
