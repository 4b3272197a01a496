import type { Reader } from '../database/connection.ts'
import { firstOf, type RowOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'
import type { RuleTexts } from './rule-texts.ts'

/** A rule file 规则文件 published on the server: its whole text, over that of the rules folder. Written once; the newest of a file holds. */
export interface RulePublication {
  readonly id: number
  /** Path inside the rules folder: "pay/sales-commission.json". */
  readonly file: string
  /** The id that the file gives its rule. */
  readonly rule: string
  readonly text: string
  /** The first day on which it says anything else than what stood before: yyyymmdd. */
  readonly effectiveFrom: number
  readonly reason: string
  readonly at: string
  readonly by: string
  /** The what-if that was seen before, with the hash of its report. */
  readonly whatIf: string | undefined
  readonly whatIfSha256: string | undefined
}

/** A draft 草稿 of a rule file, one for each rule; nobody is appraised by it. */
export interface RuleDraft {
  readonly rule: string
  readonly file: string
  readonly text: string
  /** Goes up with each saving. */
  readonly version: number
  readonly at: string
  readonly by: string
}

const publications = tables
  .selectFrom('rule_publications')
  .select([
    'id',
    'file',
    'rule',
    'text',
    'effective_from as effectiveFrom',
    'reason',
    'at',
    'by',
    'what_if as whatIf',
    'what_if_sha256 as whatIfSha256',
  ])
const drafts = tables.selectFrom('rule_drafts').select(['rule', 'file', 'text', 'version', 'at', 'by'])

/** The texts published last, by the path of their files. */
export async function publishedRuleTexts(reader: Reader): Promise<RuleTexts> {
  const rows = await rowsOf(reader, publications.orderBy('id'))
  return new Map(rows.map(({ file, text }) => [file, text]))
}

/** What was published of a rule, newest first. */
export async function publicationsOf(reader: Reader, rule: string): Promise<RulePublication[]> {
  const rows = await rowsOf(reader, publications.where('rule', '=', rule).orderBy('id', 'desc'))
  return rows.map(({ whatIf, whatIfSha256, ...row }) => ({ ...row, whatIf: whatIf ?? undefined, whatIfSha256: whatIfSha256 ?? undefined }))
}

/**
 * A rule of which something that holds by a day (yyyymmdd) was published and is not among texts that were gone by; undefined where there is
 * none. What was published later and holds from a later day on may be among them or not.
 */
export async function rulePublishedSince(reader: Reader, day: number, used: RuleTexts): Promise<string | undefined> {
  const byFile = new Map<string, RulePublication[]>()
  for (const row of await rowsOf(reader, publications.orderBy('id'))) byFile.set(row.file, [...(byFile.get(row.file) ?? []), row])
  for (const [file, rows] of byFile) {
    const holds = rows.findLastIndex(({ effectiveFrom }) => effectiveFrom <= day)
    if (holds >= 0 && !rows.slice(holds).some(({ text }) => text === used.get(file))) return rows[holds]?.rule
  }
  return undefined
}

/** Whether something was published on what a what-if had shown. */
export async function isPublishedBy(reader: Reader, whatIf: string): Promise<boolean> {
  return (await firstOf(reader, publications.where('what_if', '=', whatIf).limit(1))) !== undefined
}

/** The number of the newest publication; 0 where there is none. */
export async function newestPublication(reader: Reader): Promise<number> {
  const newest = tables.selectFrom('rule_publications').select('id').orderBy('id', 'desc').limit(1)
  return (await firstOf(reader, newest))?.id ?? 0
}

export async function insertPublication(transaction: WriteTransaction, publication: Omit<RulePublication, 'id'>): Promise<number> {
  const { effectiveFrom, whatIf, whatIfSha256, ...row } = publication
  const tried = { what_if: whatIf ?? null, what_if_sha256: whatIfSha256 ?? null }
  return transaction.insert('rule_publications', { ...row, ...tried, effective_from: effectiveFrom }, 'id')
}

/** Every draft, by rule. */
export async function listDrafts(reader: Reader): Promise<RuleDraft[]> {
  return (await rowsOf(reader, drafts.orderBy('rule'))).map(draftFrom)
}

export async function draftOf(reader: Reader, rule: string): Promise<RuleDraft | undefined> {
  const row = await firstOf(reader, drafts.where('rule', '=', rule))
  return row && draftFrom(row)
}

export async function insertDraft(transaction: WriteTransaction, draft: RuleDraft): Promise<void> {
  await transaction.insert('rule_drafts', { ...draft })
}

/** Writes a draft anew, as the version after the one that it has. */
export async function updateDraft(transaction: WriteTransaction, { rule, text, version, at, by }: RuleDraft): Promise<void> {
  await transaction.update('rule_drafts', { text, version: version + 1, at, by }, { rule })
}

export async function deleteDraft(transaction: WriteTransaction, rule: string): Promise<void> {
  await rowsOf(transaction, tables.deleteFrom('rule_drafts').where('rule', '=', rule))
}

function draftFrom(row: RowOf<typeof drafts>): RuleDraft {
  return row
}
