import { createHash } from 'node:crypto'
import { byCodePoint } from '../base/text-order.ts'

/** The versions of a rule book that was read are never changed, and are asked for at every appraisal and page. */
const known = new WeakMap<object, string>()

/** SHA-256 over the canonical JSON of a rule version: keys in code point order, no white space, so that layout never shows. */
export function versionHash(version: object): string {
  const hash = known.get(version) ?? createHash('sha256').update(canonicalJson(version), 'utf8').digest('hex')
  known.set(version, hash)
  return hash
}

/** JSON with keys in code point order and no white space; absent values are left out as JSON does. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${pairs
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`)
    .join(',')}}`
}
