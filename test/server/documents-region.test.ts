import { expect, test } from 'vitest'
import { fen } from '../../src/base/money.ts'
import type { PaidAdjustment } from '../../src/domain/appraisal.ts'
import { regionAppraisal } from '../../src/server/documents/region-appraisal.ts'
import { randomAppraisal } from '../sheets/workbooks/random-appraisal.ts'

test('the regions’ sheets together are the company’s: everybody once, every adjustment once', () => {
  const company = randomAppraisal(3, 9, 30)
  const regions = company.bonus.map(({ region }) => region)
  const adjustments = [...company.service.map(({ employee }) => employee), 'X1', 'X2'].map(
    (employee, index): PaidAdjustment => ({
      employee,
      name: employee,
      region: regions[index % regions.length] ?? '',
      amount: fen(BigInt(index + 1)),
    }),
  )
  const parts = regions.map((region) => regionAppraisal({ ...company, adjustments }, region))
  const sorted = (values: readonly string[]) => [...values].sort()
  expect(sorted(parts.flatMap(({ service }) => service.map(({ employee }) => employee)))).toEqual(
    sorted(company.service.map(({ employee }) => employee)),
  )
  expect(sorted(parts.flatMap(({ sales }) => sales.map(({ employee }) => employee)))).toEqual(
    sorted(company.sales.filter(({ region }) => regions.includes(region)).map(({ employee }) => employee)),
  )
  expect(parts.flatMap(({ bonus }) => bonus)).toEqual(company.bonus)
  const shown = parts.flatMap((part) => (part.adjustments ?? []).map(({ employee, amount }) => `${employee} ${amount}`))
  expect(sorted(shown)).toEqual(sorted(adjustments.map(({ employee, amount }) => `${employee} ${amount}`)))
})

test('a region’s sheets hold nobody else, and none of the company’s problems', () => {
  const company = randomAppraisal(4, 5, 20)
  const region = company.bonus[0]?.region ?? ''
  const { service, sales, bonus, problems } = regionAppraisal(company, region)
  expect(new Set([...service, ...sales, ...bonus].map((each) => each.region))).toEqual(new Set([region]))
  expect(problems).toEqual([])
})
