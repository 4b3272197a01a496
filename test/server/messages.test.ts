import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { startMessageLoop } from '../../src/server/messages/message-loop.ts'
import { MOST_ATTEMPTS, sendDue } from '../../src/server/messages/send-due.ts'
import { mailTransport } from '../../src/server/messages/send-mail.ts'
import { type WebhookFormat, webhookTransport } from '../../src/server/messages/send-webhook.ts'
import { type Channels, writeReminders } from '../../src/server/messages/write-reminders.ts'
import { CHANNELS, writeMessages } from '../../src/store/aggregates/messages.ts'
import { itemsOf, movePeriod, numberOf, openPeriod } from './marks-world.ts'
import { type HttpReceiver, httpReceiver, type SmtpReceiver, smtpReceiver } from './messages-receivers.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const ALL: Channels = new Set(CHANNELS)
const DEADLINE = '2026-12-05T10:00:00.000Z'
let world: TestService
beforeEach(async () => {
  world = await makeTestService({ now: '2026-12-01T08:00:00.000Z' })
  await openPeriod(world, '2026-11', 'evaluating', { evaluating: DEADLINE })
})

async function textsOf(person: Parameters<TestService['as']>[0]): Promise<string[]> {
  return itemsOf<{ zh: string }>(await (await world.as(person)).get('/messages')).map(({ zh }) => zh)
}

describe('what is written', () => {
  test('nothing long before the deadline, one reminder shortly before it and one after it, each once', async () => {
    expect(await writeReminders(world.service, ALL)).toBe(0)
    world.setNow('2026-12-03T11:00:00.000Z')
    expect(await writeReminders(world.service, ALL)).toBeGreaterThan(0)
    expect(await writeReminders(world.service, ALL)).toBe(0)
    world.setNow('2026-12-05T09:59:00.000Z')
    expect(await writeReminders(world.service, ALL)).toBe(0)
    world.setNow('2026-12-05T10:00:00.000Z')
    expect(await writeReminders(world.service, ALL)).toBeGreaterThan(0)
    expect(await writeReminders(world.service, ALL)).toBe(0)
    const texts = await textsOf('managerEast')
    expect(texts).toHaveLength(2)
    expect(texts[1]).toMatch(/2026-11 考核将于 2026-12-05 18:00 截止，您还有 \d+ 位技术客服未提交评分。/)
    expect(texts[0]).toContain('已于 2026-12-05 18:00 截止')
  })

  test('only those who owe something are reminded: who has marked everybody is left alone, a deputy is told too', async () => {
    await (await world.as('hr')).post('/deputies', {
      manager: 'M002',
      account: 'standin',
      first: '2026-12-01',
      last: '2026-12-31',
      reason: 'leave',
    })
    const east = await world.as('managerEast')
    const engineers = itemsOf<{ employee: string }>(await east.get('/periods/2026-11/engineers')).map(({ employee }) => employee)
    for (const engineer of engineers) await east.put(`/periods/2026-11/marks/${engineer}/overall`, { score: '90' })
    await east.post('/periods/2026-11/marks/submit', {})
    world.setNow('2026-12-04T08:00:00.000Z')
    await writeReminders(world.service, ALL)
    expect(await textsOf('managerEast')).toEqual([])
    expect(await textsOf('managerNorth')).toHaveLength(1)
    expect(await textsOf('rdManager')).toEqual([])
    // The deputy was told of being one, and of the deadline.
    expect(await textsOf('standIn')).toHaveLength(2)
  })

  test('a deadline that is moved is reminded of anew; a step that is over is not', async () => {
    world.setNow('2026-12-04T08:00:00.000Z')
    await writeReminders(world.service, ALL)
    await world.service.store.write(async (transaction) => {
      await transaction.update(
        'appraisal_periods',
        { deadlines: JSON.stringify({ evaluating: '2026-12-05T12:00:00.000Z' }) },
        { text: '2026-11' },
      )
      return { ok: true }
    })
    expect(await writeReminders(world.service, ALL)).toBeGreaterThan(0)
    await movePeriod(world, '2026-11', 'review')
    world.setNow('2026-12-06T08:00:00.000Z')
    expect(await writeReminders(world.service, ALL)).toBe(0)
  })

  test('those who have not confirmed their sheet are reminded, and those who have are not', async () => {
    await world.service.store.write(async (transaction) => {
      const at = '2026-12-01T08:00:00.000Z'
      await transaction.insert('runs', {
        id: 'r1',
        period: '2026-11',
        state: 'done',
        started_by: 'hr',
        started_at: at,
        engine_version: '0',
      })
      for (const employee of ['T001', 'T020']) {
        const person = { run: 'r1', employee, name: employee, region: 'EAST', status: 'scored', result: '{}', facts: '{}' }
        await transaction.insert('run_people', { ...person, kind: 'service' })
      }
      const confirmed = { period: '2026-11', run: 'r1', employee: 'T001', kind: 'service', role: 'person', account: 'engineer' } as const
      await transaction.insert('confirmations', { ...confirmed, state: 'confirmed', at })
      const deadlines = JSON.stringify({ published: DEADLINE })
      await transaction.update('appraisal_periods', { state: 'published', published_run: 'r1', deadlines }, { text: '2026-11' })
      return { ok: true }
    })
    world.setNow('2026-12-06T08:00:00.000Z')
    await writeReminders(world.service, ALL)
    expect(await textsOf('engineer')).toEqual([])
    expect(await textsOf('otherEngineer')).toEqual(['2026-11 考核已于 2026-12-05 18:00 截止，请确认您的考核评分表，或提出异议。'])
  })

  test('each channel can be switched off', async () => {
    world.setNow('2026-12-04T08:00:00.000Z')
    for (const channel of CHANNELS) {
      await writeReminders(world.service, new Set([channel]))
      expect(await numberOf(world, `SELECT count(DISTINCT channel) FROM messages`)).toBe(CHANNELS.indexOf(channel) + 1)
    }
    expect(await numberOf(world, `SELECT count(*) FROM messages WHERE channel = 'webhook'`)).toBe(1)
  })
})

