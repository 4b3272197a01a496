import type { APIRequestContext } from 'playwright-core'
import { runControl } from '../../../src/server/runs/run-control.ts'
import type { Visit } from '../browser.ts'

/** Brings the demo's open month to publication over HTTP: the manager's marks, HR's steps, one run. */
export async function publishedMonth(visit: Visit, period: string): Promise<void> {
  const at = `/api/v1/periods/${period}`
  const { request: manager } = await visit.as('manager')
  const { items } = await read(manager, `${at}/engineers?limit=500`)
  const marks = items.map(({ employee }, index) => ({ engineer: employee, item: 'overall', score: `${90 - index}`, version: null }))
  await send(manager, 'PUT', `${at}/marks`, { marks })
  await send(manager, 'POST', `${at}/marks/submit`, {})
  const { request: hr } = await visit.as('hr')
  await advance(hr, at)
  const { run } = await send(hr, 'POST', `${at}/runs`, {})
  await runControl(visit.server.service).finished(String(run))
  await advance(hr, at)
}

type Body = Readonly<Record<string, unknown>> & { readonly items: readonly Readonly<Record<string, unknown>>[] }

async function advance(request: APIRequestContext, at: string): Promise<void> {
  const etag = (await request.get(at)).headers().etag ?? ''
  await send(request, 'POST', `${at}/advance`, {}, { 'if-match': etag })
}

async function read(request: APIRequestContext, path: string): Promise<Body> {
  return (await request.get(path)).json()
}

async function send(
  request: APIRequestContext,
  method: string,
  path: string,
  data: object,
  headers: Record<string, string> = {},
): Promise<Body> {
  const answer = await request.fetch(path, { method, data, headers })
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}
