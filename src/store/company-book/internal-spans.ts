import { z } from 'zod'
import type { Reader } from '../database/connection.ts'
import type { HeldSpan } from './held-span.ts'

const KEYS_AT_ONCE = 500
const SETTINGS = z.object({ 'bonus.pool.internalClients': z.string().optional() })

/**
 * The days on which receipts of clients count or no longer do, once these are or are not internal 内部客户: that has no day of its own, so
 * it reaches every month that people were shown and that leaves internal clients out (POLICY A11). By client.
 */
export async function internalSpans(reader: Reader, company: number, clients: readonly string[]): Promise<Map<string, HeldSpan[]>> {
  const found = new Map<string, HeldSpan[]>()
  if (clients.length === 0) return found
  const shown = await reader.all(
    `SELECT shown.first, shown.last, runs.settings FROM appraisal_periods AS shown JOIN runs ON runs.id = shown.published_run
     WHERE shown.state IN ('published', 'closed')`,
  )
  for (const [first = null, last = null, settings] of shown) {
    if (SETTINGS.parse(JSON.parse(String(settings)))['bonus.pool.internalClients'] !== 'exclude') continue
    for (let from = 0; from < clients.length; from += KEYS_AT_ONCE) {
      const some = clients.slice(from, from + KEYS_AT_ONCE)
      const days = await reader.all(
        `SELECT DISTINCT client, date FROM collections WHERE book = $1 AND date BETWEEN $2 AND $3
           AND client IN (${some.map((_, at) => `$${at + 4}`).join(', ')})`,
        [company, Number(first), Number(last), ...some],
      )
      for (const [client, day] of days) {
        found.set(String(client), [...(found.get(String(client)) ?? []), { first: Number(day), last: Number(day) }])
      }
    }
  }
  return found
}