test('while the server runs they are written and sent by themselves, and a stop waits for the round under way', async () => {
  const receiver = await httpReceiver()
  const failures: unknown[] = []
  world.setNow('2026-12-04T08:00:00.000Z')
  const loop = startMessageLoop(world.service, {
    channels: ALL,
    transports: { webhook: webhookTransport({ url: receiver.url, format: 'json' }) },
    everyMs: 5,
    onFailure: (failure) => failures.push(failure),
  })
  await expect.poll(() => receiver.requests.length, { timeout: 20_000 }).toBe(1)
  await loop.stop()
  await receiver.close()
  expect(await numberOf(world, `SELECT count(*) FROM messages WHERE channel = 'webhook' AND sent_at IS NOT NULL`)).toBe(1)
  expect(await textsOf('managerEast')).toHaveLength(1)
  expect(failures).toEqual([])
})

test('a round that fails is reported, and the next one tries again', async () => {
  const failures: unknown[] = []
  const rename = (from: string, to: string) =>
    world.service.store.write(async (transaction) => {
      await transaction.all(`ALTER TABLE ${from} RENAME TO ${to}`)
      return { ok: true }
    })
  await rename('messages', 'messages_elsewhere')
  world.setNow('2026-12-04T08:00:00.000Z')
  const onFailure = (failure: unknown) => failures.push(failure)
  const loop = startMessageLoop(world.service, { channels: ALL, transports: {}, everyMs: 5, onFailure })
  await expect.poll(() => failures.length, { timeout: 20_000 }).toBeGreaterThan(0)
  await rename('messages_elsewhere', 'messages')
  await expect.poll(() => numberOf(world, 'SELECT count(*) FROM messages'), { timeout: 20_000 }).toBeGreaterThan(0)
  await loop.stop()
})

