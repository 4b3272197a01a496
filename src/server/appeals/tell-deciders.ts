import type { Day } from '../../base/day.ts'
import type { Period } from '../../base/period.ts'
import { homeRegion, positionIn, postingsByEmployee } from '../../domain/people/home-region.ts'
import { type AccountRow, listAccounts } from '../../store/aggregates/accounts.ts'
import type { Appeal } from '../../store/aggregates/appeals.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { personOfCompany } from '../../store/aggregates/people.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type RegionManagers, regionsFallingTo, responsibleManagers } from '../kernel/region-managers.ts'

/** Managers and HR of one company, and no more than that. */
const MOST = 1000

/** Tells HR and the manager to whom the region falls today that an appeal waits for an answer. */
export async function tellDeciders(
  transaction: WriteTransaction,
  { period, today }: { readonly period: Period; readonly today: Day },
  appeal: Appeal,
  at: string,
): Promise<void> {
  const responsible = await responsibleManagers(transaction, period, today)
  const accounts = new Set<string>()
  for (const { id } of await listAccounts(transaction, { position: 'hr', closed: false, limit: MOST })) accounts.add(id)
  for (const account of await listAccounts(transaction, { position: 'regional_manager', closed: false, limit: MOST })) {
    const regions = await regionsOf(transaction, account, period, responsible)
    if (regions.includes(appeal.region) && account.employee !== appeal.employee) accounts.add(account.id)
  }
  const values = { period: period.text, appeal: String(appeal.id), employee: appeal.employee, name: appeal.name }
  const payload = {
    zh: `${appeal.name}（${appeal.employee}）对 ${period.text} 的考核结果提出了申诉，请答复。`,
    en: `${appeal.name} (${appeal.employee}) appeals against the result of ${period.text}. Answer it.`,
    values,
  }
  const messages = [...accounts].map((account) => ({
    ...{ account, channel: 'product' as const, kind: 'appeal.made', period: period.text, payload },
    onceKey: `appeal.made ${appeal.id} ${account}`,
  }))
  await writeMessages(transaction, messages, at)
}

async function regionsOf(reader: Reader, { employee }: AccountRow, period: Period, managers: RegionManagers): Promise<string[]> {
  const person = employee === undefined ? undefined : await personOfCompany(reader, employee)
  if (!person) return []
  const postings = postingsByEmployee(person.postings)
  const then = { home: homeRegion(person.employee, postings, period), position: positionIn(person.employee, postings, period) }
  return regionsFallingTo(person.employee.number, managers, then)
}
