import { expect, test } from 'vitest'
import { commissionOf, paid, planFrom } from './pay-world.ts'

const PEOPLE = {
  regions: ['code,name', 'EAST,华东区', 'SOUTH,华南区'],
  employees: [
    'number,name,position,region,hired_on,left_on',
    'S1,孙丽,sales_rep,EAST,,',
    'S2,周强,sales_rep,EAST,,',
    'S3,吴敏,sales_rep,EAST,,',
    'M1,赵敏,regional_manager,EAST,,',
  ],
  clients: ['code,name,rep,class', 'C1,东方机电,S1,A', 'C2,南海电器,S2,B'],
}
const COLLECTIONS = 'number,date,client,amount,rep'
const ORDERS = 'number,date,rep,client,amount,product'
/** 1% below 100,000, 2% from there, 3% from 300,000 (POLICY P). */
const marginal = () => planFrom('marginal-on-collections')

test('tiers pay each on its part, a tenth is held back, and the pool is taken out in proportion (P2, P5, P9)', async () => {
  const collections = [COLLECTIONS, 'R1,2026-10-08,C1,350000.00,S1', 'R2,2026-10-09,C2,60000.00,S2']
  const pay = (await paid({ ...PEOPLE, collections }, [await marginal()], ['2026-10']))('2026-10')
  expect(commissionOf(pay, 'S1')).toMatchObject({
    base: '350000.00',
    tiers: [{ amount: '1000.00' }, { amount: '4000.00' }, { amount: '1500.00' }],
    amount: '6500.00',
    reserve: '650.00',
  })
  expect(commissionOf(pay, 'S2')).toMatchObject({ base: '60000.00', amount: '600.00', reserve: '60.00' })
  expect(commissionOf(pay, 'S3')).toMatchObject({ base: '0.00', tiers: [], amount: '0.00', paid: '0.00' })
  expect(pay.bonus[0]).toMatchObject({ pool: '410.00', commission: '7100.00' })
  // 410.00 in the proportion of 6,500 and 600: 375.352 and 34.647.
  expect(pay.commissions.map(({ serviceBonus }) => serviceBonus)).toEqual(['375.35', '34.65', undefined])
  expect(commissionOf(pay, 'S1').paid).toBe('5474.65')
})

test('the worked split of P9, and never more than there is', async () => {
  const flat = await planFrom('marginal-on-collections', {
    base: { of: 'documents', table: 'orders', paid: 'period' },
    tiers: { clause: 'P2', mode: 'marginal', bands: [{ rate: '0.1' }] },
    refunds: 'currentPeriod',
    reserve: undefined,
    examples: [{ name: 'a tenth', source: 'P2', base: '10', amount: '1.00' }],
  })
  const orders = [ORDERS, 'O1,2026-10-05,S1,C1,200000,', 'O2,2026-10-05,S2,C2,100000,']
  const months = await paid(
    { ...PEOPLE, orders, collections: [COLLECTIONS, 'R1,2026-10-08,C1,1234567.89,S1', 'R2,2026-11-08,C1,1000000,S1'] },
    [flat],
    ['2026-10', '2026-11'],
  )
  expect(months('2026-10').commissions.map(({ amount, serviceBonus }) => [amount, serviceBonus])).toEqual([
    ['20000.00', '823.05'],
    ['10000.00', '411.52'],
    ['0.00', undefined],
  ])
  expect(months('2026-11').commissions.map(({ paid: all }) => all)).toEqual(['0.00', '0.00', '0.00'])
})

test('a refund takes back of the period that earned it what it earned there (P8)', async () => {
  const collections = [
    COLLECTIONS,
    'R1,2026-09-05,C1,350000.00,S1',
    'R2,2026-10-08,C1,-60000.00,S1',
    'R3,2026-10-09,C1,-1000.00,S2',
    'R4,2026-11-20,C1,-290000.00,S1',
  ]
  const months = await paid({ ...PEOPLE, collections }, [await marginal()], ['2026-09', '2026-10', '2026-11'])
  expect(commissionOf(months('2026-09'), 'S1')).toMatchObject({ base: '350000.00', amount: '6500.00' })
  expect(commissionOf(months('2026-10'), 'S1')).toMatchObject({
    base: '0.00',
    amount: '-1700.00',
    adjustments: [
      { period: '2026-09', baseBefore: '350000.00', baseAfter: '290000.00', before: '6500.00', after: '4800.00', difference: '-1700.00' },
    ],
  })
  // Nobody knows the receipt of R3: it lowers its own month, below the lowest band.
  expect(commissionOf(months('2026-10'), 'S2')).toMatchObject({ base: '-1000.00', amount: '0.00' })
  expect(months('2026-10').problems).toContainEqual(expect.objectContaining({ code: 'refund_has_no_receipt', record: 'R3' }))
  expect(commissionOf(months('2026-11'), 'S1')).toMatchObject({ amount: '-4800.00' })
})

