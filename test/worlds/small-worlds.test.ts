import { describe, expect, test } from 'vitest'
import { appraiseByHand } from './model/appraise-by-hand.ts'
import { rowsNamed, smallWorlds } from './small-world.ts'

for (const world of smallWorlds()) {
  describe(`${world.name}: ${world.why}`, () => {
    for (const { settings, expected } of world.runs) {
      test(`the model, with ${JSON.stringify(settings)}`, () => {
        const found = appraiseByHand(world.folder, world.period, settings)
        for (const part of ['service', 'sales', 'bonus'] as const) {
          expect(rowsNamed(found[part], expected[part])).toMatchObject(expected[part])
        }
      })
    }
  })
}

test('people who were not employed in the period are not listed', () => {
  const world = smallWorlds().find((one) => one.name === 'small-moves')
  const found = world && appraiseByHand(world.folder, world.period)
  expect(found?.service.map((one) => one.employee)).toEqual(['T001', 'T002', 'T003', 'T006', 'T007', 'T008'])
  expect(found?.sales.map((one) => one.employee)).toEqual(['S001'])
})
