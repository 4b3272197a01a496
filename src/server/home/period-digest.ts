import { lastSettingChange } from '../../store/aggregates/home-counts.ts'
import { lastChange } from '../../store/company-book/changes.ts'
import type { Store } from '../../store/open-store.ts'
import { findCases } from '../incomplete/find-cases.ts'
import { rulesOfPeriod } from '../incomplete/rules-of-period.ts'
import { companyToday } from '../kernel/company-day.ts'
import type { Service } from '../kernel/service.ts'
import { type PeriodPeople, periodPeople } from '../marks/period-people.ts'
import { oddOfPeriod } from '../odd/find-odd.ts'

/** What a home page needs of a period and what costs a reading of all its people. */
export interface PeriodDigest {
  readonly people: PeriodPeople | undefined
  /** How many people would be held by missing data if it were run now; without those who only wait for their manager's mark, where told. */
  held(besidesMarks?: boolean): Promise<number>
  /** What looks odd in its records, by the keys that it is dismissed by. */
  odd(): Promise<readonly string[]>
}

interface Kept {
  readonly state: string
  readonly digest: Promise<PeriodDigest>
}

/** Open periods are a few at a time; more than that need not be kept. */
const MOST_KEPT = 8
const keptOf = new WeakMap<Store, Map<string, Kept>>()

/**
 * The people of a period and how many of them are held, worked out once for each state of the data: until a record or a setting
 * changes, and while it is the same day, everybody's home page is answered from the same reading.
 */
export async function periodDigest(service: Service, period: string): Promise<PeriodDigest> {
  const { store } = service
  const state = `${await companyToday(service)} ${await lastChange(store)} ${await lastSettingChange(store)}`
  const kept = keptOf.get(store) ?? new Map<string, Kept>()
  keptOf.set(store, kept)
  const known = kept.get(period)
  if (known?.state === state) return known.digest
  const digest = readDigest(service, period)
  kept.delete(period)
  kept.set(period, { state, digest })
  // What could not be read is read again by who asks next.
  digest.catch(() => kept.delete(period))
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return digest
}

async function readDigest(service: Service, period: string): Promise<PeriodDigest> {
  const found = await periodPeople(service, period)
  if (!found.ok) return { people: undefined, held: async () => 0, odd: async () => [] }
  let held: Promise<Held> | undefined
  let odd: Promise<readonly string[]> | undefined
  return {
    people: found,
    async held(besidesMarks = false) {
      held ??= heldPeople(service, found)
      const { all, withoutMarks } = await held
      return besidesMarks ? withoutMarks : all
    },
    odd() {
      odd ??= oddOfPeriod(service, found.book, period, false).then((problems) => problems.map((problem) => problem.odd.key))
      return odd
    },
  }
}

interface Held {
  readonly all: number
  readonly withoutMarks: number
}

async function heldPeople(service: Service, found: PeriodPeople): Promise<Held> {
  const rules = await rulesOfPeriod(service, found.period)
  if (!rules.ok) return { all: 0, withoutMarks: 0 }
  const cases = (await findCases(service.store, found, rules, () => true)).filter(({ state }) => state === 'held')
  const people = (some: typeof cases) => new Set(some.map(({ employee }) => employee)).size
  return { all: people(cases), withoutMarks: people(cases.filter(({ module }) => module !== 'manager')) }
}
