import { createHash } from 'node:crypto'
import { z } from 'zod'
import { keepAnswer, releaseKey, reserveKey } from '../app/service/repeated-commands.ts'
import { requestProblem } from '../app/service/request-problems.ts'
import type { Service } from '../app/service/service.ts'
import type { Problem } from '../base/problem.ts'
import type { Route } from './route.ts'

/** What of an answer is kept, so that it can be given again. */
const kept = z.object({ text: z.string().nullable(), headers: z.array(z.tuple([z.string(), z.string()])) })
const KEPT_HEADERS = ['content-type', 'location', 'etag']

export type Repeated = { readonly ok: true; readonly response: Response } | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Carries out a command that creates once for its Idempotency-Key: a request sent again with the same key and the same content
 * gets the same answer, another content is refused, and of two at once the later waits for the first. Only answers of
 * commands that took effect are kept: one that ran into a problem may be sent again with its key.
 */
export async function once(
  service: Service,
  route: Route,
  caller: string,
  request: Request,
  content: string,
  perform: () => Promise<Response>,
): Promise<Repeated> {
  const key = request.headers.get('idempotency-key')
  if (key === null || !route.creates) return { ok: true, response: await perform() }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) return { ok: false, problems: [requestProblem('idempotency_key_must_be_usable')] }

  const url = new URL(request.url)
  const name = `${route.method} ${route.path}`
  const requestHash = createHash('sha256')
    .update(JSON.stringify([name, url.pathname, url.search, content]))
    .digest('hex')
  const command = { account: caller, key, route: name, requestHash }
  return inTurn(JSON.stringify([caller, key]), async () => {
    const before = await reserveKey(service, command)
    if (before !== undefined) {
      if (before.requestHash !== requestHash) return { ok: false, problems: [requestProblem('idempotency_key_must_be_new')] }
      if (before.status === 0) return { ok: false, problems: [requestProblem('repeated_request_must_be_settled')] }
      if (route.secretAnswer) return { ok: false, problems: [requestProblem('secret_must_be_shown_once')] }
      return { ok: true, response: answerAgain(before.status, before.body) }
    }
    const response = await perform().catch(async (failure: unknown) => {
      await releaseKey(service, command)
      throw failure
    })
    if (response.status >= 300) await releaseKey(service, command)
    else await keepAnswer(service, command, response.status, await keptOf(response, route))
    return { ok: true, response }
  })
}

async function keptOf(response: Response, route: Route): Promise<string> {
  const headers = route.secretAnswer ? [] : [...response.headers].filter(([name]) => KEPT_HEADERS.includes(name))
  const text = route.secretAnswer || response.status === 204 ? null : await response.clone().text()
  return JSON.stringify({ text, headers })
}

function answerAgain(status: number, body: string): Response {
  const { text, headers } = kept.parse(JSON.parse(body))
  return new Response(text, { status, headers: [...headers, ['idempotency-replayed', 'true']] })
}

const turns = new Map<string, Promise<unknown>>()

/** Lets those with the same key go one after the other. */
async function inTurn<T>(key: string, action: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve()
  const mine = before.then(action, action)
  turns.set(key, mine)
  try {
    return await mine
  } finally {
    if (turns.get(key) === mine) turns.delete(key)
  }
}
