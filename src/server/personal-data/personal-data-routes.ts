import { z } from 'zod'
import { codeField } from '../kernel/fields.ts'
import { requestProblem } from '../kernel/request-problems.ts'
import { defineRoute } from '../kernel/route.ts'
import { type TakenAlong, takeDataOf, takeOwnData } from './take-along.ts'

const ZIP = 'application/zip'
const DESCRIPTION =
  'Records in every version, results with facts, sheets and workings of every published period, marks, appeals, payments, messages, the account and the trail, as JSON and CSV with SHA-256 sums; nothing about colleagues. Entered into the audit trail.'

/** What the law on personal data 个人信息保护法 gives a person: everything held about them. */
export const PERSONAL_DATA_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/session/data',
    elsewhere: 'reading',
    serves: takeOwnData,
    summary: 'Everything held about oneself, to take along 个人信息副本',
    description: DESCRIPTION,
    success: { status: 200, description: 'The zip.', mediaType: ZIP },
    handler: async ({ service, actor, session, language }) => {
      if (!session) return { ok: false, problems: [requestProblem('request_must_be_signed_in')] }
      const taken = await takeOwnData(service, actor, language)
      return taken.ok ? zipResponse(taken) : taken
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/people/{employee}/data',
    elsewhere: 'reading',
    serves: takeDataOf,
    summary: 'The same for somebody who asked HR for it',
    description: DESCRIPTION,
    params: z.object({ employee: codeField }),
    success: { status: 200, description: 'The zip.', mediaType: ZIP },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params, language }) => {
      const taken = await takeDataOf(service, actor, params.employee, language)
      return taken.ok ? zipResponse(taken) : taken
    },
  }),
]

function zipResponse({ name, bytes }: TakenAlong): Response {
  const headers = {
    'content-type': ZIP,
    'content-length': String(bytes.length),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  }
  return new Response(new Uint8Array(bytes), { headers })
}
