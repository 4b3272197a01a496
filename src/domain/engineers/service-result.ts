import type { Rational } from '../../base/rational.ts'
import type { Module } from './service-facts.ts'

/** One sentence of a remark 备注 as data, so that it can be said in both languages. */
export interface Remark {
  readonly zh: string
  readonly en: string
}

/** One module of one person. `score` is what is printed and signed: rounded to 2 decimals (POLICY A15). */
export interface ModuleResult {
  readonly score: Rational | undefined
  /** The weight of policy 5.1 (0.1, 0.2, 0.3, 0.4), whether or not the module is counted. */
  readonly weight: Rational
  /** False when the module is missing and the others carry its weight, or when the person is held for it. */
  readonly counted: boolean
  /** How a missing module was treated: by HR's decision or by onIncomplete. Undefined when it was not missing. */
  readonly treated?: 'reweight' | 'zero' | 'value' | undefined
  readonly remarks: readonly Remark[]
}

export interface ServiceResult {
  readonly employee: string
  readonly name: string
  /** The home region of the period (POLICY A14). */
  readonly region: string
  readonly status: 'scored' | 'incomplete' | 'excluded'
  readonly modules: Readonly<Record<Module, ModuleResult>>
  /** Modules without data, however they were treated, in the order of policy 5.1. */
  readonly missing: readonly Module[]
  /** 最终考核评分, 2 decimals; undefined when incomplete or excluded. */
  readonly final: Rational | undefined
  /** Remarks on the person as a whole (excluded and why, moved in the period ...). */
  readonly remarks: readonly Remark[]
  /** The months that a longer period is made of, where the company sets it so. */
  readonly months?: readonly ScoredMonth[] | undefined
}

/** One month of somebody, and on how many of its days they were employed. */
export interface ScoredMonth {
  readonly period: string
  readonly days: number
  readonly result: ServiceResult
}
