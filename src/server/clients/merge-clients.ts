import type { Answer } from '../../base/answer.ts'
import { type Day, dayText } from '../../base/day.ts'
import { recordName } from '../../domain/dataset/record-name.ts'
import { type RecordValues, TABLES, textCell } from '../../domain/dataset/tables.ts'
import { companyBookIn } from '../../store/company-book/company-book.ts'
import { recordIn } from '../../store/company-book/find-records.ts'
import { withScratchBook } from '../../store/company-book/scratch-book.ts'
import { stageMerge } from '../../store/company-book/stage-merge.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Actor, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { tableProblems } from '../records/change-rules.ts'
import { type MadeChange, makeChange } from '../records/make-change.ts'
import { recordJson } from '../records/record-json.ts'
import { mergeProblem } from './merge-problems.ts'

/** Two codes of the clients table. */
export interface ClientPair {
  /** Whose code and particulars stay. */
  readonly into: string
  /** Whose code becomes an alias. */
  readonly from: string
}

/** What a merge comes to. */
export interface MergedClients {
  readonly change: MadeChange
  /** What the clients table says of the two where that differs, and what stays. */
  readonly differences: readonly {
    readonly column: string
    readonly into: string | null
    readonly from: string | null
    readonly after: string | null
  }[]
  /** Whose client it is afterwards: from ever where it has no day. */
  readonly reps: readonly { readonly rep: string; readonly from: string | null }[]
}

/**
 * Merges two clients 合并客户: one code stays, the other becomes its alias, and every record of the other refers to the one that stays, as one change
 * with its entry in the trail. Old versions stay readable, and take-back of the change splits them again. Problems: clients_must_differ,
 * thing_must_exist, merged_records_must_agree (which names the two), those of who may change when.
 */
export const mergeClients = useCase(
  'record.write',
  async (
    service,
    actor,
    input: ClientPair & { readonly reason: string },
  ): Promise<Answer<{ readonly ok: true; readonly merged: MergedClients }>> => {
    const { into, from, reason } = input
    const deed = { action: 'client.merge', subject: `client ${from} into ${into}`, reason }
    const made = await changing(service, actor, deed, async (transaction) => {
      const answer = await merge(service, actor, transaction, input)
      if (!answer.ok) return answer
      const { change, ...after } = answer.merged
      return { ok: true, value: answer.merged, before: answer.before, after: { change: change.id, counts: change.counts, ...after } }
    })
    return made.ok ? { ok: true, merged: made.value } : made
  },
)

/** What merging two clients would come to; it is carried out and left again. Problems: those of mergeClients. */
export const previewMerge = useCase(
  'record.write',
  async (service, actor, pair: ClientPair): Promise<Answer<{ readonly ok: true; readonly merged: MergedClients }>> => {
    const tried = await service.store.write(async (transaction) => ({
      ok: false,
      answer: await merge(service, actor, transaction, { ...pair, reason: 'preview' }),
    }))
    return tried.answer
  },
)

async function merge(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  { into, from, reason }: ClientPair & { readonly reason: string },
): Promise<Answer<{ readonly ok: true; readonly merged: MergedClients; readonly before: object }>> {
  const kept = tableProblems(actor, ['clients'])
  if (kept.length > 0) return { ok: false, problems: kept }
  if (into === from) return { ok: false, problems: [mergeProblem('clients_must_differ', { code: into })] }
  const { id: company } = await companyBookIn(transaction)
  const clients = {
    into: await recordIn(transaction, company, 'clients', [into]),
    from: await recordIn(transaction, company, 'clients', [from]),
  }
  if (!clients.into || !clients.from) {
    return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `client ${clients.into ? from : into}` })] }
  }
  const { into: first, from: second } = clients
  return withScratchBook(transaction, async (staging) => {
    const { tables, remove, collisions } = await stageMerge(transaction, { company, staging }, { into: first, from: second })
    if (collisions.length > 0) {
      const problems = collisions.map(({ table, kept: own, other }) => {
        const records = { record: recordName(table, own) ?? '', other: recordName(table, other) ?? '' }
        return mergeProblem(
          'merged_records_must_agree',
          { ...records, table, title: TABLES[table].title },
          { table, record: records.other },
        )
      })
      return { ok: false, problems }
    }
    const request = { kind: 'merge' as const, reason, period: undefined }
    const made = await makeChange(service, actor, transaction, request, { pair: { company, staging }, tables, remove })
    if (!made.ok) return made
    const standing = (await recordIn(transaction, company, 'clients', [into])) ?? first
    const differences = differencesOf(first.values, second.values, standing.values)
    const before = { into: recordJson('clients', first.values), from: recordJson('clients', second.values) }
    return { ok: true, merged: { change: made.change, differences, reps: await repsOf(transaction, company, standing.values) }, before }
  })
}

function differencesOf(...[into, from, after]: readonly [RecordValues, RecordValues, RecordValues]): MergedClients['differences'] {
  const told = [into, from, after].map((values) => recordJson('clients', values))
  const text = (index: number, key: string) => {
    const value = told[index]?.[key] ?? null
    return value === null ? null : String(value)
  }
  return TABLES.clients.columns
    .filter(({ key }) => key !== 'code' && text(0, key) !== text(1, key))
    .map(({ key }) => ({ column: key, into: text(0, key), from: text(1, key), after: text(2, key) }))
}

async function repsOf(transaction: WriteTransaction, company: number, client: RecordValues): Promise<MergedClients['reps']> {
  const rows = await transaction.all('SELECT rep, "from" FROM client_reps WHERE book = $1 AND client = $2 ORDER BY "from"', [
    company,
    textCell('clients', client, 'code'),
  ])
  const rep = recordJson('clients', client).rep
  const ever = typeof rep === 'string' ? [{ rep, from: null }] : []
  return [...ever, ...rows.map(([whose, day]) => ({ rep: String(whose), from: dayText(Number(day) as Day) }))]
}