describe('in the product', () => {
  test('everybody reads their own messages only, and marks them as read', async () => {
    world.setNow('2026-12-04T08:00:00.000Z')
    await writeReminders(world.service, ALL)
    const [east, north] = [await world.as('managerEast'), await world.as('managerNorth')]
    const [message] = itemsOf<{ id: number }>(await east.get('/messages'))
    expect((await east.get('/messages')).body).toMatchObject({ unread: 1 })
    expect((await north.post(`/messages/${message?.id}/read`)).status).toBe(404)
    expect((await east.post(`/messages/${message?.id}/read`)).status).toBe(204)
    expect((await east.post(`/messages/${message?.id}/read`)).status).toBe(204)
    expect((await east.get('/messages')).body).toMatchObject({ unread: 0 })
    expect(itemsOf(await east.get('/messages?unread=true'))).toEqual([])
  })

  test('read all at once, up to the newest that was seen: what arrives meanwhile stays unread', async () => {
    const write = (kind: string) =>
      world.service.store.write(async (transaction) => {
        const payload = { zh: kind, en: kind, values: {} }
        await writeMessages(transaction, [{ account: 'engineer', channel: 'product', kind, period: undefined, payload }], DEADLINE)
        return { ok: true }
      })
    for (const kind of ['one', 'two']) await write(kind)
    const engineer = await world.as('engineer')
    const seen = (await engineer.get('/messages')).body as { items: { id: number }[] }
    await write('three')
    expect((await engineer.post('/messages/read', { upTo: seen.items[0]?.id })).status).toBe(204)
    expect((await engineer.get('/messages?unread=true')).body).toMatchObject({ unread: 1, items: [{ kind: 'three' }] })
  })
})

describe('by mail', () => {
  async function withSmtp(use: (receiver: SmtpReceiver) => Promise<void>): Promise<void> {
    const receiver = await smtpReceiver()
    try {
      await use(receiver)
    } finally {
      await receiver.close()
    }
  }

  test('a mail arrives at the person’s address, once, in both languages', async () => {
    await withSmtp(async (receiver) => {
      world.setNow('2026-12-04T08:00:00.000Z')
      await writeReminders(world.service, new Set(['mail'] as const))
      const mail = mailTransport({ url: receiver.url, from: '权衡 <appraisal@demo.example>' })
      const waiting = await numberOf(world, `SELECT count(*) FROM messages WHERE channel = 'mail'`)
      expect(await sendDue(world.service, { mail })).toEqual({ sent: waiting, failed: 0 })
      expect(await sendDue(world.service, { mail })).toEqual({ sent: 0, failed: 0 })
      mail.close()
      expect(receiver.mails.map(({ to }) => to)).toContain('managereast@demo.example')
      const [first] = receiver.mails
      expect(first?.text).toContain('考核将于 2026-12-05 18:00 截止')
      expect(first?.text).toContain('is due by 2026-12-05 18:00')
      expect(new Set(receiver.mails.map(({ messageId }) => messageId)).size).toBe(waiting)
    })
  })

  test('a server that refuses is tried again later, longer and longer, and the mail arrives when it takes it', async () => {
    await withSmtp(async (receiver) => {
      world.setNow('2026-12-05T08:00:00.000Z')
      await world.service.store.write(async (transaction) => {
        const payload = JSON.stringify({ zh: '提醒', en: 'Reminder', values: {} })
        const row = { account: 'managereast', kind: 'test', payload, created_at: '2026-12-05T08:00:00.000Z' }
        await transaction.insert('messages', { ...row, channel: 'mail' })
        return { ok: true }
      })
      const mail = mailTransport({ url: receiver.url, from: 'appraisal@demo.example' })
      receiver.refuse = true
      expect(await sendDue(world.service, { mail })).toEqual({ sent: 0, failed: 1 })
      expect(await sendDue(world.service, { mail })).toEqual({ sent: 0, failed: 0 })
      world.setNow('2026-12-05T08:01:00.000Z')
      expect(await sendDue(world.service, { mail })).toEqual({ sent: 0, failed: 1 })
      world.setNow('2026-12-05T08:02:00.000Z')
      expect(await sendDue(world.service, { mail })).toEqual({ sent: 0, failed: 0 })
      receiver.refuse = false
      world.setNow('2026-12-05T08:03:00.000Z')
      expect(await sendDue(world.service, { mail })).toEqual({ sent: 1, failed: 0 })
      mail.close()
      expect(receiver.mails).toHaveLength(1)
    })
  })

  test('a message to a closed account is given up at once', async () => {
    await withSmtp(async (receiver) => {
      world.setNow('2026-12-04T08:00:00.000Z')
      await writeReminders(world.service, new Set(['mail'] as const))
      await world.service.store.write(async (transaction) => {
        await transaction.update('accounts', { closedAt: '2026-12-04T08:00:00.000Z' }, { id: 'managereast' })
        return { ok: true }
      })
      const mail = mailTransport({ url: receiver.url, from: 'appraisal@demo.example' })
      await sendDue(world.service, { mail })
      mail.close()
      expect(receiver.mails.map(({ to }) => to)).not.toContain('managereast@demo.example')
      expect(await numberOf(world, `SELECT attempts FROM messages WHERE account = 'managereast' AND channel = 'mail'`)).toBe(MOST_ATTEMPTS)
    })
  })
})

