import type { Answer } from '../../base/answer.ts'
import { type Day, dayBefore, dayFromText } from '../../base/day.ts'
import { monthOfDay } from '../../base/period.ts'
import type { PlanFile } from '../../engine/rule/pay-rule.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import { versionOn } from '../../rulebook/settings-on.ts'
import { versionHash } from '../../rulebook/version-hash.ts'
import { type ListedPerson, listPeople } from '../../store/aggregates/people-list.ts'
import { insertReceipt, receiptsOf } from '../../store/aggregates/plan-receipts.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import { companyToday } from '../kernel/company-day.ts'
import { companyRules } from '../kernel/company-rules.ts'
import { reachOf } from '../kernel/reach.ts'
import { changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { receiptProblem } from './receipt-problems.ts'

type PlanVersion = PlanFile['versions'][number]

/** Somebody whom a version of a plan covers. */
export interface PlanReader {
  readonly employee: string
  readonly name: string
  readonly region: string
  /** When they signed; undefined while they have not. */
  readonly at: string | undefined
}

export interface PlanReceipts {
  readonly ok: true
  /** Whether the version covers who asks, and when they signed it. */
  readonly own: { readonly isConcerned: boolean; readonly at: string | undefined }
  /** Whom it covers within reach, by number. */
  readonly people: readonly PlanReader[]
}

export interface ReceiptsAsked {
  readonly rule: string
  /** The hash of the version. */
  readonly sha256: string
}

const EVERYBODY = 100_000

/**
 * Who has signed 签收 a version of a plan and who has not: HR and auditors see everybody whom it covers, managers those of their regions,
 * staff themselves. Problems: thing_must_exist, plan_version_must_be_the_one_read.
 */
export const readReceipts = useCase(
  'confirmation.read',
  async (service, actor, { rule, sha256 }: ReceiptsAsked): Promise<Answer<PlanReceipts>> => {
    const found = await versionOf(service, rule, sha256)
    if (!found.ok) return found
    const day = await dayAsked(service, found)
    const reach = await reachOf(service, actor, monthOfDay(day, await companyCalendar(service.store)))
    const concerned = await peopleOf(service, found.version, day)
    const signed = await receiptsOf(service.store, rule, sha256)
    const reader = ({ number, name, region }: ListedPerson): PlanReader => ({ employee: number, name, region, at: signed.get(number) })
    const within = concerned.filter(({ number, region }) =>
      reach.kind === 'all' ? true : reach.kind === 'own' ? number === reach.employee : reach.regions.includes(region),
    )
    const own = concerned.some(({ number }) => number === actor.employee)
    const at = actor.employee === undefined ? undefined : signed.get(actor.employee)
    return { ok: true, own: { isConcerned: own, at }, people: within.map(reader) }
  },
)

/**
 * Signs for oneself that one has read a version of a plan. Twice is once. Problems: thing_must_exist, plan_version_must_be_the_one_read,
 * plan_must_concern_you.
 */
export const signPlan = useCase(
  'confirmation.own',
  async (
    service,
    actor,
    { rule, sha256 }: ReceiptsAsked,
  ): Promise<Answer<{ readonly ok: true; readonly value: { readonly at: string } }>> => {
    const found = await versionOf(service, rule, sha256)
    if (!found.ok) return found
    const { effectiveFrom } = found.version
    const { employee } = actor
    const isConcerned = employee !== undefined && (await covers(service, found.version, await dayAsked(service, found), employee))
    if (!isConcerned) {
      return { ok: false, problems: [receiptProblem('plan_must_concern_you', { rule, version: effectiveFrom })] }
    }
    const before = (await receiptsOf(service.store, rule, sha256)).get(employee)
    if (before !== undefined) return { ok: true, value: { at: before } }
    const at = service.now().toISOString()
    return changing(service, actor, { action: 'plan.sign', subject: `rule ${rule} person ${employee}` }, async (transaction) => {
      const meanwhile = (await receiptsOf(transaction, rule, sha256)).get(employee)
      if (meanwhile !== undefined) return { ok: true, value: { at: meanwhile } }
      await insertReceipt(transaction, { rule, effectiveFrom, sha256, employee, account: actor.id, at })
      return { ok: true, value: { at }, after: { effectiveFrom, sha256 } }
    })
  },
)

/** A version of a plan that somebody has not signed yet. */
export interface UnsignedPlan {
  readonly rule: string
  readonly title: Words
  readonly effectiveFrom: string
}

/** The versions in force or still to come that cover a person and that they have not signed, by plan; none where the rules do not load. */
export async function plansToSign(service: Service, employee: string): Promise<UnsignedPlan[]> {
  const loaded = await companyRules(service)
  const plans = loaded.ok ? loaded.rulebook.plans.filter(({ rule }) => !rule.template) : []
  const unsigned: UnsignedPlan[] = []
  for (const { rule } of plans) {
    const versions: readonly PlanVersion[] = rule.versions
    const today = await companyToday(service)
    const inForce = versionOn({ versions }, today)
    for (const version of versions.filter((each) => each === inForce || (dayFromText(each.effectiveFrom) ?? today) > today)) {
      const day = await dayAsked(service, { ok: true, version, next: undefined })
      if (!(await covers(service, version, day, employee))) continue
      const signed = await receiptsOf(service.store, rule.id, versionHash(version))
      if (!signed.has(employee)) unsigned.push({ rule: rule.id, title: rule.title, effectiveFrom: version.effectiveFrom })
    }
  }
  return unsigned
}

interface FoundVersion {
  readonly ok: true
  readonly version: PlanVersion
  /** The first day of the version after it. */
  readonly next: Day | undefined
}

/** A version of a plan that is none of a template. */
async function versionOf(service: Service, id: string, sha256: string): Promise<Answer<FoundVersion>> {
  const loaded = await companyRules(service)
  if (!loaded.ok) return loaded
  const plan = loaded.rulebook.plans.find(({ rule }) => rule.id === id && !rule.template)
  if (!plan) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `plan ${id}` })] }
  const versions: readonly PlanVersion[] = plan.rule.versions
  const index = versions.findIndex((version) => versionHash(version) === sha256)
  const version = versions[index]
  if (!version)
    return { ok: false, problems: [receiptProblem('plan_version_must_be_the_one_read', { rule: id, sha256: sha256.slice(0, 8) })] }
  return { ok: true, version, next: dayFromText(versions[index + 1]?.effectiveFrom ?? '') }
}

/** The day on which it is asked whom a version covers: today, or its first or last day where it is not in force today. */
async function dayAsked(service: Service, { version, next }: FoundVersion): Promise<Day> {
  const today = await companyToday(service)
  const first = dayFromText(version.effectiveFrom) ?? today
  if (today < first) return first
  return next !== undefined && today >= next ? dayBefore(next) : today
}

async function covers(service: Service, version: PlanVersion, day: Day, employee: string): Promise<boolean> {
  return (await peopleOf(service, version, day, employee)).length > 0
}

/** Whom a version covers on a day, or whether it covers one person. */
async function peopleOf({ store }: Service, { people }: PlanVersion, day: Day, only?: string): Promise<ListedPerson[]> {
  const { position, regions, employees } = people
  const within = only === undefined ? undefined : { regions: [], employee: only, position: undefined }
  const listed = await listPeople(store, { first: day, last: day, position, within, withLeavers: false, limit: EVERYBODY })
  return listed.filter(({ number, region }) => (regions?.includes(region) ?? true) && (employees?.includes(number) ?? true))
}
