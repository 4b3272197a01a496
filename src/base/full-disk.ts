const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100', 'database_must_have_room'])

/**
 * Whether a failure, or what caused it, is that the disk (or what of it one may use) is full: as the system, SQLite, PostgreSQL
 * and our store say it, also where it came from another thread and has kept nothing but its values.
 */
export function isFullDisk(failure: unknown): boolean {
  if (typeof failure !== 'object' || failure === null) return false
  if ('code' in failure && NO_ROOM.has(String(failure.code))) return true
  return ('problem' in failure && isFullDisk(failure.problem)) || ('cause' in failure && isFullDisk(failure.cause))
}
