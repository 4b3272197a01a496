import { expect, test } from 'vitest'
import { COMMAND_PROBLEMS } from '../../src/app/command-problems.ts'
import { PROBLEMS } from '../../src/app/messages.ts'
import { OPERATION_PROBLEMS } from '../../src/app/operation/operation-problems.ts'
import { SERVICE_CATALOGUE } from '../../src/app/service/service-catalogue.ts'
import { APPRAISAL_PROBLEMS } from '../../src/domain/appraisal-problems.ts'
import { DATASET_PROBLEMS } from '../../src/domain/dataset/dataset-problems.ts'
import { RULE_PROBLEMS } from '../../src/engine/rule-problem.ts'
import { STORE_PROBLEMS } from '../../src/store/store-error.ts'

test('a code means one thing: no two catalogues have the same, or one would speak with the words of the other', () => {
  const catalogues = [
    DATASET_PROBLEMS,
    APPRAISAL_PROBLEMS,
    RULE_PROBLEMS,
    STORE_PROBLEMS,
    COMMAND_PROBLEMS,
    OPERATION_PROBLEMS,
    SERVICE_CATALOGUE,
  ]
  const codes = catalogues.flatMap((catalogue) => Object.keys(catalogue))
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  expect(Object.keys(PROBLEMS)).toHaveLength(codes.length)
})
