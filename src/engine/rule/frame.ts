import type { Rational } from '../../base/rational.ts'

export type Given = readonly (Rational | undefined)[]

/** Why a formula came to no value. */
export type Failure = 'division_by_zero' | 'input_not_given'

/**
 * The figures of one evaluation, in slots by position. One frame serves all evaluations of a compiled rule, one after
 * the other: nothing in between waits, and 100,000 people cost no 100,000 frames.
 *
 * A step is worked out when it is first asked for; `NOT_YET` stands in its slot until then.
 */
export class Frame {
  inputs: Given = []
  readonly steps: (Rational | undefined | typeof NOT_YET)[]
  result: Rational | undefined = undefined
  failure: Failure = 'input_not_given'

  constructor(stepCount: number) {
    this.steps = new Array<Rational | undefined | typeof NOT_YET>(stepCount).fill(NOT_YET)
  }

  begin(inputs: Given): void {
    this.inputs = inputs
    this.result = undefined
    for (let slot = 0; slot < this.steps.length; slot++) this.steps[slot] = NOT_YET
  }
}

export const NOT_YET = null

/** A formula or part of one, compiled: what it needs, and its value in a frame. Undefined: it has none there. */
export interface NumberCode {
  readonly kind: 'number'
  readonly constant: Rational | undefined
  /** Names of the inputs that it really uses; what settings switched off is not among them. */
  readonly uses: ReadonlySet<string>
  readonly at: (frame: Frame) => Rational | undefined
}

export interface TruthCode {
  readonly kind: 'truth'
  readonly constant: boolean | undefined
  readonly uses: ReadonlySet<string>
  readonly at: (frame: Frame) => boolean | undefined
}

export type Code = NumberCode | TruthCode

const NOTHING: ReadonlySet<string> = new Set()

export function constantCode(value: Rational): NumberCode {
  return { kind: 'number', constant: value, uses: NOTHING, at: () => value }
}

export function constantTruth(value: boolean): TruthCode {
  return { kind: 'truth', constant: value, uses: NOTHING, at: () => value }
}