test('shared documents: the base in whole fen by period, the amount where each is paid by itself (P6)', async () => {
  const tables = {
    ...PEOPLE,
    collections: [COLLECTIONS, 'R1,2026-10-08,C1,1000.00,S1'],
    orders: [ORDERS, 'O1,2026-01-05,S1,C1,10,'],
    credits: ['table,number,rep,share', 'collections,R1,S1,1/3', 'collections,R1,S2,1/3', 'collections,R1,S3,1/3', 'collections,R9,S3,1'],
  }
  const whole = (await paid(tables, [await marginal()], ['2026-10']))('2026-10')
  expect(whole.commissions.map(({ base }) => base)).toEqual(['333.34', '333.33', '333.33'])
  expect(whole.problems).toContainEqual(expect.objectContaining({ code: 'credited_document_must_exist', record: 'collections R9' }))
  const single = (await paid(tables, [await planFrom('by-document')], ['2026-10']))('2026-10')
  expect(single.commissions.map(({ documents, amount }) => [documents?.length, amount])).toEqual([
    [1, '3.34'],
    [1, '3.33'],
    [1, '3.33'],
  ])
  const wrong = { ...tables, credits: ['table,number,rep,share', 'collections,R1,S1,1/3', 'collections,R1,S2,1/3'] }
  expect((await paid(wrong, [await marginal()], ['2026-10']))('2026-10').refused).toEqual(['credits_must_add_up_to_one'])
})

test('a draw is paid back from what lies above it (P4)', async () => {
  const orders = [ORDERS, 'O1,2026-01-05,S1,C1,200000,', 'O2,2026-02-05,S1,C1,450000,', 'O3,2026-03-05,S1,C1,320000,']
  const periods = ['2026-01', '2026-02', '2026-03']
  const months = await paid({ ...PEOPLE, orders }, [await planFrom('draw-on-sales')], periods)
  const ofS1 = periods.map((period) => commissionOf(months(period), 'S1'))
  expect(ofS1.map(({ amount, paid: all, balance }) => [amount, all, balance])).toEqual([
    ['2000.00', '3000.00', '1000.00'],
    ['4500.00', '3500.00', '0.00'],
    ['3200.00', '3200.00', undefined],
  ])
})

test('a reserve is released months later, and forfeited by whoever has left (P5)', async () => {
  const collections = [COLLECTIONS, 'R1,2026-01-08,C1,100000,S1', 'R2,2026-01-09,C2,100000,S2']
  const employees = ['number,name,position,region,hired_on,left_on', 'S1,孙丽,sales_rep,EAST,,', 'S2,周强,sales_rep,EAST,,2026-02-10']
  const plan = await planFrom('marginal-on-collections', { reserve: { share: '0.10', releasedAfterMonths: 2 } })
  const months = await paid({ ...PEOPLE, employees, collections }, [plan], ['2026-01', '2026-03'])
  expect(months('2026-01').commissions.map(({ reserve }) => reserve)).toEqual(['100.00', '100.00'])
  expect(months('2026-03').commissions.map(({ employee, released, paid: all }) => [employee, released, all])).toEqual([
    ['S1', '100.00', '100.00'],
  ])
})

test('a manager is paid on what the region collected while it was theirs (P7)', async () => {
  const tables = {
    ...PEOPLE,
    postings: ['employee,region,from', 'M1,SOUTH,2026-10-16', 'S2,SOUTH,2026-10-10'],
    collections: [
      COLLECTIONS,
      'R1,2026-10-08,C1,100000,S1',
      'R2,2026-10-20,C1,7000,S1',
      'R3,2026-10-20,C2,50000,S2',
      'R4,2026-10-09,C2,300,S2',
    ],
  }
  const pay = (await paid(tables, [await planFrom('regional-override')], ['2026-10']))('2026-10')
  expect(commissionOf(pay, 'M1')).toMatchObject({ base: '150300.00', amount: '300.60' })
})