describe('by webhook', () => {
  async function posted(format: WebhookFormat, secret: string | undefined, use: (receiver: HttpReceiver) => Promise<void>): Promise<void> {
    const receiver = await httpReceiver()
    try {
      world.setNow('2026-12-04T08:00:00.000Z')
      await writeReminders(world.service, new Set(['webhook'] as const))
      const webhook = webhookTransport({ url: `${receiver.url}/hook?key=K`, secret, format })
      expect(await sendDue(world.service, { webhook })).toEqual({ sent: 1, failed: 0 })
      await use(receiver)
    } finally {
      await receiver.close()
    }
  }

  test('what is posted is signed, and says names and the period and nothing else of anybody', async () => {
    await posted('json', 'the secret', async ({ requests: [request] }) => {
      const timestamp = request?.headers['x-quanheng-timestamp']
      const expected = createHmac('sha256', 'the secret').update(`${timestamp}.${request?.body}`).digest('hex')
      expect(request?.headers['x-quanheng-signature']).toBe(`sha256=${expected}`)
      expect(JSON.parse(request?.body ?? '')).toMatchObject({ kind: 'evaluating.before', period: '2026-11' })
      expect(request?.body).toContain('managerEast')
      for (const secret of ['@', 'M001', 'T001', 'managereast']) expect(request?.body).not.toContain(secret)
    })
  })

  test('DingTalk’s robot gets its text message and its own signature', async () => {
    await posted('dingtalk', 'SEC', async ({ requests: [request] }) => {
      const address = new URL(request?.url ?? '', 'http://localhost')
      const timestamp = address.searchParams.get('timestamp')
      expect(address.searchParams.get('key')).toBe('K')
      expect(address.searchParams.get('sign')).toBe(createHmac('sha256', 'SEC').update(`${timestamp}\nSEC`).digest('base64'))
      expect(JSON.parse(request?.body ?? '')).toEqual({ msgtype: 'text', text: { content: expect.stringContaining('2026-11 评分将于') } })
    })
  })

  test('WeCom’s robot gets its text message', async () => {
    await posted('wecom', undefined, async ({ requests: [request] }) => {
      expect(JSON.parse(request?.body ?? '')).toMatchObject({ msgtype: 'text' })
    })
  })

  const REFUSALS: [number, string, WebhookFormat, string][] = [
    [500, '', 'json', 'a server that fails'],
    [302, '', 'json', 'a redirect, which could lead anywhere'],
    [200, '{"errcode":310000,"errmsg":"sign not match"}', 'dingtalk', 'a robot that refuses with 200'],
  ]
  test.each(REFUSALS)('%i %s to %s is a failure that is tried again: %s', async (status, body, format) => {
    const receiver = await httpReceiver()
    try {
      receiver.answer = { status, body }
      world.setNow('2026-12-04T08:00:00.000Z')
      await writeReminders(world.service, new Set(['webhook'] as const))
      const webhook = webhookTransport({ url: `${receiver.url}/hook?key=SECRETKEY`, format })
      expect(await sendDue(world.service, { webhook })).toEqual({ sent: 0, failed: 1 })
      const [[error] = []] = await world.service.store.all(`SELECT last_error FROM messages WHERE channel = 'webhook'`)
      expect(error).not.toContain('SECRETKEY')
      receiver.answer = { status: 200, body: '{"errcode":0}' }
      world.setNow('2026-12-04T08:01:00.000Z')
      expect(await sendDue(world.service, { webhook })).toEqual({ sent: 1, failed: 0 })
    } finally {
      await receiver.close()
    }
  })
})
