import { isFullDisk } from '../../base/full-disk.ts'
import type { Problem } from '../../base/problem.ts'
import { StoreError } from '../../store/database/store-error.ts'
import { requestProblem } from './request-problems.ts'

/** What callers are told of a failure that no use case foresaw: never its own words, which name files and servers. */
export function problemOfFailure(failure: unknown, requestId: string): Problem {
  if (isFullDisk(failure)) return requestProblem('storage_must_have_room')
  if (!(failure instanceof StoreError)) return requestProblem('service_must_not_fail', { request: requestId })
  if (failure.problem.code === 'database_must_not_be_busy') return requestProblem('database_must_be_free')
  return requestProblem('service_must_be_available')
}
