import { expect, test } from 'vitest'
import { messageOf } from '../../src/base/problem.ts'
import { type Lines, problemsOf } from './derived-problems.ts'

const TABLES: Lines = {
  regions: ['code,name', 'EAST,华东区'],
  employees: ['number,name,position,region', 'S1,孙丽,sales_rep,EAST', 'T1,王芳,service_engineer,EAST', 'M1,陈刚,regional_manager,EAST'],
  evaluations: ['period,engineer,item,evaluator,score', '2026-10,T1,overall,M1,90', '2026-12,T1,overall,M1,80', '2026-09,T1,overall,M1,70'],
  commissions: ['period,region,amount', '2026-10,EAST,100', '2026-11,EAST,200.50', '2026-09,EAST,7'],
  quotas: ['period,rep,amount,quantity,new_clients', '2026-11,S1,100,10,1', '2026-12,S1,100,,1'],
}

const said = async (tables: Lines, period: string, code: string, settings = {}) =>
  (await problemsOf(tables, period, settings)).filter((problem) => problem.code === code).map((problem) => messageOf(problem, 'en'))

test('a quarter without a mark says which of its months have one', async () => {
  const missing = await said(TABLES, '2026-Q4', 'module_must_have_data')
  expect(missing.filter((each) => each.includes('manager'))).toEqual([
    expect.stringContaining('marks of 2026-10, 2026-12 are there, one of 2026-Q4 is wanted'),
  ])
  const marks = [...(TABLES.evaluations ?? []), '2026-Q4,T1,overall,M1,60']
  expect(
    (await said({ ...TABLES, evaluations: marks }, '2026-Q4', 'module_must_have_data')).filter((each) => each.includes('manager')),
  ).toEqual([])
})

test('commissions of months that a quarter passes over are added up and named, unless it has its own', async () => {
  expect(await said(TABLES, '2026-Q4', 'commission_should_be_of_the_period')).toEqual([
    'The region EAST has commissions of 2026-10, 2026-11 (300.50 together) and none of 2026-Q4: those of single months do not count for it. Add a row whose period is 2026-Q4.',
  ])
  const own = [...(TABLES.commissions ?? []), '2026-Q4,EAST,400']
  expect(await said({ ...TABLES, commissions: own }, '2026-Q4', 'commission_should_be_of_the_period')).toEqual([])
})

test('of a quarter that is made of its months, marks and decisions of the quarter itself do not count, and are named', async () => {
  const months = { 'bonus.pool.longerPeriods': 'months' }
  const marks = [...(TABLES.evaluations ?? []), '2026-Q4,T1,overall,M1,60', '2026-Q4,T1,on_site_resolution,M1,50']
  const decisions = ['period,employee,module,decision,value,reason', '2026-Q4,T1,,exclude,,probation']
  const tables = { ...TABLES, evaluations: marks, decisions }
  expect(await said(tables, '2026-Q4', 'record_should_be_of_a_month', months)).toEqual([
    expect.stringContaining('decisions has 1 rows whose period is 2026-Q4 (T1)'),
    expect.stringContaining('evaluations has 2 rows whose period is 2026-Q4 (T1)'),
  ])
  expect(await said(tables, '2026-Q4', 'record_should_be_of_a_month')).toEqual([])
  expect(await said(TABLES, '2026-Q4', 'record_should_be_of_a_month', months)).toEqual([])
})

test.each<[rows: string[], period: string, lacking: string[], why: string]>([
  [[], '2026-Q4', ['2026-10 (amount, new_clients)', '2026-10, 2026-12 (quantity)'], 'figure by figure'],
  [['2026-10,S1,0,0,0'], '2026-Q4', ['2026-12 (quantity)'], 'zero is a plan'],
  [['2026-Q4,S1,300,,'], '2026-Q4', ['2026-10 (new_clients)', '2026-10, 2026-12 (quantity)'], 'the quarter states the amount'],
  [['2026-Q4,S1,300,10,2'], '2026-Q4', [], 'the quarter states all'],
  [[], '2026-10', [], 'a month has no months'],
  [[], '2026-Q3', [], 'no plan at all is said by the KPI'],
])('the quota with %j for %s lacks %j: %s', async (rows, period, lacking) => {
  const found = await said({ ...TABLES, quotas: [...(TABLES.quotas ?? []), ...rows] }, period, 'quota_should_have_every_month')
  expect(found.map((each) => /lacks (.+?\))/.exec(each)?.[1]).sort()).toEqual(lacking)
})
