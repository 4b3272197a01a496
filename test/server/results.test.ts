import { beforeAll, expect, test } from 'vitest'
import { derive } from '../../src/appraisal/appraise.ts'
import { resultText } from '../../src/appraisal/result-json.ts'
import { DEMO_DATASET } from '../../src/appraisal/shipped.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { finishedRun, openPeriod, showRun } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PERIOD = '2026-10'
let world: TestService
let run: string
beforeAll(async () => {
  world = await makeTestService()
  await openPeriod(world, PERIOD)
  run = await finishedRun(world, PERIOD)
})

const ofRun = (path = '') => `/periods/${PERIOD}/runs/${run}${path}`

async function audited(action: string): Promise<number> {
  const [row] = await world.service.store.all('SELECT count(*) FROM audit_entries WHERE action = $1', [action])
  return Number(row?.[0])
}

test('before anything is published staff and managers see nothing, those who review see the run', async () => {
  const engineer = await world.as('engineer')
  expect(await engineer.get(ofRun('/people/T001'))).toMatchObject({ status: 404 })
  expect(await engineer.get(`/periods/${PERIOD}/runs/published/people/T001`)).toMatchObject({ code: 'result_must_be_published' })
  expect(await (await world.as('managerEast')).get(ofRun('/results'))).toMatchObject({ status: 404 })
  expect(await (await world.as('auditor')).get(ofRun('/results?limit=5'))).toMatchObject({ status: 200 })
  expect(await (await world.as('rdManager')).get(ofRun('/results'))).toMatchObject({ status: 403 })
})

test('the list is paged, filtered, and recorded once a request', async () => {
  const hr = await world.as('hr')
  const before = await audited('result.list')
  const first = await hr.get(ofRun('/results?kind=service&limit=10'))
  expect(first).toMatchObject({ status: 200, body: { items: { length: 10 } } })
  const { next, items } = first.body as { next: string; items: { employee: string }[] }
  const second = await hr.get(ofRun(`/results?kind=service&limit=500&cursor=${next}`))
  const rest = (second.body as { items: { employee: string }[] }).items
  expect([...items, ...rest].map(({ employee }) => employee)).toEqual(
    Array.from({ length: 24 }, (_, index) => `T${String(index + 1).padStart(3, '0')}`),
  )
  expect(await audited('result.list')).toBe(before + 2)
  expect(await hr.get(ofRun('/results?kind=service&status=excluded'))).toMatchObject({
    body: { items: [{ employee: 'T012', score: null, bonus: null }], next: null },
  })
})

test('result.json of a run is byte for byte what the command gives for the same records', async () => {
  const answer = await (await world.as('finance')).request(ofRun('/result'))
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="result-2026-10.json"')
  const derived = await derive({
    dataset: DEMO_DATASET,
    period: present(periodFromText(PERIOD), 'The period is one.'),
    settings: {},
    onIncomplete: 'hold',
    language: 'zh',
  })
  if (!derived.ok) throw new Error('The demo is appraised.')
  // What reading the files warned of was said at the upload; records that are in the book do not repeat it.
  const text = await answer.text()
  const own = new Set((JSON.parse(text) as { problems: object[] }).problems.map((problem) => JSON.stringify(problem)))
  const problems = derived.result.problems.filter((problem) => own.has(JSON.stringify(problem)))
  expect(problems.length).toBe(own.size)
  expect(text).toBe(resultText({ ...derived.result, problems }))
})

