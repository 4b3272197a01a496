import { createHmac } from 'node:crypto'

/** json: our own shape; dingtalk 钉钉 and wecom 企业微信: the text message of their group robots. */
export const WEBHOOK_FORMATS = ['json', 'dingtalk', 'wecom'] as const
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number]

export interface WebhookConfiguration {
  /** Robots carry their key in it, so it is never shown. */
  readonly url: string
  /** Signs what is posted; for DingTalk the robot's secret (加签). */
  readonly secret?: string | undefined
  readonly format: WebhookFormat
}

export interface WebhookMessage {
  /** The same for every attempt at one message. */
  readonly id: number
  readonly kind: string
  readonly period: string | undefined
  readonly zh: string
  readonly en: string
}

export interface WebhookTransport {
  send(message: WebhookMessage, now: Date): Promise<void>
}

const TIMEOUT_MS = 10_000

/**
 * Posts messages to the company's webhook. With a secret, X-Quanheng-Signature is sha256= and the HMAC of
 * X-Quanheng-Timestamp, a point and the body, in hexadecimal; a receiver recomputes it and refuses old timestamps. DingTalk is
 * signed in its own way, in the address. Redirects are not followed, and an answer that is not a success rejects.
 */
export function webhookTransport({ url, secret, format }: WebhookConfiguration): WebhookTransport {
  return {
    async send(message, now) {
      const body = JSON.stringify(bodyOf(message, format))
      const timestamp = String(now.getTime())
      const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
      if (secret !== undefined && format === 'json') {
        headers['x-quanheng-timestamp'] = timestamp
        headers['x-quanheng-signature'] = `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`
      }
      const address = secret !== undefined && format === 'dingtalk' ? dingtalkAddress(url, secret, timestamp) : url
      const request = { method: 'POST', headers, body, redirect: 'error' as const, signal: AbortSignal.timeout(TIMEOUT_MS) }
      const response = await fetch(address, request).catch((failure: unknown) => {
        throw new Error(`The webhook could not be reached: ${causeOf(failure)}`)
      })
      const answer = await response.text()
      if (!response.ok) throw new Error(`The webhook answered ${response.status}.`)
      if (format !== 'json') refuseRobotError(answer)
    },
  }
}

function bodyOf({ id, kind, period, zh, en }: WebhookMessage, format: WebhookFormat): unknown {
  if (format !== 'json') return { msgtype: 'text', text: { content: zh } }
  return { id, kind, period: period ?? null, text: { zh, en } }
}

/** Robots of DingTalk take the time and base64 of the HMAC of time, line feed and secret as parameters. */
function dingtalkAddress(url: string, secret: string, timestamp: string): string {
  const address = new URL(url)
  address.searchParams.set('timestamp', timestamp)
  address.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'))
  return address.href
}

/** Robots answer 200 to what they refuse, with a number other than 0. */
function refuseRobotError(answer: string): void {
  const code = /"errcode"\s*:\s*(-?\d+)/.exec(answer)?.[1]
  if (code !== undefined && code !== '0') throw new Error(`The robot refused the message with errcode ${code}.`)
}

/** The reason of a failed connection; never the address, which holds the robot's key. */
function causeOf(failure: unknown): string {
  if (!(failure instanceof Error)) return 'unknown'
  const { cause } = failure
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : failure.name
}
