import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Problem } from '../../base/problem.ts'
import { answeredBefore, type CarriedOut, inOneTransaction, inSteps } from './repeated-commands.ts'
import { requestProblem } from './request-problems.ts'
import type { Route } from './route.ts'
import type { Service } from './service.ts'

/** What of an answer is kept, so that it can be given again. */
const kept = z.object({ text: z.string().nullable(), headers: z.array(z.tuple([z.string(), z.string()])) })
const KEPT_HEADERS = ['content-type', 'location', 'etag']

export type Repeated = { readonly ok: true; readonly response: Response } | { readonly ok: false; readonly problems: readonly Problem[] }

/** Carries out a command with the service that it is given; `name` is the same for the same command sent again. */
export type Perform = (service: Service, name: string) => Promise<Response>

/**
 * Carries out a command that creates once for its Idempotency-Key: a request sent again with the same key and the same content
 * gets the same answer, another content is refused, and of two at once the later waits for the first. Effect and kept answer
 * are one transaction, so that this holds after a kill at any moment too. Only answers of commands that took effect are kept:
 * one that ran into a problem may be sent again with its key.
 */
export async function once(
  service: Service,
  route: Route,
  caller: string,
  request: Request,
  content: string,
  perform: Perform,
): Promise<Repeated> {
  const key = request.headers.get('idempotency-key')
  if (!route.creates) return { ok: true, response: await perform(service, randomUUID()) }
  const carryOut = route.creates === 'in_steps' ? inSteps<Response> : inOneTransaction<Response>
  if (key === null) {
    const unkept = async (own: Service) => ({ value: await perform(own, randomUUID()), kept: undefined })
    return { ok: true, response: await carryOut(service, unkept) }
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) return { ok: false, problems: [requestProblem('idempotency_key_must_be_usable')] }

  const url = new URL(request.url)
  const name = `${route.method} ${route.path}`
  const requestHash = sha256([name, url.pathname, url.search, content])
  const command = { account: caller, key, route: name, requestHash }
  return inTurn(JSON.stringify([caller, key]), async () => {
    const before = await answeredBefore(service, command)
    if (before) {
      if (before.requestHash !== requestHash) return { ok: false, problems: [requestProblem('idempotency_key_must_be_new')] }
      if (route.secretAnswer) return { ok: false, problems: [requestProblem('secret_must_be_shown_once')] }
      return { ok: true, response: answerAgain(before.status, before.body) }
    }
    const response = await carryOut(service, async (own): Promise<CarriedOut<Response>> => {
      const value = await perform(own, uuidOf(sha256([caller, key, requestHash])))
      if (value.status >= 300) return { value, kept: undefined }
      return { value, kept: { command, status: value.status, body: await keptOf(value, route) } }
    })
    return { ok: true, response }
  })
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** A hash as a UUID of version 8, which is for names of one's own making. */
function uuidOf(hash: string): string {
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-a$4-$5')
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
export async function inTurn<T>(key: string, action: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve()
  const mine = before.then(action, action)
  turns.set(key, mine)
  try {
    return await mine
  } finally {
    if (turns.get(key) === mine) turns.delete(key)
  }
}
