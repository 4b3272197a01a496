import { present } from '../../base/assert.ts'
import { type Fen, fen } from '../../base/money.ts'
import type { StandingRejection } from '../../domain/adjustment/adjustment.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { type Adjustment, decidedFor } from '../../store/aggregates/adjustments.ts'
import { findRun, type RunRow } from '../../store/aggregates/runs.ts'
import { snapshotHomes, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { changedAgain, type Named } from '../../store/company-book/changed-again.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { Service } from '../kernel/service.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'
import { appraisedRun } from './appraised-run.ts'

/** What a service bonus is computed from. */
const BEHIND_A_BONUS: ReadonlySet<TableKey> = new Set([
  ...(['regions', 'employees', 'postings', 'spells', 'clients', 'client_reps', 'holidays', 'collections', 'commissions'] as const),
  ...(['attendance', 'feedback', 'followups', 'evaluations', 'decisions'] as const),
])

interface Reviewed {
  readonly closed: string
  readonly published: RunRow
  /** The run that appraised it again by today's records. */
  readonly today: RunRow
}

/**
 * What finance rejected of a closed period and stands 仍然有效的拒绝, by employee number. A rejected difference came of the records
 * that changed between what was decided before it and its own run, and that say something about the person, their regions, and
 * whoever shares or brings in those regions' bonus; it stands while these records say what they said then.
 */
export async function standingRejections(service: Service, reader: Reader, reviewed: Reviewed): Promise<Map<string, StandingRejection>> {
  const decided = await decidedFor(reader, reviewed.closed)
  const causes = causesIn(service, reader, reviewed)
  const standing = new Map<string, StandingRejection>()
  for (const employee of new Set(decided.filter(({ state }) => state === 'rejected').map((each) => each.employee))) {
    const theirs = decided.filter((each) => each.employee === employee)
    const kept: Adjustment[] = []
    for (const [place, rejection] of [...theirs.entries()].reverse()) {
      if (rejection.state !== 'rejected' || (await causes.changed(rejection, theirs[place - 1]))) continue
      kept.push(rejection)
      // It was proposed as the whole difference to what was paid: what was rejected before is part of it.
      if (rejectedBefore(rejection) === 0n) break
    }
    if (kept.length === 0) continue
    const newest = present(
      theirs.findLast((each) => each.state === 'accepted' || kept.includes(each)),
      'One is kept.',
    )
    const amount = fen(kept.reduce((sum, { difference }) => sum + difference, 0n))
    standing.set(employee, { amount, since: await causes.appraised(newest.run) })
  }
  return standing
}

/** What of the difference to what was paid stood rejected when an adjustment was proposed, and so is no part of it. */
export function rejectedBefore({ due, paid, difference }: Pick<Adjustment, 'due' | 'paid' | 'difference'>): Fen {
  return fen(due - paid - difference)
}

/** Looks up runs and changes once, however many rejections there are. */
function causesIn(service: Service, reader: Reader, { published, today }: Reviewed) {
  const runs = new Map([published, today].map((run) => [run.id, Promise.resolve(run)]))
  const runOf = once(runs, async (id) => present(await findRun(reader, id), 'An adjustment names a run that is there.'))
  const changeOf = async (run: string) => (await runOf(run)).asOfChange ?? 0
  const appraised = once(new Map(), async (run) => appraisedRun(service, reader, await runOf(run)))
  const paying = once(new Map(), (run) => payingIn(reader, run))
  const again = once(new Map<string, Promise<Named[]>>(), async (span) => {
    const [after = 0, upTo = 0] = span.split(' ').map(Number)
    const company = await findCompanyBook(reader)
    return company ? changedAgain(reader, company.id, { after, upTo }, today.asOfChange ?? 0, BEHIND_A_BONUS) : []
  })
  return {
    appraised,
    /** Whether a record that a rejected difference came of says something else today. */
    async changed({ employee, run }: Adjustment, before: Adjustment | undefined): Promise<boolean> {
      const changed = await again(`${await changeOf(before?.run ?? published.id)} ${await changeOf(run)}`)
      if (changed.length === 0) return false
      const about = [await paying(published.id), await paying(run), await paying(today.id)].flatMap((regions) => regions.of(employee))
      const regions = new Set(about.map(({ region }) => region))
      const people = new Set([employee, ...about.flatMap((region) => region.people)])
      return changed.some((named) => named.people.some((each) => people.has(each)) || named.regions.some((each) => regions.has(each)))
    },
  }
}

/** The regions that a run pays a person from, each with its engineers and the representatives whose collections count for it. */
async function payingIn(reader: Reader, run: string) {
  const homes = await snapshotHomes(reader, run)
  const regions = (await snapshotRegions(reader, run)).map(({ region, result }) => {
    const { bonus, creditedReps } = storedRegionFrom(result)
    const engineers = [...homes.filter((each) => each.region === region), ...bonus.shares].map(({ employee }) => employee)
    return { region, engineers: new Set(engineers), people: [...engineers, ...creditedReps.map(({ rep }) => rep)] }
  })
  return { of: (employee: string) => regions.filter(({ engineers }) => engineers.has(employee)) }
}

function once<T>(known: Map<string, Promise<T>>, find: (key: string) => Promise<T>): (key: string) => Promise<T> {
  return (key) => {
    const found = known.get(key) ?? find(key)
    known.set(key, found)
    return found
  }
}
