import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appraise } from '../../src/appraisal/appraise.ts'
import { DEMO_DATASET } from '../../src/appraisal/shipped.ts'
import { verify } from '../../src/appraisal/verify.ts'
import { type SimulateRequest, simulate } from '../../src/appraisal/what-if/simulate.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { cellsOf } from '../sheets/workbooks/spreadsheet-program.ts'
import { datasetOf, planFrom, rulesWithPlans } from './pay-world.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-simulate-'))
})
afterAll(() => rm(folder, { recursive: true }))

const month = (text: string) => present(periodFromText(text), `${text} is a period.`)
const MONTHS = ['2026-08', '2026-09', '2026-10']

interface Figures {
  readonly status: string
  readonly score: string | null
  readonly points: string | null
  readonly bonus: string | null
  readonly commission: string | null
  readonly performancePay: string | null
  readonly total: string
}
interface Person {
  readonly period: string
  readonly employee: string
  readonly before: Figures | null
  readonly after: Figures | null
  readonly difference: Readonly<Record<string, string>>
  readonly causes: readonly { figure: string; before: string | null; after: string | null; by: readonly string[] }[]
}

let tries = 0
async function tried(asked: Partial<SimulateRequest> & Pick<SimulateRequest, 'change'>) {
  const out = join(folder, `out-${++tries}`)
  const [from, to] = [month('2026-08'), month('2026-10')]
  const request = { dataset: DEMO_DATASET, from, to, settings: {}, onIncomplete: 'zero', language: 'en', formats: ['json'] } as const
  const answer = await simulate({ ...request, out, ...asked })
  const problems = answer.problems.map(({ code }) => code)
  const json = answer.ok ? JSON.parse(await readFile(join(out, 'simulation.json'), 'utf8')) : undefined
  return { ok: answer.ok, problems, json, out, people: (json?.people ?? []) as readonly Person[] }
}

/** What a result.json says of everybody's money, put together without the product's comparison. */
async function appraised(
  period: string,
  asked: { readonly dataset?: string; readonly rules?: string; readonly settings?: Record<string, string> } = {},
) {
  const out = join(folder, `result-${++tries}`)
  const request = { dataset: DEMO_DATASET, settings: {}, onIncomplete: 'zero', language: 'en', formats: ['json'] } as const
  const answer = await appraise({ ...request, period: month(period), out, ...asked })
  if (!answer.ok) throw new Error(answer.problems.map(({ code }) => code).join())
  const text = await readFile(join(out, 'result.json'), 'utf8')
  const { service, sales, bonus, commissions = [] } = JSON.parse(text)
  const cents = (amount: string) => BigInt(amount.replace('.', ''))
  const totals = new Map<string, bigint>()
  const add = (employee: string, amount: string) => totals.set(employee, (totals.get(employee) ?? 0n) + cents(amount))
  for (const { shares } of bonus) for (const { employee, amount } of shares) add(employee, amount)
  for (const { employee, paid } of commissions) add(employee, paid)
  const people = [...service, ...sales].map(({ employee, final = null, points = null }) => {
    return {
      employee: employee as string,
      score: final as string | null,
      points: points as string | null,
      total: totals.get(employee) ?? 0n,
    }
  })
  return { people, sha256: createHash('sha256').update(text).digest('hex') }
}

function figuresOf(people: readonly Person[], period: string, side: 'before' | 'after') {
  return people
    .filter((person) => person.period === period && person[side])
    .map((person) => {
      const { score, points, total } = present(person[side] ?? undefined, 'It was asked for.')
      return { employee: person.employee, score, points, total: BigInt(total.replace('.', '')) }
    })
    .sort((a, b) => (a.employee < b.employee ? -1 : 1))
}

test('a change that changes nothing gives the bytes that appraise gives, on both sides, and nobody a difference', async () => {
  const { json, people } = await tried({ change: { settings: { 'bonus.split.movers': 'homeRegion' } } })
  expect(json.change).toEqual({ settings: [], rules: [] })
  for (const { period, before, after } of json.periods) {
    const { sha256 } = await appraised(period)
    expect([period, before.sha256, after.sha256]).toEqual([period, sha256, sha256])
  }
  expect(json.periods.map(({ period }: { period: string }) => period)).toEqual(MONTHS)
  expect(people.length).toBeGreaterThan(150)
  expect(people.every(({ causes, difference }) => causes.length === 0 && difference.total === '0.00')).toBe(true)
})

