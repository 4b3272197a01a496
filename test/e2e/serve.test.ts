import { copyFile, mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { FROM_CHECKOUT } from '../program.ts'
import { linesOf, newFolder, quanheng, removeFolder } from './command.ts'
import { type ServeProcess, serveProcess, signedIn } from './serve-process.ts'

// Each start of a process takes seconds where other tests run beside it.
vi.setConfig({ testTimeout: 240_000 })

let folder = ''
const running: ServeProcess[] = []
beforeAll(async () => {
  folder = await newFolder()
})
afterAll(async () => {
  for (const each of running) await each.end('SIGKILL')
  await removeFolder(folder)
})

async function serve(environment: Record<string, string> = {}, command?: readonly string[]): Promise<ServeProcess> {
  const database = { QUANHENG_DATABASE: 'file:quanheng.sqlite', QUANHENG_DATA: 'data' }
  const started = await serveProcess(['serve', '--lang', 'en'], folder, { ...database, ...environment }, command)
  running.push(started)
  return started
}

/** Posts JSON to the API as nobody. */
function post(url: string, path: string, body: unknown): Promise<Response> {
  return fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

test('a wrong configuration is told whole, and nothing is started', async () => {
  const started = serveProcess(['serve', '--lang', 'en'], folder, { QUANHENG_PORT: 'http', QUANHENG_SECRET: 'short' })
  const said = await started.then(() => 'started', String)
  expect(said).toContain('ended with 1')
  for (const mistake of ['QUANHENG_DATABASE is missing', 'QUANHENG_PORT is "http"', 'QUANHENG_SECRET is "***"'])
    expect(said).toContain(mistake)
})

test('from the first start to a clean stop: the administrator by the link, logs that tell nobody’s business', async () => {
  // From the checkout, as npm start does it; elsewhere the tests start what is built of it.
  const first = await serve({}, FROM_CHECKOUT)
  const token = /first-administrator#(\S+)/.exec(first.said.stdout)?.[1]
  const administrator = { token, username: 'zhangsan', name: '张三丰', password: 'tiger in the mountains' }
  expect((await post(first.url, '/first-administrator', administrator)).status).toBe(201)
  expect((await post(first.url, '/first-administrator', { ...administrator, username: 'lisi' })).status).not.toBe(201)
  expect((await post(first.url, '/session', { username: 'zhangsan', password: 'guessed password 13800138000' })).status).toBe(401)

  const asAdministrator = await signedIn(first.url, 'zhangsan', 'tiger in the mountains')
  expect((await asAdministrator('/accounts?search=wangfang-the-secret')).status).toBe(200)
  expect((await asAdministrator('/accounts/id-typed-by-hand')).status).toBe(404)
  // Served by a thread, which in a checkout reads TypeScript too.
  expect((await asAdministrator('/audit?limit=1')).status).toBe(200)
  const me = (await (await asAdministrator('/session')).json()) as { account: { id: string } }
  expect(await first.end('SIGTERM')).toBe(0)

  const lines = linesOf(first.said.stderr).map((line) => JSON.parse(line))
  expect(lines.filter(({ msg }) => msg === 'request').map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
    'POST /first-administrator 201',
    expect.stringMatching(/^POST \/first-administrator 4\d\d$/),
    'POST /session 401',
    'POST /session 200',
    'GET /accounts 200',
    'GET /accounts/{account} 404',
    'GET /audit 200',
    'GET /session 200',
  ])
  expect(lines.find(({ route }) => route === '/accounts')).toMatchObject({ actor: me.account.id, requestId: expect.any(String) })
  const others = ['zhangsan', '张三丰', 'lisi', 'tiger', 'guessed', '13800138000', 'wangfang', 'typed-by-hand', String(token)]
  for (const told of others) expect(first.said.stderr).not.toContain(told)

  const second = await serve()
  expect(second.said.stdout).not.toContain('first-administrator')
  expect(await (await fetch(`${second.url}/readyz`)).json()).toMatchObject({ status: 'ready' })
  expect(await second.end('SIGINT')).toBe(0)
})

test('accounts are kept on the command line', async () => {
  const user = (...words: string[]) =>
    quanheng(['user', ...words, '--database', 'file:quanheng.sqlite', '--data', 'data', '--lang', 'en'], { folder })
  const added = await user('add', 'wang', '--name', '王芳', '--position', 'hr', 'auditor')
  expect(added).toMatchObject({ status: 0, stdout: expect.stringMatching(/one-time password of wang .*: \S{10,}/) })
  expect((await user('add', 'chen', '--name', '陈', '--position', 'king')).status).toBe(64)
  expect(linesOf((await user('list')).stdout)).toEqual(['wang\t王芳\thr,auditor\t-\topen', 'zhangsan\t张三丰\tadministrator\t-\topen'])
})

test('an address that is taken is said, and the database is left in order', async () => {
  const holder = await serve()
  const { port } = new URL(holder.url)
  await mkdir(`${folder}/other`)
  await expect(serve({ QUANHENG_DATABASE: 'file:other/q.sqlite', QUANHENG_PORT: port })).rejects.toThrow('address_must_be_free')
  expect(await holder.end('SIGTERM')).toBe(0)
})

test('one server a database: a second is refused, maintenance is not, and after a kill the next one starts at once', async () => {
  const first = await serve()
  await expect(serve()).rejects.toThrow(/process \d+, since .*database_must_have_one_server/s)
  const list = await quanheng(['user', 'list', '--database', 'file:quanheng.sqlite', '--data', 'data', '--lang', 'en'], { folder })
  expect(list).toMatchObject({ status: 0, stdout: expect.stringContaining('zhangsan') })
  const backup = await quanheng(['backup', 'beside.sqlite', '--database', 'file:quanheng.sqlite', '--data', 'data', '--lang', 'en'], {
    folder,
  })
  expect(backup).toMatchObject({ status: 0 })
  await first.end('SIGKILL')
  const second = await serve()
  // A backup that was made while it ran is nobody's; the key of its trail goes with the data folder.
  await mkdir(`${folder}/data2`)
  await copyFile(`${folder}/data/audit-key`, `${folder}/data2/audit-key`)
  const other = await serve({ QUANHENG_DATABASE: 'file:beside.sqlite', QUANHENG_DATA: 'data2' })
  expect(await other.end('SIGTERM')).toBe(0)
  expect(await second.end('SIGTERM')).toBe(0)
})

test('the demo does not serve other machines, where its printed passwords would let anybody in', async () => {
  await expect(serveProcess(['demo', '--serve', '--lang', 'en'], folder, { QUANHENG_HOST: '0.0.0.0' })).rejects.toThrow(
    'demo_must_stay_on_this_machine',
  )
})
