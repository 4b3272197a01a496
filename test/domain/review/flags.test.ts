import { expect, test } from 'vitest'
import { present } from '../../../src/base/assert.ts'
import { fenFromYuan } from '../../../src/base/money.ts'
import { decimal } from '../../../src/base/rational.ts'
import { exactText } from '../../../src/base/rounding.ts'
import { DEFAULT_THRESHOLDS, markFlags, moveFlags, poolFlags } from '../../../src/domain/review/flags.ts'

const yuan = (text: string) => present(fenFromYuan(text), `${text} is money.`)

test.each`
  pool         | commission   | flagged  | why
  ${'1000.01'} | ${'1000.00'} | ${true}  | ${'one fen more than there is to take it from'}
  ${'1000.00'} | ${'1000.00'} | ${false} | ${'the whole commission may go into the pool'}
  ${'1000.00'} | ${undefined} | ${false} | ${'without a commission nothing is known to be exceeded'}
  ${'0.00'}    | ${'-5.00'}   | ${true}  | ${'a negative commission holds no pool, not even an empty one'}
`('a pool of $pool out of $commission: $why', ({ pool, commission, flagged }) => {
  const flags = poolFlags([{ region: 'EAST', pool: yuan(pool), commission: commission === undefined ? undefined : yuan(commission) }])
  expect(flags.length === 1).toBe(flagged)
})

/** "M1 90 90 90 | M2 80 85" as marks. */
function marksFrom(text: string) {
  return text.split('|').flatMap((part) => {
    const [manager = '', ...scores] = part.trim().split(' ')
    return scores.map((score) => ({ manager, score: decimal(score) }))
  })
}

test.each`
  marks                                  | flags                   | why
  ${'M1 90 90 90 | M2 85 95 88'}         | ${['alike M1']}         | ${'three equal marks say little about three people'}
  ${'M1 90 90 | M2 85 95 88'}            | ${[]}                   | ${'two marks may well be equal'}
  ${'M1 90 90 90.01 | M2 85 95 88'}      | ${[]}                   | ${'a hundredth is a difference'}
  ${'M1 70 72 74 | M2 85 95 84'}         | ${['far M1', 'far M2']} | ${'each is far from the other'}
  ${'M1 70 75 80 | M2 84 85 86'}         | ${[]}                   | ${'exactly the distance is not beyond it'}
  ${'M1 70 75 79.99 | M2 84 85 86'}      | ${['far M1', 'far M2']} | ${'just beyond it'}
  ${'M1 10 20 30'}                       | ${[]}                   | ${'nobody to compare with'}
  ${'M1 50 52 53 | M2 80 | M3 84 85 83'} | ${['far M1', 'far M3']} | ${'M2 gave too few marks to be judged, but counts among the others'}
  ${''}                                  | ${[]}                   | ${'no marks, no flags'}
`('$marks: $why', ({ marks, flags }) => {
  const words = { marks_all_alike: 'alike', marks_far_from_others: 'far' }
  const found = markFlags(marksFrom(marks), DEFAULT_THRESHOLDS).map((flag) =>
    flag.kind === 'marks_all_alike' || flag.kind === 'marks_far_from_others' ? `${words[flag.kind]} ${flag.manager}` : flag.kind,
  )
  expect(found).toEqual(flags)
})

test('the means are those of all other marks, exact', () => {
  const [flag] = markFlags(marksFrom('M1 50 51 51 | M2 80 | M3 90 91'), DEFAULT_THRESHOLDS)
  if (flag?.kind !== 'marks_far_from_others') throw new Error('M1 is far from the others.')
  expect([exactText(flag.mean), exactText(flag.othersMean)]).toEqual(['152/3', '87'])
})

test.each`
  before     | after      | flagged  | why
  ${'80'}    | ${'95'}    | ${false} | ${'exactly the threshold'}
  ${'80'}    | ${'95.01'} | ${true}  | ${'beyond it, upwards'}
  ${'95.01'} | ${'80'}    | ${true}  | ${'beyond it, downwards'}
`('a score that went from $before to $after: $why', ({ before, after, flagged }) => {
  const scores = [{ employee: 'T001', before: decimal(before), after: decimal(after) }]
  expect(moveFlags(scores, DEFAULT_THRESHOLDS).length === 1).toBe(flagged)
})
