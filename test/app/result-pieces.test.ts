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

test('a long list comes in several pieces, whatever stands in its texts', () => {
  const [one] = fc.sample(anyResult, { numRuns: 1, seed: 1 })
  if (!one) throw new Error('The sample has a result.')
  const name = '权衡 "𠀀" é'.repeat(50)
  const people = Array.from({ length: 5000 }, (_, index) => ({ employee: String(index), name, note: 'plain' }))
  const result = { ...one, sales: people, service: [], bonus: [], problems: [] }
  const pieces = [...resultPieces(result)]
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(200_000)
  expect(Buffer.concat(pieces).toString()).toBe(`${JSON.stringify(result, null, 2)}\n`)
})

test('one text may be longer than a piece', () => {
  const [one] = fc.sample(anyResult, { numRuns: 1, seed: 1 })
  if (!one) throw new Error('The sample has a result.')
  for (const text of ['a'.repeat(300_000), '权'.repeat(300_000), '\u0001'.repeat(300_000)]) {
    const result = { ...one, sales: [{ text }, { text }] }
    expect(resultText(result)).toBe(`${JSON.stringify(result, null, 2)}\n`)
  }
})
