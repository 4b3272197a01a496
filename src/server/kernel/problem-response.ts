import { z } from 'zod'
import { present } from '../../base/assert.ts'
import { type Language, messageOf, type Problem, type ProblemStatus } from '../../base/problem.ts'
import { requestProblem } from './request-problems.ts'
import type { FieldIssue } from './route.ts'
import { statusOf } from './status-of.ts'

/** One mistake of several, with its words in the caller's language and where it stands. */
export const problemEntry = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    message: z.string(),
    /** Which part of the request: "body.positions.0". */
    field: z.string().optional(),
    table: z.string().optional(),
    record: z.string().optional(),
    column: z.string().optional(),
    place: z
      .object({ file: z.string(), sheet: z.string().optional(), row: z.number().optional(), column: z.string().optional() })
      .optional(),
  })
  .meta({ id: 'ProblemEntry', description: 'One thing that is wrong, with its code, its sentence and where it stands.' })

/** Problem details (RFC 9457) as this service answers them. */
export const problemDetails = z
  .object({
    type: z.string().meta({ description: 'The address of the page that explains the code.' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().meta({ description: 'States the requirement that was not met; stable, for programs.' }),
    requestId: z.string().optional(),
    problems: z.array(problemEntry),
  })
  .meta({ id: 'ProblemDetails', description: 'Problem details of RFC 9457; `problems` lists everything that is wrong, in one go.' })
export type ProblemDetails = z.infer<typeof problemDetails>

const TITLES: Readonly<Record<ProblemStatus, Readonly<Record<Language, string>>>> = {
  400: { zh: '请求无法读取', en: 'The request cannot be read' },
  401: { zh: '需要登录', en: 'Signing in is needed' },
  403: { zh: '不允许', en: 'Not allowed' },
  404: { zh: '没有找到', en: 'Not found' },
  409: { zh: '与当前状态不符', en: 'In conflict with the present state' },
  412: { zh: '已被他人修改', en: 'Changed by somebody else' },
  413: { zh: '内容过大', en: 'Too large' },
  422: { zh: '内容不符合要求', en: 'Not valid' },
  423: { zh: '已锁定', en: 'Locked' },
  428: { zh: '需要给出版本', en: 'A version is needed' },
  429: { zh: '过于频繁', en: 'Too many requests' },
  500: { zh: '服务器内部错误', en: 'Internal error' },
  503: { zh: '暂时不可用', en: 'Not available at the moment' },
  507: { zh: '存储空间不足', en: 'No room is left' },
}

/**
 * Answers problems as application/problem+json; the first error gives status, code and detail. `further` members tell a program
 * what it needs to go on, such as the state that it did not know.
 */
export function problemResponse(
  problems: readonly Problem[],
  language: Language,
  requestId?: string,
  further: Readonly<Record<string, unknown>> = {},
): Response {
  const status = statusOf(problems)
  const first = present(problems.find((problem) => problem.severity === 'error') ?? problems[0], 'An answer that is not ok has a problem.')
  const details: ProblemDetails = {
    ...further,
    type: `/api/docs#problem-${first.code}`,
    title: TITLES[status][language],
    status,
    detail: messageOf(first, language),
    code: first.code,
    ...(requestId === undefined ? {} : { requestId }),
    problems: problems.map((problem) => problemEntryOf(problem, language)),
  }
  const headers = new Headers({ 'content-type': 'application/problem+json; charset=utf-8' })
  if (status === 401) headers.set('www-authenticate', 'Bearer')
  if (status === 429 && first.values.seconds !== undefined) headers.set('retry-after', first.values.seconds)
  // What a program that asks again should wait at least: nobody knows when the database is free.
  if (status === 503) headers.set('retry-after', '5')
  return new Response(JSON.stringify(details), { status, headers })
}

/** The problems of a request whose fields do not fit the route's schemas: the summary first, then one for each field. */
export function invalidRequest(issues: readonly FieldIssue[]): readonly Problem[] {
  return [
    requestProblem('request_must_be_valid', { count: String(issues.length) }),
    ...issues.map(({ field, message }) => requestProblem('field_must_be_valid', { field, message })),
  ]
}

/** A problem with its sentence in the caller's language. */
export function problemEntryOf(problem: Problem, language: Language): ProblemDetails['problems'][number] {
  const { code, severity, values, table, record, column, place } = problem
  return {
    code,
    severity,
    message: messageOf(problem, language),
    field: code === 'field_must_be_valid' ? values.field : undefined,
    table,
    record,
    column,
    place: place === undefined ? undefined : { file: place.file, sheet: place.sheet, row: place.row, column: place.column },
  }
}
