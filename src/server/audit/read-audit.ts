import type { Answer } from '../../base/answer.ts'
import { type Day, dayAfter } from '../../base/day.ts'
import { type AuditEntry, type AuditFilter, auditEntries } from '../../store/trail/audit-entries.ts'
import { companyDayBegins } from '../kernel/company-day.ts'
import type { Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { type DeedWords, deedWords } from './deed-words.ts'
import { subjectNames } from './subject-names.ts'
import { idsIn, subjectWords } from './subject-words.ts'

/** What is looked for in the trail; days are those of the company's calendar, both counted. */
export interface AuditAsked extends Omit<AuditFilter, 'since' | 'until'> {
  readonly first?: Day | undefined
  readonly last?: Day | undefined
}

/** An entry with what was done, and to what, in words. */
export interface AuditView extends AuditEntry {
  readonly deed: DeedWords
  readonly about: DeedWords
}

/** Entries of the audit trail, newest first, by period, actor, action, subject, person, days or text. */
export const readAudit = useCase(
  'audit.read',
  async (service, _, asked: AuditAsked): Promise<Answer<{ readonly ok: true; readonly entries: readonly AuditView[] }>> => {
    return { ok: true, entries: await inWords(service, await auditEntries(service.store, await filterOf(service, asked))) }
  },
)

/** The filter of the store for what was asked. */
export async function filterOf({ store }: Service, { first, last, ...filter }: AuditAsked): Promise<AuditFilter> {
  return {
    ...filter,
    since: first === undefined ? undefined : await companyDayBegins(store, first),
    until: last === undefined ? undefined : await companyDayBegins(store, dayAfter(last)),
  }
}

export async function inWords(service: Service, entries: readonly AuditEntry[]): Promise<AuditView[]> {
  const names = await subjectNames(
    service,
    entries.flatMap(({ subject }) => idsIn(subject)),
  )
  return entries.map((entry) => ({ ...entry, deed: deedWords(entry.action), about: subjectWords(entry.subject, names) }))
}