test('once published, staff see their own sheet and workings and nobody else’s, managers those of their region', async () => {
  await showRun(world, PERIOD, run)
  const engineer = await world.as('engineer')
  const own = '/periods/2026-10/runs/published'
  const readings = await audited('result.read')
  expect(await engineer.get(`${own}/people/T001`)).toMatchObject({
    status: 200,
    body: {
      run,
      employee: 'T001',
      region: 'EAST',
      parts: [{ kind: 'service', bonus: '381.81', shares: [{ region: 'EAST', amount: '381.81' }] }],
    },
  })
  expect(await audited('result.read')).toBe(readings)
  expect(await engineer.get(`${own}/people/T002`)).toMatchObject({ status: 404 })
  expect(await engineer.get(`${own}/results`)).toMatchObject({ body: { items: [{ employee: 'T001' }], next: null } })
  expect(await engineer.get(`${own}/regions`)).toMatchObject({ body: { items: [] } })
  expect(await engineer.get(ofRun('/result'))).toMatchObject({ status: 403 })

  const east = await world.as('managerEast')
  expect(await east.get(`${own}/people/T002`)).toMatchObject({ status: 200, body: { region: 'EAST' } })
  expect(await audited('result.read')).toBe(readings + 1)
  expect(await east.get(`${own}/people/T020`)).toMatchObject({ status: 404 })
  expect(await east.get(`${own}/results?region=WEST`)).toMatchObject({ body: { items: [] } })
  expect(await east.get(`${own}/regions`)).toMatchObject({ body: { items: [{ region: 'EAST', status: 'split' }] } })
  // T007 moved from NORTH to SOUTH in the month: the home region of the period decides.
  expect(await (await world.as('managerNorth')).get(`${own}/people/T007`)).toMatchObject({ status: 404 })
  expect(await (await world.as('managerSouth')).get(`${own}/people/T007`)).toMatchObject({ status: 200 })
})

interface Node {
  readonly name: string
  readonly value: string | null
  readonly published?: string
  readonly records?: { readonly total: number; readonly fact?: string }
  readonly parts: readonly Node[]
}

function nodes(tree: Node): Node[] {
  return [tree, ...tree.parts.flatMap(nodes)]
}

test('every fact of the workings leads to its records, page by page', async () => {
  const hr = await world.as('hr')
  for (const employee of ['T001', 'S001']) {
    const answer = await hr.get(ofRun(`/people/${employee}/workings`))
    expect(answer).toMatchObject({ status: 200, body: { employee } })
    const facts = (answer.body as { values: Node[] }).values.flatMap(nodes).flatMap((node) => (node.records ? [node.records] : []))
    expect(facts.length).toBeGreaterThan(5)
    for (const { fact, total } of facts) {
      const path = ofRun(`/people/${employee}/workings/${encodeURIComponent(fact ?? '')}/records`)
      let found = 0
      for (let next: string | null = ''; next !== null; ) {
        const page = await hr.get(`${path}?limit=400${next === '' ? '' : `&cursor=${next}`}`)
        expect(page.status, `${employee} ${fact}`).toBe(200)
        const body = page.body as { items: unknown[]; next: string | null }
        found += body.items.length
        next = body.next
      }
      expect(found, `${employee} ${fact}`).toBe(total)
    }
  }
})

test('an engineer sees how their share came about, but neither their colleagues’ scores nor the region’s documents', async () => {
  const engineer = await world.as('engineer')
  const answer = await engineer.get('/periods/2026-10/runs/published/people/T001/workings?records=5')
  const [, bonus] = (answer.body as { values: Node[] }).values
  const all = nodes(present(bonus, 'There is a bonus.'))
  expect(bonus).toMatchObject({ published: '381.81' })
  expect(all.filter(({ name }) => /^T\d+$/.test(name)).map(({ name }) => name)).toEqual(['T001'])
  const collections = present(
    all.find((node) => node.records),
    'The pool was counted from collections.',
  )
  expect(collections.records?.total).toBeGreaterThan(0)
  expect(collections.records?.fact).toBeUndefined()
  expect(await engineer.get('/periods/2026-10/runs/published/people/T001/workings/netCollections@EAST/records')).toMatchObject({
    status: 404,
  })
  expect(await engineer.get('/periods/2026-10/runs/published/people/T001/workings/forms/records')).toMatchObject({ status: 200 })
})