test('both sides are to the fen what two appraisals find, and the workings name the change that moved a figure first', async () => {
  const settings = { 'bonus.split.movers': 'daysInPost', 'service.attendance.leaveKinds': '' }
  const { json, people } = await tried({ change: { settings } })
  for (const period of MONTHS) {
    const sorted = (found: Awaited<ReturnType<typeof appraised>>) => found.people.sort((a, b) => (a.employee < b.employee ? -1 : 1))
    expect(figuresOf(people, period, 'before')).toEqual(sorted(await appraised(period)))
    expect(figuresOf(people, period, 'after')).toEqual(sorted(await appraised(period, { settings })))
  }
  const ofLeave = present(
    people.find(({ causes }) => causes[0]?.figure === 'score.attendance'),
    'Somebody was on leave.',
  )
  expect(ofLeave.causes[0]?.by).toEqual(['service.attendance.leaveKinds'])
  expect(ofLeave.causes.find(({ figure }) => figure === 'score')?.by).toEqual([])
  expect(ofLeave.causes.at(-1)?.figure).toMatch(/^bonus /)
  const differences = people.map(({ difference }) => Number(difference.total))
  expect(differences.some((difference) => difference > 0) && differences.some((difference) => difference < 0)).toBe(true)
  expect(Number(json.totals.difference.total)).toBeCloseTo(
    differences.reduce((sum, each) => sum + each, 0),
    2,
  )
  const { gain, lose, same } = json.totals.people
  expect(json.distribution.reduce((sum: number, { people: count }: { people: number }) => sum + count, 0)).toBe(gain + lose + same)
})

test('a target moves the points of its own KPI by its own setting, and nothing of other KPIs is told', async () => {
  const key = 'sales.scorecard/quotaCompletion/target'
  const { json, people } = await tried({ from: month('2026-10'), change: { settings: { [key]: '0.5' } } })
  const moved = people.filter(({ causes }) => causes.length > 0)
  expect(moved.length).toBeGreaterThan(5)
  for (const { causes, employee } of moved) {
    expect(
      causes.map(({ figure }) => figure),
      employee,
    ).toEqual(['parameter.quotaCompletion.target', 'points.quotaCompletion', 'points'])
    expect(causes.map(({ by }) => by)).toEqual([[key], [key], [key]])
  }
  const { higherPoints, lowerPoints } = json.totals.people
  expect(higherPoints + lowerPoints).toBe(moved.length)
})

const PEOPLE = {
  regions: ['code,name', 'EAST,华东区'],
  employees: [
    'number,name,position,region,hired_on,left_on',
    'S1,孙丽,sales_rep,EAST,,',
    'S2,周强,sales_rep,EAST,,',
    'T1,吴敏,service_engineer,EAST,,',
  ],
  clients: ['code,name,rep,class', 'C1,东方机电,S1,A', 'C2,南海电器,S2,B'],
}
const RECEIPTS = ['number,date,client,amount,rep', 'R1,2026-10-08,C1,350000.00,S1', 'R2,2026-10-09,C2,60000.00,S2']

test('a plan is tried by its file alone, laid over the rules; a template is changed into one that pays', async () => {
  const dataset = await datasetOf({ ...PEOPLE, collections: RECEIPTS }, join(folder, 'plan-data'))
  const plan = await planFrom('marginal-on-collections', { reserve: undefined })
  const overlay = join(folder, 'overlay')
  await mkdir(join(overlay, 'pay'), { recursive: true })
  await writeFile(join(overlay, 'pay', 'marginal-on-collections.json'), JSON.stringify(plan))
  const { json, people } = await tried({ dataset, from: month('2026-10'), change: { rules: overlay, settings: {} } })
  const one = present(
    people.find(({ employee }) => employee === 'S1'),
    'S1 is there.',
  )
  // 100,000 at 1%, 200,000 at 2%, 50,000 at 3%, less the part of the pool of 410.00.
  expect([one.before?.commission, one.after?.commission, one.difference.commission]).toEqual([null, '6124.65', '6124.65'])
  expect(one.causes.map(({ figure }) => figure)).toContain('commission.earned pay.marginal-on-collections')
  expect(one.causes.find(({ figure }) => figure.startsWith('commission.earned'))?.by).toEqual(['pay.marginal-on-collections'])
  expect(json.change.rules).toMatchObject([{ id: 'pay.marginal-on-collections', before: null, periods: ['2026-10'] }])
  const whole = await tried({
    ...{ dataset, from: month('2026-10') },
    change: { rules: await rulesWithPlans([plan], join(folder, 'whole-rules')), settings: {} },
  })
  expect(whole.json).toEqual(json)
})

