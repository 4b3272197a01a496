import { StoreError } from '../../store/database/store-error.ts'
import { COPY } from '../../store/trail/audit.ts'
import type { LastEntry } from '../../store/trail/trail-end.ts'
import type { TrailVerified } from '../../store/trail/verify-trail.ts'

/** What keeps a backup from being restored; undefined when its trail holds and everything stands as it says. */
export function backupDoubt(
  file: string,
  verified: TrailVerified,
  last: LastEntry | undefined,
  hasKeys: boolean,
  unproved: boolean,
): StoreError | undefined {
  const { firstBreak, keyedFrom, missingKeys, contents, entries } = verified
  if (!last) return new StoreError('backup_must_hold_a_database', { file })
  if (firstBreak && firstBreak.kind !== 'unsealed') {
    const what = firstBreak.kind === 'content' ? contents.slice(0, 5).map((each) => each.what) : [firstBreak.kind]
    return new StoreError('backup_must_be_whole', { file, entry: String(firstBreak.sequence), what: what.join(', ') })
  }
  // A backup ends with an entry of its own: without it, entries at the end were cut off.
  if (keyedFrom !== undefined && last.action !== COPY) {
    return new StoreError('backup_must_be_whole', { file, entry: String(entries + 1), what: 'cut' })
  }
  if (unproved) return undefined
  const words = REASONS[missingKeys.length > 0 ? 'key' : keyedFrom === undefined && hasKeys ? 'unkeyed' : 'none']
  return words && new StoreError('backup_must_be_proved', { file, ...words })
}

const REASONS = {
  key: { reason_zh: '手头没有审计日志的密钥', reason_en: 'the key of its audit trail is not at hand' },
  unkeyed: {
    reason_zh: '手头有密钥，它的审计日志却没有带密钥的部分',
    reason_en: 'its audit trail has no keyed part, though there is a key',
  },
  none: undefined,
}
