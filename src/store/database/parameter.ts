import { assert } from '../../base/assert.ts'
import type { Parameter } from './connection.ts'

/** A value as statements take it: whole numbers beyond 2^53 go as text, which both databases read as the number that the column holds. */
export function parameterOf(value: unknown): Parameter {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  if (typeof value === 'string' || typeof value === 'number') return value
  assert(value === null || value === undefined, 'Text, numbers and nothing are written; times and JSON are text.')
  return null
}
