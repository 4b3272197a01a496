import type { Answer } from '../../base/answer.ts'
import { type Fen, fen, yuanText } from '../../base/money.ts'
import { decimalText, exactText } from '../../base/rounding.ts'
import { type OneMorePoint, oneMorePoint } from '../../domain/bonus/one-more-point.ts'
import type { Module } from '../../domain/engineers/service-facts.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { storedServiceFrom } from '../runs/stored-service.ts'
import { regionsOfPerson } from './regions-of-person.ts'
import { rulesOfRun } from './run-rules.ts'
import { type PersonOfRun, seenPerson } from './seen-person.ts'

/** What one more point would have been worth to an engineer 技术客服, module by module. Decimal text, money in yuan. */
export interface PersonOneMorePoint {
  readonly run: string
  readonly period: string
  readonly employee: string
  readonly final: string | null
  readonly share: string | null
  readonly modules: readonly ModuleOneMorePoint[]
}

export interface ModuleOneMorePoint {
  readonly module: Module
  readonly weight: string
  readonly score: string | null
  /** Null where the module does not count. */
  readonly raised: {
    readonly score: string
    readonly final: string
    readonly finalChange: string
    /** Null while a region that pays the person is held. */
    readonly share: string | null
    readonly shareChange: string | null
  } | null
}

/** Says nothing of colleagues beyond what the sheet says: their scores enter as the total only. Problems: of seenPerson; thing_must_exist for who is no engineer. */
export const readOneMorePoint = useCase(
  'result.read',
  async (service, actor, input: PersonOfRun): Promise<Answer<{ readonly ok: true; readonly value: PersonOneMorePoint }>> => {
    const answer = await seenPerson(service, actor, input, 'result.oneMorePoint')
    if (!answer.ok) return answer
    const { run, period, rows } = answer.seen
    const row = rows.find(({ kind }) => kind === 'service')
    const { employee } = input
    if (!row) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `engineer ${employee} of run ${run.id}` })] }
    const { result: person } = storedServiceFrom(row.facts)
    const regions = (await regionsOfPerson(service, run, row)).map(({ bonus }) => bonus)
    const rules = await rulesOfRun(service, run)
    const modules = oneMorePoint(person, regions, rules.service, rules.bonus.split)
    const final = person.final === undefined ? null : decimalText(person.final, 2)
    const share = row.bonus === undefined ? null : yuanText(fen(row.bonus))
    return { ok: true, value: { run: run.id, period: period.text, employee, final, share, modules: modules.map(moduleView) } }
  },
)

function moduleView({ module, weight, score, raised }: OneMorePoint): ModuleOneMorePoint {
  return {
    module,
    weight: exactText(weight),
    score: score === undefined ? null : decimalText(score, 2),
    raised: raised
      ? {
          score: decimalText(raised.score, 2),
          final: decimalText(raised.final, 2),
          finalChange: decimalText(raised.finalChange, 2),
          share: money(raised.share),
          shareChange: money(raised.shareChange),
        }
      : null,
  }
}

function money(amount: Fen | undefined): string | null {
  return amount === undefined ? null : yuanText(amount)
}
