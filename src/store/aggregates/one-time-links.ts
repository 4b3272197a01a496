import type { Reader } from '../database/connection.ts'
import { countOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

export interface NewLink {
  readonly id: string
  readonly sha256: string
  readonly createdAt: string
  readonly expiresAt: string
}

/** Writes the link for a purpose; former ones for it are void. */
export async function replaceLinks(transaction: WriteTransaction, purpose: string, link: NewLink): Promise<void> {
  await rowsOf(transaction, tables.deleteFrom('one_time_links').where('purpose', '=', purpose).where('used_at', 'is', null))
  await transaction.insert('one_time_links', {
    id: link.id,
    token_sha256: link.sha256,
    purpose,
    created_at: link.createdAt,
    expires_at: link.expiresAt,
  })
}

/** Whether a link is there, has not been used and holds at that time. */
export async function freshLink(reader: Reader, purpose: string, sha256: string, at: string): Promise<boolean> {
  const links = tables.selectFrom('one_time_links').where('purpose', '=', purpose).where('token_sha256', '=', sha256)
  return (await countOf(reader, links.where('used_at', 'is', null).where('expires_at', '>', at))) > 0
}

/** Uses a link up; false when it could not be used. */
export async function spendLink(transaction: WriteTransaction, purpose: string, sha256: string, at: string): Promise<boolean> {
  if (!(await freshLink(transaction, purpose, sha256, at))) return false
  return (await transaction.update('one_time_links', { used_at: at }, { purpose, token_sha256: sha256 })) === 1
}
