import type { Problem } from '../base/problem.ts'
import { type AuditVerified, verifyAudit } from '../store/audit.ts'
import { backup, restore } from '../store/backup.ts'
import { StoreError } from '../store/store-error.ts'
import { type Answer, withStore } from './appraise.ts'

/** What relative database addresses resolve against: the folder the user stands in. */
function folder(): string {
  return process.env.INIT_CWD ?? process.cwd()
}

/** Copies the database into a file; answers what stood in the way. */
export function backupDatabase(database: string, file: string): Promise<Problem[]> {
  return problemsOf(() => backup(database, folder(), file))
}

/** Brings a backup into an empty database; answers what stood in the way. */
export function restoreDatabase(file: string, database: string): Promise<Problem[]> {
  return problemsOf(() => restore(file, database, folder()))
}

/** Walks the audit trail of a database that is there; an address that names no file is a mistake, not an empty trail. */
export async function verifyAuditTrail(database: string): Promise<Answer<{ readonly ok: true } & AuditVerified>> {
  return withStore(database, async (store) => ({ ok: true, ...(await verifyAudit(store)) }), { mustExist: true })
}

async function problemsOf(use: () => Promise<void>): Promise<Problem[]> {
  try {
    await use()
    return []
  } catch (failure) {
    if (failure instanceof StoreError) return [failure.problem]
    throw failure
  }
}
