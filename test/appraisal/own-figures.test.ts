import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appraise } from '../../src/appraisal/appraise.ts'
import { checkRules } from '../../src/appraisal/check-rules.ts'
import { explainEmployee } from '../../src/appraisal/explain/explain-employee.ts'
import { ownFigures } from '../../src/appraisal/own-figures.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { messageOf } from '../../src/base/problem.ts'
import { ownMeasure, rulesWithOwnMeasures } from '../own-rules.ts'

/** A small company: two regions, two representatives, an engineer who moves on the 16th, and the forms that clients filled in. */
const DATASET: Readonly<Record<string, readonly string[]>> = {
  regions: ['code,name', 'N,北区', 'S,南区'],
  employees: ['number,name,position,region', 'R1,甲,sales_rep,N', 'R2,乙,sales_rep,S', 'T1,丙,service_engineer,N'],
  postings: ['employee,region,from', 'T1,S,2026-10-16'],
  clients: ['code,name,rep,class', 'C1,一,R1,A', 'C2,二,R2,B', 'C3,三,R1,B'],
  client_reps: ['client,rep,from', 'C1,R2,2026-10-20'],
  collections: ['number,date,client,amount', 'P1,2026-10-02,C1,1000'],
  feedback: [
    'number,date,engineer,client,attitude,resolution,dedication',
    ...['F1,2026-10-05,T1,C1,90,90,90', 'F2,2026-10-16,T1,C1,60,60,60', 'F3,2026-10-21,T1,C1,80,80,80', 'F4,2026-10-22,T1,C3,70,70,70'],
  ],
  attendance: ['date,employee,kind,count,slip', '2026-10-08,T1,leave,1,L1', '2026-10-09,T1,leave,1,L1', '2026-10-12,R1,late,1,'],
  expenses: ['number,date,rep,amount', 'E1,2026-10-03,R1,300', 'E2,2026-10-04,R2,500'],
  campaigns: ['code,name,from,to,budget', 'K1,秋展,2026-10-01,2026-10-31,8000', 'K2,春展,2026-03-01,2026-03-31,9000'],
  opportunities: ['number,client,rep,stage,amount,created_on', 'O1,C1,R1,报价,5000,2026-09-01'],
  opportunity_stages: ['number,stage,from', 'O1,初访,2026-09-01', 'O1,报价,2026-10-10'],
}

const sumOf = (module: string, field: string, more: object = {}) => ({ module, value: { aggregate: 'sum', field }, ...more })
const countOf = (module: string, more: object = {}) => ({ module, value: { aggregate: 'count' }, ...more })
const empty = { examples: [{ name: 'none', source: 'D1', period: '2026-10', records: [], value: null }] }
const MEASURES = [
  ownMeasure('formsOfReps', countOf('feedback')),
  ownMeasure('attitudePerEngineer', { module: 'feedback', per: 'engineer', value: { aggregate: 'average', field: 'attitude' }, ...empty }),
  ownMeasure('formsPerClient', countOf('feedback', { per: 'client' })),
  ownMeasure('formsPerRegion', countOf('feedback', { per: 'region' })),
  ownMeasure('awayPerEngineer', countOf('attendance', { per: 'engineer' })),
  ownMeasure('expensesPerRegion', sumOf('expenses', 'amount', { per: 'region' })),
  ownMeasure('expensesOfCompany', sumOf('expenses', 'amount', { per: 'company' })),
  ownMeasure('campaignBudget', sumOf('campaigns', 'budget', { per: 'company' })),
  ownMeasure('clientsOfClassB', countOf('clients', { conditions: { field: 'class', operator: 'equals', values: ['B'] } })),
  ownMeasure('stagesReached', countOf('opportunity_stages')),
]
const WANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // C1 went from R1 to R2 on the 20th: two forms before, one after.
  formsOfReps: { R1: '3', R2: '1' },
  attitudePerEngineer: { T1: '75' },
  formsPerClient: { C1: '3', C3: '1' },
  formsPerRegion: { N: '1', S: '3' },
  awayPerEngineer: { R1: '1', T1: '1' },
  expensesPerRegion: { N: '300', S: '500' },
  expensesOfCompany: { '': '800' },
  campaignBudget: { '': '8000' },
  clientsOfClassB: { R1: '1', R2: '1' },
  stagesReached: { R1: '1' },
}

let folder = ''
let dataset = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-own-figures-'))
  dataset = join(folder, 'dataset')
  await mkdir(dataset)
  for (const [table, lines] of Object.entries(DATASET)) await writeFile(join(dataset, `${table}.csv`), lines.join('\n'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const period = present(periodFromText('2026-10'), 'a month')
const asked = { period, settings: {}, onIncomplete: 'hold', language: 'zh' } as const
const said = (problems: readonly Parameters<typeof messageOf>[0][]) => problems.map((problem) => messageOf(problem, 'en'))

test('measures of every table are told of each representative, engineer, client and region, and of the company', async () => {
  const kpi = { numerator: 'expensesOfCompany', denominator: 'expensesPerRegion', unit: 'yuan' } as const
  const rules = await rulesWithOwnMeasures(join(folder, 'rules'), MEASURES, kpi)
  expect(said((await checkRules(rules)).problems)).toEqual([])
  const answer = await ownFigures({ ...asked, dataset, rules })
  if (!answer.ok) throw new Error(said(answer.problems).join('\n'))
  const found = answer.measures.map(({ measure, figures }) => [measure, Object.fromEntries(figures.map(({ of, figure }) => [of, figure]))])
  expect(Object.fromEntries(found)).toEqual(WANTED)
})

test('a representative’s KPI goes by the figure of the home region and of the company, and its workings list those records', async () => {
  const rules = join(folder, 'rules')
  const answer = await explainEmployee({ ...asked, dataset, rules, employee: 'R2', perFact: 5 })
  if (!answer.ok) throw new Error(said(answer.problems).join('\n'))
  const tree = present(
    answer.values.find(({ name }) => name === 'ownKpi'),
    'The KPI is explained.',
  )
  expect(tree.value).toBe('1.6000')
  const leaf = (name: string) => tree.parts.find((part) => part.name === name)?.records?.shown
  expect([leaf('expensesOfCompany')?.length, leaf('expensesPerRegion')?.length]).toEqual([2, 1])
})

test('a KPI over measures that are of engineers is refused, and the appraisal with it', async () => {
  const kpi = { numerator: 'awayPerEngineer', denominator: 'formsOfReps', unit: 'count' } as const
  const rules = await rulesWithOwnMeasures(join(folder, 'refused'), MEASURES, kpi)
  const wanted = ['measure_must_be_of_representatives']
  expect((await checkRules(rules)).problems.map(({ code }) => code)).toEqual(wanted)
  const answer = await appraise({ ...asked, dataset, rules, out: join(folder, 'out'), formats: ['json'] })
  expect(answer.ok || answer.problems.map(({ code }) => code)).toEqual(wanted)
})
