import type { Problem } from '../../base/problem.ts'
import type { PeriodState } from '../../domain/states.ts'
import type { OpenedPeriod } from '../../store/aggregates/periods.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import type { Actor, Service } from './service.ts'

/** A step that somebody asks for, inside the transaction that makes it. */
export interface PeriodStepContext {
  readonly service: Service
  readonly actor: Actor
  readonly transaction: WriteTransaction
  /** As it is before the step. */
  readonly period: OpenedPeriod
  readonly from: PeriodState
  readonly to: PeriodState
  readonly reason: string | undefined
  /** The run that is to be published, where the caller names one. */
  readonly run: string | undefined
  readonly at: string
}

/**
 * A condition of a step. It belongs to steps that go to `to`, or that leave `from`, or do both where both are given; one of
 * them is. Every guard of a step is asked, and all their problems are answered at once.
 */
export interface PeriodGuard {
  readonly from?: PeriodState
  readonly to?: PeriodState
  check(step: PeriodStepContext): Promise<readonly Problem[]>
}

/** What a step does beside changing the state, in the same transaction, once all guards have let it pass. */
export interface PeriodEffect {
  readonly from?: PeriodState
  readonly to?: PeriodState
  /** Answers the run that people see from now on: null for none, undefined to leave it as it is. */
  apply(step: PeriodStepContext): Promise<{ readonly publishedRun?: string | null } | undefined>
}

/** Whether a guard or an effect belongs to a step. */
export function belongsTo(each: Pick<PeriodGuard, 'from' | 'to'>, step: Pick<PeriodStepContext, 'from' | 'to'>): boolean {
  return (each.from === undefined || each.from === step.from) && (each.to === undefined || each.to === step.to)
}
