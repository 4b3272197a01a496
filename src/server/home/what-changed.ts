import { sortedBy } from '../../base/text-order.ts'
import { answersSince, changesSince, republishedAt, runsSince, settingsSince, stepsSince } from '../../store/aggregates/home-events.ts'
import { messagesFor } from '../../store/aggregates/messages.ts'
import type { OpenedPeriod } from '../../store/aggregates/periods.ts'
import { type Actor, actorScope, type Service } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { NEWS_KEYS, type newsSchema } from './home-schema.ts'

/** Something that happened since the caller's last visit. */
export type News = ShapeOf<typeof newsSchema>

const MOST_NEWS = 20
const MOST_MESSAGES = 5
const MOST_STEPS = 100

/** What changed after a time, of what the caller may see, the newest first. */
export async function whatChanged(service: Service, actor: Actor, since: string, opened: readonly OpenedPeriod[]): Promise<News[]> {
  const news = [
    ...(await periodNews(service, actor, since, opened)),
    ...(await messageNews(service, actor, since)),
    ...(await dataNews(service, actor, since)),
    ...(await sheetNews(service, actor, since, opened)),
  ]
  return sortedBy(news, ({ at }) => at)
    .reverse()
    .slice(0, MOST_NEWS)
}

async function periodNews({ store }: Service, actor: Actor, since: string, opened: readonly OpenedPeriod[]): Promise<News[]> {
  // Of a period that took several steps, where it is now says enough.
  const steps = new Map((await stepsSince(store, since, MOST_STEPS)).reverse().map((step) => [step.period, step]))
  const news = [...steps.values()].map(({ period, from, to, at, byName, reason }): News => {
    const values = { ...(from === undefined ? {} : { from }), to, ...(reason === undefined ? {} : { reason }) }
    return { key: from === undefined ? 'period.opened' : 'period.moved', at, period, count: 1, by: byName ?? null, values }
  })
  // Who has a sheet alone learns from their own message that it has changed.
  if (actorScope(actor, 'result.read') === 'own') return news
  for (const { text, state } of opened) {
    const at = state === 'published' ? await republishedAt(store, text) : undefined
    if (at !== undefined && at > since) news.push({ key: 'period.republished', at, period: text, count: 1, by: null, values: {} })
  }
  return news
}

async function messageNews({ store }: Service, actor: Actor, since: string): Promise<News[]> {
  const messages = await messagesFor(store, actor.id, { unreadOnly: false, before: undefined, limit: MOST_MESSAGES })
  return messages
    .filter(({ createdAt }) => createdAt > since)
    .map(({ id, kind, period, payload: { zh, en }, createdAt }) => ({
      key: 'message',
      at: createdAt,
      period: period ?? null,
      count: 1,
      by: null,
      values: { id: String(id), kind, zh, en },
    }))
}

async function dataNews({ store }: Service, actor: Actor, since: string): Promise<News[]> {
  if (actorScope(actor, 'upload.read') === undefined) return []
  const changes = await changesSince(store, since)
  return changes.flatMap(({ kind, period, count, at, byName, tables }): News[] => {
    const key = NEWS_KEYS.find((known) => known === `data.${kind}`)
    return key === undefined ? [] : [{ key, at, period: period ?? null, count, by: byName ?? null, values: { tables: tables.join(',') } }]
  })
}

async function sheetNews({ store }: Service, actor: Actor, since: string, opened: readonly OpenedPeriod[]): Promise<News[]> {
  const news: News[] = []
  if (actorScope(actor, 'run.read') !== undefined) {
    for (const { id, period, at, state } of await runsSince(store, since, MOST_NEWS)) {
      news.push({ key: state === 'done' ? 'run.done' : 'run.failed', at, period, count: 1, by: null, values: { run: id } })
    }
  }
  if (actorScope(actor, 'confirmation.read') === 'all') {
    for (const { text } of opened.filter(({ state }) => state === 'published')) {
      const answers = await answersSince(store, text, since)
      if (answers) news.push({ key: 'sheets.answered', ...answers, period: text, by: null, values: {} })
    }
  }
  if (actorScope(actor, 'setting.write') !== undefined || actorScope(actor, 'audit.read') !== undefined) {
    const settings = await settingsSince(store, since)
    if (settings) news.push({ key: 'settings.changed', ...settings, period: null, by: null, values: {} })
  }
  return news
}