test('a version that begins later moves nothing, and says so; at once it is tried as if it had been in force', async () => {
  const dataset = await datasetOf({ ...PEOPLE, collections: RECEIPTS }, join(folder, 'later-data'))
  const plan = await planFrom('marginal-on-collections', { reserve: undefined, effectiveFrom: '2027-01-01' })
  const rules = join(folder, 'later')
  await mkdir(join(rules, 'pay'), { recursive: true })
  await writeFile(join(rules, 'pay', 'marginal-on-collections.json'), JSON.stringify(plan))
  const asked = { dataset, from: month('2026-10') }
  const later = await tried({ ...asked, change: { rules, settings: {} } })
  const now = await tried({ ...asked, change: { rules, settings: {}, atOnce: true } })
  expect([later.problems, later.json.totals.difference.total]).toEqual([['change_should_take_effect'], '0.00'])
  expect(now.people.find(({ employee }) => employee === 'S1')?.difference.commission).toBe('6124.65')
  expect(now.json.change.rules).toMatchObject([{ id: 'pay.marginal-on-collections', after: { effectiveFrom: '2026-10-01' } }])
})

test('records are tried too: what they change is told of the records', async () => {
  const dataset = await datasetOf({ ...PEOPLE, collections: RECEIPTS }, join(folder, 'records-before'))
  const changed = await datasetOf({ ...PEOPLE, collections: [...RECEIPTS, 'R3,2026-10-10,C2,-10000.00,S2'] }, join(folder, 'records-after'))
  const rules = await rulesWithPlans([await planFrom('marginal-on-collections')], join(folder, 'records-rules'))
  const { json, people } = await tried({ dataset, rules, from: month('2026-10'), change: { settings: {}, dataset: changed } })
  const one = present(
    people.find(({ employee }) => employee === 'S2'),
    'S2 is there.',
  )
  expect(one.causes[0]).toMatchObject({ by: ['records'] })
  expect(one.causes.find(({ figure }) => figure.startsWith('commission.base'))).toMatchObject({ before: '60000.00', after: '50000.00' })
  expect(json.inputs.before.sha256).not.toBe(json.inputs.after.sha256)
  expect(json.regions[0].difference.pool).toBe('-10.00')
})

test('what is tried is no result: verify refuses it', async () => {
  const { out } = await tried({ from: month('2026-10'), change: { settings: {} } })
  const verified = await verify(join(out, 'simulation.json'), DEMO_DATASET)
  expect(verified.ok ? [] : verified.problems.map(({ code }) => code)).toEqual(['result_must_be_readable'])
})

test('periods the wrong way round or of two kinds, and a folder without rules, are refused before anything is read', async () => {
  const none = { settings: {} }
  const backwards = await tried({ from: month('2026-10'), to: month('2026-08'), change: none })
  const mixed = await tried({ from: month('2026-Q3'), to: month('2026-10'), change: none })
  const empty = await tried({ change: { settings: {}, rules: join(folder, 'no-such-folder') } })
  const unknown = await tried({ change: { settings: { 'bonus.split.moovers': 'daysInPost' } } })
  expect([backwards, mixed, empty, unknown].map(({ problems }) => problems)).toEqual([
    ['periods_must_be_in_order'],
    ['periods_must_be_in_order'],
    ['change_must_be_readable'],
    ['setting_must_be_known'],
  ])
})

test('the workbook lists everybody by the largest gain, with differences as live formulas, and is named in simulation.json', async () => {
  const { out, json } = await tried({
    ...{ from: month('2026-10'), language: 'zh', formats: ['json', 'xlsx'] },
    change: { settings: { 'bonus.split.movers': 'daysInPost' } },
  })
  const [file] = json.files
  expect((await readdir(out)).sort()).toEqual(['simulation.json', file.path].sort())
  expect(
    createHash('sha256')
      .update(await readFile(join(out, file.path)))
      .digest('hex'),
  ).toBe(file.sha256)
  const cells = await cellsOf(join(out, file.path))
  const differences = [...cells].filter(([place]) => /^人员!H\d+$/.test(place)).slice(1)
  const amounts = differences.map(([, { value }]) => Number(value))
  expect(differences[0]?.[1].formula).toBe('ROUND(G4-F4,2)')
  expect(amounts.slice(0, -1)).toEqual(amounts.slice(0, -1).sort((a, b) => b - a))
  expect(amounts[0]).toBeGreaterThan(0)
  const causes = [...cells].filter(([place]) => place.startsWith('原因!')).map(([, { value }]) => String(value))
  expect(causes.filter((words) => words === 'bonus.split.movers').length).toBeGreaterThan(0)
})
