import { present } from '../../base/assert.ts'
import { groupBy } from '../../base/group-by.ts'
import { type Fen, yuanText } from '../../base/money.ts'
import type { Problem } from '../../base/problem.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import type { RegionBonus } from '../../domain/appraisal.ts'
import { MODULES, type Module } from '../../domain/engineers/service-facts.ts'
import type { ServiceResult } from '../../domain/engineers/service-result.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { engineerSchema, moduleSchema } from './preview-schema.ts'

/** A region's pool and split as they would be now; money in yuan, scores in points, both as decimal text. */
export interface RegionPreview {
  readonly period: string
  readonly region: string
  readonly regionName: string
  readonly status: RegionBonus['status']
  readonly receipts: string
  readonly refunds: string
  readonly netCollections: string
  /** 提取比例, such as "0.001". */
  readonly rate: string
  readonly pool: string
  readonly scoreTotal: string
  readonly commission: string | null
  readonly commissionLeft: string | null
  readonly unallocated: string
  /** How many drafts were counted as if they had been submitted. */
  readonly draftsCounted: number
  /** Those who hold the region. */
  readonly heldBy: readonly string[]
  readonly engineers: readonly PreviewedEngineer[]
  /** What a run would warn of or refuse here, beyond what each engineer lacks. */
  readonly problems: readonly Problem[]
}

export type PreviewedEngineer = ShapeOf<typeof engineerSchema>

export type PreviewedModule = ShapeOf<typeof moduleSchema>

/** Whether the overall mark 综合评价 of an engineer is there. */
export type MarkState = 'missing' | 'draft' | 'submitted'

export interface PreviewSource {
  readonly period: string
  readonly bonus: RegionBonus | undefined
  readonly service: readonly ServiceResult[]
  readonly problems: readonly Problem[]
  readonly draftsCounted: number
  readonly markState: (employee: string) => MarkState
}

export function regionPreview({ period, bonus: only, service, problems, draftsCounted, markState }: PreviewSource): RegionPreview {
  const bonus = present(only, 'A region that was asked for was split.')
  const lacking = groupBy(
    problems.filter(({ code }) => code === MISSING),
    ({ values }) => `${values.employee} ${values.module}`,
  )
  const shares = new Map(bonus.shares.map((share) => [share.employee, share]))
  const moduleView = ({ employee, modules }: ServiceResult, module: Module): PreviewedModule => {
    const { score, weight, counted, treated, remarks } = modules[module]
    const [problem] = lacking.get(`${employee} ${module}`) ?? []
    return {
      module,
      weight: exactText(weight),
      score: score === undefined ? null : decimalText(score, 2),
      counted,
      treated: treated ?? null,
      missing: problem === undefined ? null : { zh: problem.values.reasonZh ?? '', en: problem.values.reasonEn ?? '' },
      remarks,
    }
  }
  return {
    period,
    region: bonus.region,
    regionName: bonus.name,
    status: bonus.status,
    receipts: yuanText(bonus.receipts),
    refunds: yuanText(bonus.refunds),
    netCollections: yuanText(bonus.netCollections),
    rate: exactText(bonus.rate),
    pool: yuanText(bonus.pool),
    scoreTotal: decimalText(bonus.scoreTotal, 2),
    commission: money(bonus.commission),
    commissionLeft: money(bonus.commissionLeft),
    unallocated: yuanText(bonus.unallocated),
    draftsCounted,
    heldBy: bonus.heldBy,
    engineers: service.map((person) => ({
      employee: person.employee,
      name: person.name,
      region: person.region,
      status: person.status,
      modules: MODULES.map((module) => moduleView(person, module)),
      final: person.final === undefined ? null : decimalText(person.final, 2),
      share: money(shares.get(person.employee)?.amount),
      days: shares.get(person.employee)?.days ?? null,
      percent: shares.get(person.employee)?.percent ?? null,
      overallMark: markState(person.employee),
      remarks: person.remarks,
    })),
    problems: problems.filter(({ code }) => code !== MISSING),
  }
}

const MISSING = 'module_must_have_data'

function money(amount: Fen | undefined): string | null {
  return amount === undefined ? null : yuanText(amount)
}
