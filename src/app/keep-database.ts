import { stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename } from 'node:path'
import type { Problem } from '../base/problem.ts'
import { type AuditVerified, verifyAudit } from '../store/audit.ts'
import { backup, restore } from '../store/backup.ts'
import { StoreError } from '../store/store-error.ts'
import { type Answer, withStore } from './appraise.ts'
import { type Actor, noteDeed, SYSTEM } from './service/service.ts'

/** What relative database addresses resolve against: the folder the user stands in. */
function folder(): string {
  return process.env.INIT_CWD ?? process.cwd()
}

/**
 * Copies the database into a file; answers what stood in the way. Afterwards the audit trail of the database says that there
 * is a backup, and of when, which the page of system health shows.
 */
export async function backupDatabase(database: string, file: string): Promise<readonly Problem[]> {
  const problems = await problemsOf(() => backup(database, folder(), file))
  if (problems.length > 0) return problems
  const { size } = await stat(file)
  const actor: Actor = { ...SYSTEM, name: `command line (${userInfo().username})` }
  const deed = { action: 'database.backup', subject: `backup ${basename(file)}` }
  const noted = await withStore(database, async (store) =>
    store.write(async (transaction) => {
      await noteDeed({ now: () => new Date() }, actor, deed, transaction, { after: { bytes: size } })
      return { ok: true as const }
    }),
  )
  return noted.ok ? [] : noted.problems
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
