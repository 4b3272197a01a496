import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Result, resultHash, resultPieces, resultText } from '../../src/appraisal/result-json.ts'

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
  files: fc.array(fc.record({ kind: fc.string(), path: fc.string(), sha256: fc.string() }), { maxLength: 3 }),
})

/** What result.json looks like, said once more: as JSON.stringify indents it, but plain values below the first level on one line. */
function laidOut(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const inside = Object.entries(value)
  const parts = inside.map(([key, each]) => `${Array.isArray(value) ? '' : `${JSON.stringify(key)}: `}${laidOut(each, depth + 1)}`)
  if (parts.length === 0) return open + close
  const isPlain = inside.every(([, each]) => typeof each !== 'object' || each === null)
  if (depth >= 2 && isPlain) return Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`
  const line = `\n${'  '.repeat(depth)}`
  return `${open}${parts.map((part) => `${line}  ${part}`).join(',')}${line}${close}`
}

test('the pieces of a result are its JSON in our layout, whatever stands in it', () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      const text = resultText(result)
      expect(text).toBe(`${laidOut(result)}\n`)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(result)))
    }),
    { numRuns: 60 },
  )
})

test('a result is hashed without its files, piece by piece as in one', () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      const whole = `${laidOut({ ...result, files: [] })}\n`
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
  expect(Buffer.concat(pieces).toString()).toBe(`${laidOut(result)}\n`)
})

test('one text may be longer than a piece', () => {
  const [one] = fc.sample(anyResult, { numRuns: 1, seed: 1 })
  if (!one) throw new Error('The sample has a result.')
  for (const text of ['a'.repeat(300_000), '权'.repeat(300_000), '\u0001'.repeat(300_000)]) {
    const result = { ...one, sales: [{ text }, { text }] }
    expect(resultText(result)).toBe(`${laidOut(result)}\n`)
  }
})

test('a KPI of a person stands on one line, as do short lists; settings have a line each', () => {
  const result: Result = {
    format: 1,
    period: '2026-10',
    settings: { language: 'zh', onIncomplete: 'hold' },
    rules: [],
    inputs: { sha256: 'ab', rows: { orders: 2 } },
    service: [{ employee: 'T002', missing: ['customer'], modules: {}, final: null }],
    sales: [{ employee: 'S001', kpis: { quotaCompletion: { value: '1.0532', numerator: '105320.00' } }, points: '93.10' }],
    bonus: [],
    problems: [],
    files: [],
  }
  expect(resultText(result)).toBe(`{
  "format": 1,
  "period": "2026-10",
  "settings": {
    "language": "zh",
    "onIncomplete": "hold"
  },
  "rules": [],
  "inputs": {
    "sha256": "ab",
    "rows": { "orders": 2 }
  },
  "service": [
    {
      "employee": "T002",
      "missing": ["customer"],
      "modules": {},
      "final": null
    }
  ],
  "sales": [
    {
      "employee": "S001",
      "kpis": {
        "quotaCompletion": { "value": "1.0532", "numerator": "105320.00" }
      },
      "points": "93.10"
    }
  ],
  "bonus": [],
  "problems": [],
  "files": []
}
`)
})
