import type { Problem } from '../../base/problem.ts'
import { DATASET_PROBLEMS, type DatasetProblemCode, datasetProblem } from '../../domain/dataset/dataset-problems.ts'

/** Gathers problems, each with the severity of the catalogue; beyond `most` they are only counted. */
export class ProblemList {
  readonly items: Problem[] = []
  readonly #most: number
  #errorsLeftOut = 0
  #warningsLeftOut = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Whether further problems are only counted, so that their words need not be gathered. */
  get isFull(): boolean {
    return this.items.length >= this.#most
  }

  add(code: DatasetProblemCode, rest: Partial<Omit<Problem, 'code' | 'severity'>> = {}): void {
    const { values, ...at } = rest
    if (this.items.length < this.#most) this.items.push(datasetProblem(code, values, at))
    else if (DATASET_PROBLEMS[code].severity === 'error') this.#errorsLeftOut++
    else this.#warningsLeftOut++
  }

  /** A problem that is made already. */
  push(problem: Problem): void {
    if (this.items.length < this.#most) this.items.push(problem)
    else if (problem.severity === 'error') this.#errorsLeftOut++
    else this.#warningsLeftOut++
  }

  /** Says how many problems were not listed; to be called once, at the end. */
  close(): void {
    const leftOut = (code: DatasetProblemCode, count: number): void => {
      if (count > 0) this.items.push(datasetProblem(code, { count: String(count) }))
    }
    leftOut('errors_must_fit_the_list', this.#errorsLeftOut)
    leftOut('warnings_must_fit_the_list', this.#warningsLeftOut)
  }
}
