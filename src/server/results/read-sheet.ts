import type { Answer } from '../../base/answer.ts'
import { groupBy } from '../../base/group-by.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import { MODULES, type Module } from '../../domain/engineers/service-facts.ts'
import type { Remark, ServiceResult } from '../../domain/engineers/service-result.ts'
import type { PersonKind } from '../../store/aggregates/snapshots.ts'
import { regionNames } from '../../store/aggregates/snapshots-history.ts'
import { useCase } from '../kernel/use-case.ts'
import { storedSalesFrom } from '../runs/stored-sales.ts'
import { storedServiceFrom } from '../runs/stored-service.ts'
import { type KpiFigure, type KpiHead, kpiFigures, kpiHeads } from './kpi-lines.ts'
import { type ResultLine, resultLine } from './list-results.ts'
import { regionsOfPerson } from './regions-of-person.ts'
import { rulesOfRun } from './run-rules.ts'
import { type PersonOfRun, seenPerson } from './seen-person.ts'
import { type SheetAnswers, type SheetStanding, sheetAnswers, sheetStanding } from './sheet-answers.ts'
import { type SheetPay, sheetPay } from './sheet-pay.ts'
import { type SheetShare, shareOf } from './sheet-share.ts'
import { entrySeenBy, rulesSeenBy } from './visible-kpis.ts'

/** A person's own sheet 考核表 of one run. */
export interface ResultSheet extends SheetStanding {
  readonly run: string
  readonly period: string
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly regionName: string
  /** One part for each kind in which the person was appraised. */
  readonly parts: readonly SheetPart[]
  /** What the KPIs of a representative's part are. */
  readonly kpis: readonly KpiHead[]
  /** What plans pay the person. */
  readonly pay: SheetPay
}

export interface SheetPart extends ResultLine {
  readonly kind: PersonKind
  /** The person's entry of result.json. */
  readonly result: unknown
  /** Remarks of the modules, and on the person as a whole under `person`, in both languages. */
  readonly remarks: Readonly<Record<string, readonly Remark[]>>
  /** What each region pays the person. */
  readonly shares: readonly SheetShare[]
  /** The rows of an engineer's form. */
  readonly modules: readonly SheetModule[]
  /** What a representative reached. */
  readonly figures: readonly KpiFigure[]
  readonly answers: SheetAnswers
}

/** One row of the form 客服人员考核评分表. */
export interface SheetModule {
  readonly module: Module
  readonly weight: string
  readonly score: string | null
  /** False where the others carry its weight, or the person is held for it. */
  readonly counted: boolean
}

/** One person's sheet; problems are those of seenPerson. */
export const readSheet = useCase(
  'result.read',
  async (service, actor, input: PersonOfRun): Promise<Answer<{ readonly ok: true; readonly value: ResultSheet }>> => {
    const answer = await seenPerson(service, actor, input, 'result.read')
    if (!answer.ok) return answer
    const { run, period, rows } = answer.seen
    const [first] = rows
    const { employee } = input
    const rules = rulesSeenBy(await rulesOfRun(service, run), actor)
    const standing = await sheetStanding(service, run)
    const parts: SheetPart[] = []
    for (const row of rows) {
      const answers = await sheetAnswers(service, run, standing, { employee, kind: row.kind })
      const line = { ...resultLine(row), result: entrySeenBy(JSON.parse(row.result), await rulesOfRun(service, run), actor), answers }
      if (row.kind === 'sales') {
        const figures = kpiFigures(storedSalesFrom(row.facts).result, rules)
        parts.push({ ...line, remarks: {}, shares: [], modules: [], figures })
      } else {
        const { result } = storedServiceFrom(row.facts)
        const shares = (await regionsOfPerson(service, run, row)).flatMap(({ bonus }) => shareOf(bonus, row, rules.bonus.split))
        parts.push({ ...line, remarks: remarksOf(result), shares, modules: modulesOf(result), figures: [] })
      }
    }
    const region = first?.region ?? ''
    const regionName = (await regionNames(service.store, run.id)).get(region) ?? region
    const person = { run: run.id, period: period.text, employee, name: first?.name ?? '', region, regionName }
    const kpis = rows.some(({ kind }) => kind === 'sales') ? kpiHeads(rules) : []
    return { ok: true, value: { ...person, ...standing, parts, kpis, pay: await sheetPay(service, run, employee) } }
  },
)

function remarksOf({ modules, remarks }: ServiceResult): SheetPart['remarks'] {
  const said = Object.entries(modules).flatMap(([module, { remarks: own }]) => own.map((remark) => ({ module, remark })))
  const byModule = groupBy([...said, ...remarks.map((remark) => ({ module: 'person', remark }))], ({ module }) => module)
  return Object.fromEntries([...byModule].map(([module, list]) => [module, list.map(({ remark }) => remark)]))
}

function modulesOf({ modules }: ServiceResult): SheetModule[] {
  return MODULES.map((module) => {
    const { weight, score, counted } = modules[module]
    return { module, weight: exactText(weight), score: score === undefined ? null : decimalText(score, 2), counted }
  })
}
