import type { Period } from '../../base/period.ts'
import { homeRegion, postingsByEmployee } from '../../domain/people/home-region.ts'
import { type AccountRow, listAccounts } from '../../store/aggregates/accounts.ts'
import type { Appeal } from '../../store/aggregates/appeals.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { personOfCompany } from '../../store/aggregates/people.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'

/** Managers and HR of one company, and no more than that. */
const MOST = 1000

/** Tells HR and the manager whose region it was in the period that an appeal waits for an answer. */
export async function tellDeciders(transaction: WriteTransaction, period: Period, appeal: Appeal, at: string): Promise<void> {
  const accounts = new Set<string>()
  for (const { id } of await listAccounts(transaction, { position: 'hr', closed: false, limit: MOST })) accounts.add(id)
  for (const account of await listAccounts(transaction, { position: 'regional_manager', closed: false, limit: MOST })) {
    if ((await regionOf(transaction, account, period)) === appeal.region && account.employee !== appeal.employee) accounts.add(account.id)
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

async function regionOf(reader: Reader, { employee }: AccountRow, period: Period): Promise<string | undefined> {
  const person = employee === undefined ? undefined : await personOfCompany(reader, employee)
  return person && homeRegion(person.employee, postingsByEmployee(person.postings), period)
}
