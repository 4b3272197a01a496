import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Result, resultHash, resultPieces, resultText } from '../../src/app/result-json.ts'

const item = fc.dictionary(fc.string(), fc.jsonValue())
const list = fc.oneof(
  fc.array(item, { maxLength: 5 }),
  // Longer than a piece, so that the seam between two is among the cases.
  fc.tuple(item, fc.integer({ min: 199, max: 401 })).map(([one, count]) => Array.from({ length: count }, () => one)),
)
const anyResult: fc.Arbitrary<Result> = fc.record({
  format: fc.constant(1 as const),
  period: fc.string(),
  settings: fc.dictionary(fc.string(), fc.string()),
  rules: fc.array(fc.record({ id: fc.string(), effectiveFrom: fc.string(), sha256: fc.string() }), { maxLength: 3 }),
  inputs: fc.record({ sha256: fc.string(), rows: fc.dictionary(fc.string(), fc.nat()) }),
  service: list,
  sales: list,
  bonus: list,
  problems: list,
  files: fc.array(fc.record({ kind: fc.string(), path: fc.string() }), { maxLength: 3 }),
})

test('the pieces of a result are what JSON.stringify writes, whatever stands in it', () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      expect(resultText(result)).toBe(`${JSON.stringify(result, null, 2)}\n`)
    }),
    { numRuns: 60 },
  )
})

test('a result is hashed without its files, piece by piece as in one', () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      const whole = `${JSON.stringify({ ...result, files: [] }, null, 2)}\n`
      expect(resultHash(result)).toBe(createHash('sha256').update(whole).digest('hex'))
    }),
    { numRuns: 30 },
  )
})

test('a long list comes in several pieces', () => {
  const [one] = fc.sample(anyResult, { numRuns: 1, seed: 1 })
  if (!one) throw new Error('The sample has a result.')
  const people = Array.from({ length: 1000 }, (_, index) => ({ employee: String(index) }))
  const longest = Math.max(
    ...[...resultPieces({ ...one, sales: people, service: [], bonus: [], problems: [] })].map((piece) => piece.length),
  )
  expect(longest).toBeLessThan(resultText({ ...one, sales: people }).length / 3)
})
