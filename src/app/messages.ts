import { type Language, type Problem, type ProblemCatalogue, type ProblemWords, sentence } from '../base/problem.ts'
import { APPRAISAL_PROBLEMS } from '../domain/appraisal-problems.ts'
import { DATASET_PROBLEMS } from '../domain/dataset/dataset-problems.ts'
import { RULE_PROBLEMS } from '../engine/rule-problem.ts'
import { STORE_PROBLEMS } from '../store/store-error.ts'
import { COMMAND_PROBLEMS } from './command-problems.ts'
import { OPERATION_PROBLEMS } from './operation/operation-problems.ts'
import { SERVICE_CATALOGUE } from './service/service-catalogue.ts'

/** Every problem the product can report, with its words in both languages: the union of what each layer can find. */
export const PROBLEMS: ProblemCatalogue = {
  ...DATASET_PROBLEMS,
  ...APPRAISAL_PROBLEMS,
  ...RULE_PROBLEMS,
  ...STORE_PROBLEMS,
  ...COMMAND_PROBLEMS,
  ...OPERATION_PROBLEMS,
  ...SERVICE_CATALOGUE,
}

/** The sentence for a problem: what was found and what to do. */
export function messageOf(problem: Pick<Problem, 'code' | 'values'>, language: Language): string {
  const words: ProblemWords | undefined = PROBLEMS[problem.code]
  return words ? sentence(words, problem, language) : problem.code
}
