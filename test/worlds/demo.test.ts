import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoWorld } from '../../fixtures/worlds/generate-demo.ts'
import { appraiseByHand } from './model/appraise-by-hand.ts'
import { DEMO, DEMO_PERIODS, expectedText } from './write-expected.ts'

const dataset = join(DEMO, 'dataset')

test('the script writes the committed dataset again, byte by byte', () => {
  const world = demoWorld()
  expect(readdirSync(dataset).sort()).toEqual(Object.keys(world).sort())
  for (const [name, text] of Object.entries(world)) {
    const same = readFileSync(join(dataset, name)).equals(Buffer.from(text))
    expect(same, `${name} is what generate-demo.ts writes`).toBe(true)
  }
})

test.each(DEMO_PERIODS)('the committed results of %s are those of the model', (period) => {
  expect(readFileSync(join(DEMO, 'expected', `${period}.json`), 'utf8')).toBe(expectedText(period))
})

test('2026-10 is complete and shows the cases that its README lists', () => {
  const { service, bonus } = appraiseByHand(dataset, '2026-10')
  const person = (number: string) => service.find((one) => one.employee === number)
  expect(service).toHaveLength(24)
  expect(bonus.map((one) => one.status)).toEqual(['split', 'split', 'split', 'split'])
  expect(person('T003')?.modules).toMatchObject({ attendance: { score: '0.00' } })
  expect(person('T007')).toMatchObject({ region: 'SOUTH', status: 'scored' })
  expect(person('T009')).toMatchObject({ missing: ['customer'], status: 'scored' })
  expect(person('T011')).toMatchObject({ missing: ['problemSolving'], modules: { problemSolving: { score: '85.00' } } })
  expect(person('T012')).toMatchObject({ status: 'excluded', final: null })
  expect(person('T024')).toMatchObject({ status: 'scored', missing: [] })

  const [first, second] = bonus.find((one) => one.region === 'EAST')?.shares ?? []
  expect(first?.score).toBe(second?.score)
  expect([first?.amount, second?.amount], 'T001 gets the odd fen').toEqual(['381.81', '381.80'])
})

test('2026-09 holds two regions and splits the others', () => {
  const { service, bonus } = appraiseByHand(dataset, '2026-09')
  expect(bonus.map((one) => `${one.region} ${one.status}`)).toEqual(['EAST split', 'NORTH split', 'SOUTH held', 'WEST held'])
  expect(service.filter((one) => one.status === 'incomplete').map((one) => [one.employee, one.missing])).toEqual([
    ['T015', ['attendance']],
    ['T020', ['manager']],
  ])
})

test('2026-05 has a region with negative net collections, in which nobody owes anything', () => {
  const west = appraiseByHand(dataset, '2026-05').bonus.find((one) => one.region === 'WEST')
  expect(west).toMatchObject({ status: 'split', pool: '0.00', unallocated: '0.00' })
  expect(west?.netCollections.startsWith('-')).toBe(true)
  expect(new Set(west?.shares.map((one) => one.amount))).toEqual(new Set(['0.00']))
})
