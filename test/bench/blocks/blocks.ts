import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, openAsBlob, readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ROUTES } from '../../../src/server/routes.ts'
import { PERIOD, writeDataset } from '../dataset/write-dataset.ts'
import { thisMachine } from '../report.ts'

/**
 * How long one person stops the others: the longest time in one piece in which a server of ten thousand people does nothing else, deed
 * by deed, while its first data come in, while it computes, and for every page. See docs/benchmark.md.
 */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '200000' }, above: { type: 'string', default: '0' } } })
const USER = 'bench'
const PASSWORD = 'a password of the benchmark'

interface Deed {
  readonly name: string
  readonly longestMs: number
  readonly tookMs: number
  readonly status: number
}

const folder = mkdtempSync(join(tmpdir(), 'quanheng-blocks-'))
try {
  const dataset = writeDataset(join(folder, 'dataset'), Number(values.rows))
  const data = join(folder, 'data')
  mkdirSync(data)
  const served = fork(new URL('./served-company.ts', import.meta.url), [`file:${join(data, 'company.sqlite')}`, data, USER, PASSWORD], {
    execArgv: ['--import', 'tsx'],
  })
  const [{ url }] = (await once(served, 'message')) as [{ url: string }]
  const deeds = await measured(served, url, dataset.folder)
  served.send('stop')
  await once(served, 'exit')
  process.stdout.write(table(deeds))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measured(served: ChildProcess, url: string, dataset: string): Promise<Deed[]> {
  const deeds: Deed[] = []
  let cookie = ''
  const request = async (method: string, path: string, body?: unknown, version = '') => {
    const json = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }
    return fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, 'accept-language': 'en', ...json, ...(version === '' ? {} : { 'if-match': version }) },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    })
  }
  const longest = async () => {
    served.send('longest')
    const [{ longestMs }] = (await once(served, 'message')) as [{ longestMs: number }]
    return longestMs
  }
  const deed = async (name: string, action: () => Promise<Response>): Promise<unknown> => {
    await longest()
    const begun = performance.now()
    const response = await action()
    const bytes = await response.arrayBuffer()
    const tookMs = performance.now() - begun
    // Whatever it has left to do is its own as well.
    await pause(30)
    deeds.push({ name, longestMs: await longest(), tookMs, status: response.status })
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    if (name.startsWith('signing in')) {
      cookie = response.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ')
    }
    if (process.env.QUANHENG_BENCH_VERBOSE)
      process.stderr.write(
        `${name} ${response.status} ${Math.round(deeds.at(-1)?.longestMs ?? 0)} ms of ${Math.round(tookMs)} ms ${response.status >= 400 ? Buffer.from(bytes).toString().slice(0, 300) : ''}\n`,
      )
    return isJson ? JSON.parse(Buffer.from(bytes).toString()) : undefined
  }
  const idOf = (body: unknown) => String((body as { id?: unknown } | undefined)?.id)
  const uploaded = async (names: readonly string[]) => {
    const form = new FormData()
    for (const name of names) form.append('file', await openAsBlob(join(dataset, name)), name)
    return form
  }
  const all = readdirSync(dataset)

  // Its threads are ready some seconds after the server is.
  await pause(8_000)
  await deed('signing in, the first one', () => request('POST', '/session', { username: USER, password: PASSWORD }))
  await deed('signing in', () => request('POST', '/session', { username: USER, password: PASSWORD }))
  await deed('opening a month', () => request('POST', '/periods', { period: PERIOD }))
  const upload = idOf(await deed('checking the whole company', async () => request('POST', '/uploads', await uploaded(all))))
  await deed('committing it', () => request('POST', `/uploads/${upload}/commit`, {}))
  const again = idOf(
    await deed('checking it again: all the same', async () => request('POST', '/uploads', await uploaded(['orders.csv', 'clients.csv']))),
  )
  await deed('committing that', () => request('POST', `/uploads/${again}/commit`, {}))
  const waiting = idOf(
    await deed('checking orders that stay waiting', async () => request('POST', '/uploads', await uploaded(['orders.csv']))),
  )
  const brought = (await deed('committing orders that were changed', async () => {
    const form = new FormData()
    form.append('file', new Blob([(await readFile(join(dataset, 'orders.csv'), 'utf8')).replaceAll(/\.\d\d,/g, '.01,')]), 'orders.csv')
    const changed = (await (await request('POST', '/uploads', form)).json()) as { id: string }
    return request('POST', `/uploads/${changed.id}/commit`, {})
  })) as { change: number }
  await deed('taking them back', () => request('POST', `/changes/${brought.change}/take-back`, { reason: 'bench' }))
  await deed('making 100 accounts', () => request('POST', '/accounts/from-employees', { limit: 100 }))
  await deed('making 1,000 accounts', () => request('POST', '/accounts/from-employees', { limit: 1000 }))
  await deed('making the others of 10,000', () => request('POST', '/accounts/from-employees', { limit: 10_000 }))
  const advance = async (to: string, more: object = {}) => {
    const version = (await request('GET', `/periods/${PERIOD}`)).headers.get('etag') ?? ''
    await deed(`advancing to ${to}`, () => request('POST', `/periods/${PERIOD}/advance`, { to, ...more }, version))
  }
  for (const step of ['evaluating', 'review']) await advance(step)
  const started = await deed('starting a run', () => request('POST', `/periods/${PERIOD}/runs`, {}))
  const run = String((started as { run?: unknown } | undefined)?.run)
  await deed('a run', async () => {
    for (;;) {
      const found = await request('GET', `/periods/${PERIOD}/runs/${run}`)
      const { state } = (await found.json()) as { state: string }
      if (state !== 'queued' && state !== 'running') return new Response(state)
      await pause(100)
    }
  })
  const known: Readonly<Record<string, string>> = {
    period: PERIOD,
    run,
    upload: waiting,
    employee: 'S00001',
    engineer: 'T00001',
    item: 'overall',
    region: 'R001',
    table: 'orders',
    key: 'XS2610-000001',
    kpi: 'quotaCompletion',
    fact: 'netSales',
    change: '1',
    rule: 'sales.scorecard',
    account: USER,
  }
  const read = async (path: string, query = '') =>
    deed(`GET ${path}${query}`, () => request('GET', path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? 'none') + query.trim()))
  for (const { method, path, query, success } of ROUTES) {
    if (method !== 'GET' || success.mediaType === 'text/event-stream' || path === '/session/single-sign-on') continue
    // What a page cannot be asked without, and the most that it can be asked for.
    const asked = [
      ...('q' in query.shape ? ['q=S0'] : []),
      ...('ids' in query.shape ? ['ids=S00001,S00002'] : []),
      ...('limit' in query.shape ? ['limit=500'] : []),
      ...('periods' in query.shape ? ['periods=6'] : []),
    ]
    await read(path, asked.length > 0 ? `?${asked.join('&')}` : '')
  }
  await advance('published', { run })
  for (const path of [
    '/periods/{period}/confirmations?limit=500',
    '/periods/{period}/runs/{run}/comparison?limit=500',
    '/home',
    '/messages?limit=500',
  ]) {
    await read(path, ' ')
  }
  await advance('closed')
  for (const path of ['/periods/{period}/documents', '/periods/{period}/documents/archive', '/periods/{period}/payments?limit=500'])
    await read(path, ' ')
  return deeds
}

function table(deeds: readonly Deed[]): string {
  const { processor, cores, system, node, date } = thisMachine()
  const shown = deeds.filter(({ longestMs }) => longestMs >= Number(values.above)).sort((a, b) => b.longestMs - a.longestMs)
  return [
    `Measured on ${processor}, ${cores} cores, ${system}, Node ${node}, ${date}: 10,000 people, ${Number(values.rows).toLocaleString('en')} transactions, SQLite.`,
    '',
    '| deed | longest block | answered after | status |',
    '| --- | ---: | ---: | ---: |',
    ...shown.map(
      ({ name, longestMs, tookMs, status }) => `| ${name} | ${Math.round(longestMs)} ms | ${Math.round(tookMs)} ms | ${status} |`,
    ),
    '',
  ].join('\n')
}
