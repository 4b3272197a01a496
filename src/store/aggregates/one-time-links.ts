import type { Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

export interface NewLink {
  readonly id: string
  readonly sha256: string
  readonly createdAt: string
  readonly expiresAt: string
}

/** Writes the link for a purpose; former ones for it are void. */
export async function replaceLinks(transaction: WriteTransaction, purpose: string, link: NewLink): Promise<void> {
  await transaction.all('DELETE FROM one_time_links WHERE purpose = $1 AND used_at IS NULL', [purpose])
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
  const found = await reader.all(
    'SELECT id FROM one_time_links WHERE purpose = $1 AND token_sha256 = $2 AND used_at IS NULL AND expires_at > $3',
    [purpose, sha256, at],
  )
  return found.length > 0
}

/** Uses a link up; false when it could not be used. */
export async function spendLink(transaction: WriteTransaction, purpose: string, sha256: string, at: string): Promise<boolean> {
  if (!(await freshLink(transaction, purpose, sha256, at))) return false
  return (await transaction.update('one_time_links', { used_at: at }, { purpose, token_sha256: sha256 })) === 1
}
