import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explainEmployee } from '../../src/appraisal/explain/explain-employee.ts'
import type { Explained } from '../../src/appraisal/explain/explained.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { workingsLines } from '../../src/cli/workings-text.ts'
import { commissionOf, datasetOf, paid, planFrom, rulesWithPlans } from './pay-world.ts'

const TABLES = {
  regions: ['code,name', 'EAST,华东区'],
  employees: [
    'number,name,position,region,hired_on,left_on',
    'S1,孙丽,sales_rep,EAST,,',
    'S2,周强,sales_rep,EAST,,',
    'M1,赵敏,regional_manager,EAST,,',
  ],
  clients: ['code,name,rep,class', 'C1,东方机电,S1,A', 'C2,南海电器,S2,B'],
  collections: [
    'number,date,client,amount,rep',
    'R0,2026-09-08,C1,200000.00,S1',
    'R1,2026-10-08,C1,350000.00,S1',
    'R2,2026-10-20,C1,-50000.00,S1',
    'R3,2026-10-09,C2,60000.00,S2',
  ],
}

let folder = ''
let dataset = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-explain-pay-'))
  dataset = await datasetOf(TABLES, join(folder, 'dataset'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let tries = 0
async function explained(plans: readonly Readonly<Record<string, unknown>>[], employee: string, language: 'zh' | 'en' = 'en') {
  const rules = await rulesWithPlans(plans, join(folder, `rules-${++tries}`))
  const period = present(periodFromText('2026-10'), 'A month.')
  const asked = { dataset, rules, period, employee, settings: {}, onIncomplete: 'hold', language, perFact: 20 } as const
  const answer = await explainEmployee(asked)
  if (!answer.ok) throw new Error(answer.problems.map(({ code }) => code).join())
  return answer.values
}

function nodesOf(node: Explained): Explained[] {
  return [node, ...node.parts.flatMap(nodesOf)]
}

/** What a formula of plain numbers and + - * / ( ) comes to, worked out by the test alone: in hundredths of a fen. */
function worth(formula: string): number {
  expect(formula).toMatch(/^[-+*/(). \d]+$/)
  return Math.round(Number(new Function(`return ${formula}`)()) * 10_000) / 10_000
}

test('a commission is explained from what is paid down to its tiers and receipts; every formula gives its value', async () => {
  const plan = await planFrom('marginal-on-collections')
  const [tree] = (await explained([plan], 'S1')).filter(({ name }) => name === 'pay.marginal-on-collections')
  const own = commissionOf((await paid(TABLES, [plan], ['2026-10']))('2026-10'), 'S1')
  expect(tree?.value).toBe(own.paid)
  const nodes = nodesOf(present(tree, 'S1 is paid by the plan.'))
  for (const { value, exact, substituted, title } of nodes) {
    if (substituted !== undefined && value !== null) expect([title.en, worth(substituted)]).toEqual([title.en, worth(exact ?? value)])
  }
  const base = nodes.find(({ name }) => name === 'base')
  expect(base?.value).toBe(own.base)
  expect(base?.records?.shown.map(({ values, place }) => [values.number, place?.row])).toEqual([
    ['R1', 3],
    ['R2', 4],
  ])
  expect(nodes.filter(({ name }) => name === 'tier').map(({ value }) => value)).toEqual(['1000', '4000'])
  expect(nodes.map(({ clause }) => clause)).toEqual(expect.arrayContaining(['P1', 'P2', 'P5', 'P9']))
})

test('documents that are paid one by one stand there with their coefficients', async () => {
  const plan = await planFrom('by-document', {
    base: { of: 'documents', table: 'collections', paid: 'document' },
    tiers: { clause: 'P2', mode: 'marginal', bands: [{ rate: '0.02' }] },
    coefficients: [{ clause: 'P3', title: { zh: '客户等级', en: 'client class' }, by: 'clientClass', values: { A: '1.5', B: '1' } }],
    refunds: 'currentPeriod',
    floor: undefined,
    cap: undefined,
    examples: [{ name: 'a fiftieth', source: 'P2', base: '100', figures: { clientClass: 'B' }, amount: '2.00' }],
  })
  const [tree] = (await explained([plan], 'S1')).filter(({ name }) => name === plan.id)
  const documents = nodesOf(present(tree, 'S1 is paid by the plan.')).filter(({ name }) => name === 'document')
  expect(documents.map(({ value, substituted }) => [value, substituted])).toEqual([
    ['10500.00', '350000.00 * 0.02 * 1.5'],
    ['-1500.00', '-50000.00 * 0.02 * 1.5'],
  ])
})

test('a manager whom a plan pays is explained by it, in both languages; one whom none pays is refused as before', async () => {
  const values = await explained([await planFrom('regional-override')], 'M1', 'zh')
  expect(values.map(({ name }) => name)).toEqual(['pay.regional-override'])
  const lines = present(values[0], 'There is one.')
  expect(workingsLines(lines, 'zh').join('\n')).toContain('本人在任期间所属区域的全部单据')
  expect(workingsLines(lines, 'en').join('\n')).toContain('all documents of the region')
  await expect(explained([], 'M1')).rejects.toThrow('position_should_be_appraised')
})
