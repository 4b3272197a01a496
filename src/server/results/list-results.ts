import type { Answer } from '../../base/answer.ts'
import { fen, yuanText } from '../../base/money.ts'
import {
  countPeople,
  type PeopleFilter,
  type PersonKind,
  type PersonMark,
  type SnapshotPerson,
  snapshotPeople,
} from '../../store/aggregates/snapshots.ts'
import { regionNames } from '../../store/aggregates/snapshots-history.ts'
import { type Reach, reaches, reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Service } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import type { resultLineSchema } from './result-schema.ts'
import { type ViewedRun, viewedRun } from './viewed-run.ts'

export interface ListResults extends ViewedRun {
  readonly kind?: PersonKind | undefined
  readonly region?: string | undefined
  readonly status?: string | undefined
  /** Part of a name or number. */
  readonly search?: string | undefined
  readonly after?: PersonMark | undefined
  readonly limit: number
}

/** One line of a list of results. Score in points, bonus in yuan, as decimal text. */
export type ResultLine = ShapeOf<typeof resultLineSchema>

export interface ResultList {
  readonly run: string
  /** One more than the limit where there are more. */
  readonly lines: readonly ResultLine[]
  /** How many there are on all pages. */
  readonly total: number
  /** The regions within reach, for names and filters. */
  readonly regions: readonly RegionName[]
}

export interface RegionName {
  readonly region: string
  readonly name: string
}

/** The results of a run within the actor's reach, by kind, then number. Entered into the audit trail where they are of others. */
export const listResults = useCase(
  'result.read',
  async (service, actor, input: ListResults): Promise<Answer<{ readonly ok: true; readonly value: ResultList }>> => {
    const viewed = await viewedRun(service, actor, input)
    if (!viewed.ok) return viewed
    const { kind, region, status, search, after, limit } = input
    const reach = await reachOf(service, actor, input.period)
    const filter = { kind, status, search, ...reachFilter(reach, region) }
    const people = await snapshotPeople(service.store, viewed.run.id, filter, { after, limit: limit + 1 })
    if (people.some((person) => person.employee !== actor.employee)) {
      const subject = `run ${viewed.run.id}`
      await recordReading(service, actor, {
        action: 'result.list',
        subject,
        period: input.period.text,
        asked: { kind, region, status, search, after },
      })
    }
    const total = await countPeople(service.store, viewed.run.id, filter)
    const regions = await regionsWithin(service, viewed.run.id, reach)
    return { ok: true, value: { run: viewed.run.id, lines: people.map(resultLine), total, regions } }
  },
)

/** The regions of a run that somebody reaches people of, by code. */
export async function regionsWithin(service: Service, run: string, reach: Reach): Promise<RegionName[]> {
  const names = [...(await regionNames(service.store, run))].map(([region, name]) => ({ region, name }))
  return names.filter((each) => reaches(reach, each))
}

/** The part of a snapshot within reach, narrowed to one region where that is asked for. */
function reachFilter(reach: Reach, region?: string): PeopleFilter {
  if (reach.kind === 'own') return { employee: reach.employee, ...(region === undefined ? {} : { regions: [region] }) }
  if (reach.kind === 'all') return region === undefined ? {} : { regions: [region] }
  return { regions: region === undefined ? reach.regions : reach.regions.filter((each) => each === region) }
}

export function resultLine({ kind, employee, name, region, status, score, bonus }: SnapshotPerson): ResultLine {
  return { kind, employee, name, region, status, score: score ?? null, bonus: bonus === undefined ? null : yuanText(fen(bonus)) }
}
