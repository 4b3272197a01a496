import { expect, test } from 'vitest'
import { type AnsweredDraft, type DraftToSend, edited, loaded } from '../../../src/web/manager/marks/marking-state.ts'
import { makeMarkingStore } from '../../../src/web/manager/marks/marking-store.ts'
import { keptMark, markRow } from './rows.ts'

/** A server that keeps marks as the real one does: versions go up by one, an old version is a conflict. */
function keeper() {
  const marks = new Map<string, { version: number; score: string | null }>()
  const requests: number[] = []
  let isDown = false
  return {
    marks,
    requests,
    goDown: (down: boolean) => {
      isDown = down
    },
    async send(drafts: readonly DraftToSend[]): Promise<AnsweredDraft[]> {
      await new Promise((done) => setTimeout(done, 1))
      if (isDown) throw new Error('unreachable')
      requests.push(drafts.length)
      return drafts.map(({ engineer, item, score, version }) => {
        const before = marks.get(`${engineer} ${item}`)
        const isCurrent = (before?.version ?? null) === version
        const now = isCurrent || !before ? { version: (before?.version ?? 0) + 1, score } : before
        if (isCurrent) marks.set(`${engineer} ${item}`, now)
        const mark = keptMark(now.score, { version: now.version })
        return { engineer, item, outcome: isCurrent ? 'saved' : 'conflict', mark, problem: null }
      })
    },
  }
}

function started(people: number) {
  const server = keeper()
  const store = makeMarkingStore<unknown>({ send: server.send, isPassing: () => true, pause: 5 })
  const rows = Array.from({ length: people }, (_, index) => markRow(`T${index}`))
  store.change((state) => loaded(state, rows))
  const type = (employee: string, after: string) =>
    store.change((state) => edited(state, [{ employee, column: 'overall', before: '', after }]))
  return { server, store, type }
}

test('many keys are few requests, each with the newest, and versions never cross', async () => {
  const { server, store, type } = started(1)
  for (let score = 1; score <= 40; score++) {
    type('T0', `${score}`)
    if (score % 10 === 0) void store.flush()
    await Promise.resolve()
  }
  await store.flush()
  await store.flush()
  expect(server.marks.get('T0 overall')?.score).toBe('40')
  expect(server.requests.length).toBeLessThan(6)
  expect(store.snapshot()).toMatchObject({ saving: { kind: 'saved' }, state: { rows: [{ conflicts: {} }] } })
})

test('2,000 marks at once go out in portions and all arrive', async () => {
  const { server, store } = started(2000)
  store.change((state) =>
    edited(
      state,
      state.rows.map(({ employee }) => ({ employee, column: 'overall' as const, before: '', after: '88' })),
    ),
  )
  await store.flush()
  expect(server.requests).toEqual([500, 500, 500, 500])
  expect(server.marks.size).toBe(2000)
})

test('while the server is away nothing is lost, and saving goes on when it is back', async () => {
  const { server, store, type } = started(2)
  server.goDown(true)
  type('T0', '90')
  await store.flush()
  expect(store.snapshot().saving.kind).toBe('offline')
  type('T1', '80')
  server.goDown(false)
  await store.flush()
  expect(store.snapshot().saving.kind).toBe('saved')
  expect([...server.marks.values()].map(({ score }) => score)).toEqual(['90', '80'])
  store.stop()
})

test('a refusal of the whole stops and says why, and the next change tries again', async () => {
  const server = keeper()
  const store = makeMarkingStore<unknown>({ send: server.send, isPassing: () => false, pause: 1 })
  store.change((state) => loaded(state, [markRow('T0')]))
  server.goDown(true)
  store.change((state) => edited(state, [{ employee: 'T0', column: 'overall', before: '', after: '90' }]))
  await store.flush()
  expect(store.snapshot().saving).toMatchObject({ kind: 'failed', problem: expect.any(Error) })
  server.goDown(false)
  await store.flush()
  expect(server.marks.get('T0 overall')?.score).toBe('90')
})
