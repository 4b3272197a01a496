import fc from 'fast-check'
import { TABLE_KEYS } from '../../../src/domain/dataset/tables.ts'

type Json = Readonly<Record<string, unknown>>

const DAYS = ['2026-10-05', '2026-11-03', '2026-11-30', '2026-02-30']
const PEOPLE = ['T001', 'T007', 'T020', 'S001', 'M001', 'M004', 'D001', 'X999']
/** What a name asks for, in the demo world, so that a request gets past the first look-up. */
const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  period: ['2026-10', '2026-10', '2026-10', '2026-09', '2026-Q3', '2026', '2026-13'],
  employee: PEOPLE,
  engineer: PEOPLE,
  manager: ['M001', 'M002', 'D001', 'T001'],
  // Never one that a test signs in with: its session would end.
  account: ['otherengineer', 'managersouth', 'nobody'],
  item: ['overall', 'on_site_resolution'],
  table: [...TABLE_KEYS],
  kind: ['absence', 'late', 'service', 'sales', 'person', 'manager'],
  region: ['EAST', 'WEST', 'MARS'],
  date: DAYS,
  first: DAYS,
  last: DAYS,
  from: DAYS,
  score: ['85', '100', '0', '101', '85.555', 'a lot'],
  reason: ['because of a test'],
  scopes: ['account.read', 'record.read', 'everything'],
  expiresAt: ['2026-12-01T00:00:00.000Z', '2020-01-01T00:00:00Z'],
  deadline: ['2026-12-01T00:00:00.000Z'],
  to: ['evaluating', 'review', 'collecting', '/', '//evil.example'],
  key: ['service.attendance.absence', 'bonus.split.movers', 'sales.scorecard/quotaCompletion/weight'],
}
const ODD = [
  '',
  ' ',
  '1',
  '0',
  '-1',
  '1e3',
  '3.5万',
  '\u0000',
  '\n',
  "'; DROP TABLE accounts; --",
  '%',
  '__proto__',
  '=1+1',
  '😀',
  '\ud800',
]

/** A text for a field of that name: mostly one that means something there. */
function textFor(name: string): fc.Arbitrary<string> {
  const known = Object.entries(BY_NAME).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? ['1', '2', 'word', 'a word']
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  )
}

/** A part of a path: never an empty one or one that leads elsewhere. */
export function pathPart(name: string): fc.Arbitrary<string> {
  return textFor(name)
    .filter((text) => !['', '.', '..'].includes(text.trim()))
    .map((text) => encodeURIComponent(Buffer.from(text).toString()))
}

/** Any value that a field of a JSON Schema of ours could be given: most fit it, some do not. */
export function valueFor(schema: Json, name: string): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: fitting(schema, name) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) })
}

function fitting(schema: Json, name: string): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) return fc.constantFrom<unknown>(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  for (const key of ['anyOf', 'oneOf'] as const) {
    const choices = schema[key]
    if (Array.isArray(choices)) return fc.oneof(...choices.map((choice: Json) => valueFor(choice, name)))
  }
  const types: readonly unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type]
  return fc.oneof(...types.map((type) => ofType(type, schema, name)))
}

function ofType(type: unknown, schema: Json, name: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return objectFor(schema, name)
    case 'array':
      return fc.array(valueFor(jsonOf(schema.items), name), { maxLength: 3, minLength: Number(schema.minItems ?? 0) })
    case 'integer':
      return fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 1, max: 100 }) },
        { weight: 1, arbitrary: fc.constantFrom(0, -1, 2 ** 53, 1.5) },
      )
    case 'number':
      return fc.oneof(fc.integer({ min: -1, max: 101 }), fc.double({ noNaN: true }))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return textFor(name)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function objectFor(schema: Json, name: string): fc.Arbitrary<unknown> {
  const properties = Object.entries(jsonOf(schema.properties))
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : []
  if (properties.length === 0 && typeof schema.additionalProperties === 'object') {
    return fc.dictionary(textFor(name), valueFor(jsonOf(schema.additionalProperties), name), { maxKeys: 4 })
  }
  return fc.record(Object.fromEntries(properties.map(([key, property]) => [key, valueFor(jsonOf(property), key)])), {
    requiredKeys: properties.map(([key]) => key).filter((key) => required.includes(key)),
  })
}

export function jsonOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
