import { createHash } from 'node:crypto'
import { byCodePoint } from '../../base/text-order.ts'
import type { Reader } from '../database/connection.ts'
import { firstOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** The texts of a rules folder by their path inside it. */
export type RuleTexts = ReadonlyMap<string, string>

/** SHA-256 over paths and texts, in the order of the paths: two folders with the same files have the same. */
function ruleTextsHash(texts: RuleTexts): string {
  return createHash('sha256').update(textsJson(texts)).digest('hex')
}

/** Keeps the texts under their hash, once however many runs used them; answers the hash. */
export async function keepRuleTexts(transaction: WriteTransaction, texts: RuleTexts): Promise<string> {
  const sha256 = ruleTextsHash(texts)
  const kept = tables.insertInto('rule_texts').values({ sha256, texts: textsJson(texts) })
  await rowsOf(
    transaction,
    kept.onConflict((conflict) => conflict.column('sha256').doNothing()),
  )
  return sha256
}

/** The texts under a hash; undefined when none were kept under it. */
export async function readRuleTextsKept(reader: Reader, sha256: string): Promise<RuleTexts | undefined> {
  const row = await firstOf(reader, tables.selectFrom('rule_texts').select('texts').where('sha256', '=', sha256))
  if (!row) return undefined
  const pairs: unknown = JSON.parse(row.texts)
  if (!Array.isArray(pairs)) return undefined
  return new Map(pairs.map((pair: readonly unknown[]) => [String(pair[0]), String(pair[1])]))
}

function textsJson(texts: RuleTexts): string {
  return JSON.stringify([...texts].sort(([a], [b]) => byCodePoint(a, b)))
}
