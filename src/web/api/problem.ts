import type { ProblemDetails } from '../../server/kernel/problem-response.ts'

export type ProblemEntry = ProblemDetails['problems'][number]

/** What the server refused, in its own words; or that it could not be reached. `status` 0: nothing was answered. */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly problems: readonly ProblemEntry[]
  readonly requestId: string | undefined
  /** What the answer says beside the problem: the plan of an upload as it is now. */
  readonly beside: Readonly<Record<string, unknown>>

  constructor(
    details: Pick<ProblemDetails, 'status' | 'code' | 'title' | 'detail' | 'problems'> & { readonly requestId?: string | undefined },
    beside: Readonly<Record<string, unknown>> = {},
  ) {
    super(details.detail)
    this.beside = beside
    this.status = details.status
    this.code = details.code
    this.title = details.title
    this.problems = details.problems
    this.requestId = details.requestId
  }

  /** Whether any of the problems has this code. */
  has(code: string): boolean {
    return this.code === code || this.problems.some((problem) => problem.code === code)
  }
}

/** The problem in an answer that is not ok. */
export async function problemIn(response: Response): Promise<ApiProblem> {
  try {
    if (response.headers.get('content-type')?.startsWith('application/problem+json')) {
      const details = await response.json()
      return new ApiProblem(details, details)
    }
  } catch {
    // Cut off on its way: what is left is its status.
  }
  return new ApiProblem({
    status: response.status,
    code: 'answer_unreadable',
    title: String(response.status),
    detail: response.statusText,
    problems: [],
  })
}

/** Nothing was answered: the connection, not the request, is at fault. */
export function unreachable(): ApiProblem {
  return new ApiProblem({ status: 0, code: 'unreachable', title: '', detail: '', problems: [] })
}
