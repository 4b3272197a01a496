import { expect, test } from 'vitest'
import { decimal } from '../../src/base/rational.ts'
import { decimalText } from '../../src/base/rounding.ts'
import { totalPoints, WHEN_NOT_APPLICABLE } from '../../src/engine/total-points.ts'

const line = (weight: string, points?: string) => ({ weight: decimal(weight), points: points === undefined ? undefined : decimal(points) })

test.each`
  treatment     | total      | counted         | why
  ${'hold'}     | ${null}    | ${'true false'} | ${'no total until it is resolved'}
  ${'reweight'} | ${'90.00'} | ${'true false'} | ${'the other line carries the whole weight'}
  ${'full'}     | ${'94.00'} | ${'true true'}  | ${'90 x 0.6 + 100 x 0.4'}
  ${'zero'}     | ${'54.00'} | ${'true true'}  | ${'90 x 0.6'}
`('one KPI of two is not applicable, $treatment: $why', ({ treatment, total, counted }) => {
  const whenNotApplicable = WHEN_NOT_APPLICABLE.find((known) => known === treatment)!
  const answer = totalPoints([line('0.6', '90'), line('0.4')], whenNotApplicable, 2)
  expect(answer.total ? decimalText(answer.total, 2) : null).toBe(total)
  expect(answer.lines.map((one) => one.counted).join(' ')).toBe(counted)
})

test('only the total is rounded, half up', () => {
  const answer = totalPoints([line('0.5', '33.335'), line('0.5', '33.335')], 'hold', 2)
  expect(answer.total && decimalText(answer.total, 2)).toBe('33.34')
})