test('coefficients of KPIs, products and classes; a value without one is an error (P3)', async () => {
  const byProduct = await planFrom('by-document', {
    base: { of: 'documents', table: 'orders', paid: 'document' },
    coefficients: [
      { title: { zh: '产品', en: 'Product' }, clause: 'P3', by: 'product', values: { 泵: '1.5', 阀: '1' } },
      { title: { zh: '等级', en: 'Class' }, clause: 'P3', by: 'clientClass', values: { A: '1', B: '0.5' } },
    ],
    examples: [{ name: 'a pump', source: 'P3', base: '100', figures: { product: '泵', clientClass: 'A' }, amount: '1.50' }],
  })
  const orders = [ORDERS, 'O1,2026-10-05,S1,C1,1000,泵', 'O2,2026-10-06,S1,C2,1000.50,阀', 'O3,2026-10-07,S1,C2,-500,阀']
  const pay = (await paid({ ...PEOPLE, orders }, [byProduct], ['2026-10']))('2026-10')
  expect(commissionOf(pay, 'S1').documents?.map(({ document, amount }) => [document, amount])).toEqual([
    ['O1', '15.00'],
    ['O2', '5.00'],
    ['O3', '-2.50'],
  ])
  expect(commissionOf(pay, 'S1').amount).toBe('17.50')
  const unknown = await paid({ ...PEOPLE, orders: [...orders, 'O4,2026-10-08,S1,C1,10,管'] }, [byProduct], ['2026-10'])
  expect(unknown('2026-10').refused).toEqual(['coefficient_must_be_known'])
  const byQuota = await planFrom('whole-on-sales')
  const noQuota = await paid({ ...PEOPLE, orders, quotas: ['period,rep,amount', '2026-10,S1,1000'] }, [byQuota], ['2026-10'])
  expect(noQuota('2026-10').refused).toContain('figure_of_plan_must_be_known')
  const quotas = ['period,rep,amount', '2026-10,S1,2000', '2026-10,S2,1', '2026-10,S3,1']
  const missed = await paid({ ...PEOPLE, orders, quotas }, [byQuota], ['2026-10'])
  // 1,500.50 at 1%, three quarters of the quota: 15.005 x 0.9 = 13.5045.
  expect(commissionOf(missed('2026-10'), 'S1')).toMatchObject({ base: '1500.50', amount: '13.50' })
})

test('grades and performance pay by points, for the days employed, with a veto (P10, P11)', async () => {
  const tables = {
    ...PEOPLE,
    employees: [
      'number,name,position,region,hired_on,left_on',
      'S1,孙丽,sales_rep,EAST,,',
      'S2,周强,sales_rep,EAST,2026-10-17,',
      'S3,吴敏,sales_rep,EAST,,',
    ],
    quotas: ['period,rep,amount', '2026-10,S1,1000', '2026-10,S2,1000', '2026-10,S3,1000'],
    orders: [ORDERS, 'O1,2026-10-18,S1,C1,1000,', 'O2,2026-10-19,S2,C2,850,', 'O3,2026-10-19,S3,C2,900,'],
    complaints: ['number,date,rep,upheld', 'P1,2026-10-20,S1,yes'],
    pay_bases: ['employee,from,amount', 'S1,2026-01-01,3000', 'S2,2026-01-01,2000', 'S2,2026-10-31,3100', 'S2,2026-11-01,9999'],
  }
  const settings = { 'sales.scorecard.whenNotApplicable': 'reweight' }
  const pay = (await paid(tables, [await planFrom('performance-grades')], ['2026-10'], settings))('2026-10')
  expect(pay.grades.map(({ employee, points, counted, grade }) => [employee, points, counted, grade])).toEqual([
    ['S1', '100.00', '69.00', 'D'],
    ['S2', '85.00', undefined, 'B'],
    ['S3', '90.00', undefined, 'A'],
  ])
  expect(pay.grades[0]).toMatchObject({ vetoes: [{ name: 'complaints', reason: expect.stringContaining('69') }] })
  expect(pay.performancePay).toEqual([
    { employee: 'S1', rule: 'pay.performance-grades', base: '3000.00', coefficient: '0', amount: '0.00' },
    { employee: 'S2', rule: 'pay.performance-grades', base: '3100.00', coefficient: '1', days: '15', of: '31', amount: '1500.00' },
  ])
  expect(pay.problems.map(({ code }) => code)).toContain('pay_base_must_be_given')
  expect(pay.commissions).toEqual([])
})

test('typed-in commissions count where no plan pays, and a computed one that differs says so (5.3.1)', async () => {
  const tables = {
    ...PEOPLE,
    collections: [COLLECTIONS, 'R1,2026-10-08,C1,100000,S1'],
    commissions: ['period,region,amount', '2026-10,EAST,5000', '2026-10,SOUTH,700'],
  }
  const without = (await paid(tables, [], ['2026-10']))('2026-10')
  expect(without.bonus.map(({ commission }) => commission)).toEqual(['5000.00', '700.00'])
  const computed = (await paid(tables, [await marginal()], ['2026-10']))('2026-10')
  expect(computed.bonus.map(({ commission }) => commission)).toEqual(['1000.00', '700.00'])
  expect(computed.problems).toContainEqual(expect.objectContaining({ code: 'commission_is_computed', record: 'EAST' }))
})

test('a plan pays on a measure of money that there is', async () => {
  const plan = await planFrom('whole-on-sales', { base: { of: 'measure', measure: 'visits' } })
  expect((await paid(PEOPLE, [plan], ['2026-10']))('2026-10').refused).toEqual(['plan_must_fit_together'])
})
