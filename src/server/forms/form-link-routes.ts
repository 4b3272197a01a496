import { z } from 'zod'
import type { Language } from '../../base/problem.ts'
import { FORM_ENTRIES } from '../../domain/states.ts'
import { codeField, dayField, idField, periodField, reasonField, timeText } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { problemEntry, problemEntryOf } from '../kernel/problem-response.ts'
import { defineRoute } from '../kernel/route.ts'
import { markDevice } from '../session/device-mark.ts'
import { formAnswer, formKindField, formStateField } from './form-routes.ts'
import type { FormLinkView } from './form-view.ts'
import { listFormLinks } from './list-form-links.ts'
import { type MadeFormLink, makeFormLink } from './make-form-link.ts'
import { renewFormLink, revokeFormLink } from './revoke-form-link.ts'
import { dismissAnswer, enterHeldAnswer } from './settle-answer.ts'

const entryField = z.enum(FORM_ENTRIES).meta({
  description: 'What became of the answer: it waits for HR, is a record, or counts for nothing.',
})
const validDays = z.number().int().min(1).max(365).default(30).meta({ description: 'For how many days the link is good.' })

const linkSchema = z
  .object({
    id: z.number().int(),
    number: z.string().meta({ description: 'Also the number of the record that the answer becomes.' }),
    kind: formKindField,
    state: formStateField,
    engineer: z.string(),
    engineerName: z.string(),
    client: z.string().nullable().meta({ description: 'A client of the clients table.' }),
    clientName: z.string().nullable().meta({ description: 'As the form calls the client.' }),
    day: z.string(),
    note: z.string().nullable(),
    createdAt: timeText,
    createdBy: z.string(),
    expiresAt: timeText,
    revokedAt: timeText.nullable(),
    answeredAt: timeText.nullable(),
    answer: formAnswer.nullable().meta({ description: 'Null for the engineer it is about.' }),
    sameAddress: z
      .boolean()
      .nullable()
      .meta({ description: 'The answer came from the address that the link was made from: perhaps no client gave it.' }),
    entry: entryField.nullable(),
    problems: z.array(problemEntry).meta({ description: 'Why the answer is held; for HR and auditors.' }),
    doubtful: z.boolean().meta({ description: 'It counts only once HR accepts it with a reason; for HR and auditors.' }),
    change: z.number().int().nullable(),
    settledAt: timeText.nullable(),
    settledBy: z.string().nullable(),
    settledReason: z.string().nullable(),
  })
  .meta({ id: 'FormLink', description: 'A link 反馈表链接 to a form that a client answers once.' })

const madeSchema = z
  .object({
    link: linkSchema,
    url: z.string().meta({ description: 'Where the client goes. Given once: only its hash is kept.' }),
  })
  .meta({ id: 'MadeFormLink' })

const inPath = z.object({ id: idField })

function shown(link: FormLinkView, language: Language): z.input<typeof linkSchema> {
  return { ...link, problems: link.problems.map((problem) => problemEntryOf(problem, language)) }
}

/** The address of the page of the web application where a client fills the form in. */
function made({ link, token }: MadeFormLink, language: Language, origin: string) {
  return { link: shown(link, language), url: `${origin.replace(/\/+$/, '')}/f/${token}` }
}

export const FORM_LINK_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/form-links',
    serves: listFormLinks,
    summary: 'Links to forms that clients fill in, newest first',
    description: 'HR, auditors and R&D managers see all, regional managers one period of their regions, engineers their own jobs.',
    query: z.object({
      period: periodField.optional().meta({ description: 'Service jobs of the period.' }),
      kind: formKindField.optional(),
      state: formStateField.optional(),
      entry: entryField.optional(),
      engineer: codeField.optional(),
      ...pageQuery,
    }),
    success: {
      status: 200,
      description: 'Links.',
      body: pageOf(linkSchema).extend({ held: z.number().int().meta({ description: 'Answers that wait for HR, in all periods.' }) }),
    },
    handler: async ({ service, actor, query: { cursor, limit, period, kind, state, entry, engineer }, language }) => {
      const asked = Number(cursor?.[0])
      const before = Number.isSafeInteger(asked) ? asked : undefined
      const found = await listFormLinks(service, actor, { period, kind, state, entry, engineer, before, limit })
      if (!found.ok) return found
      const page = paged(
        found.links,
        limit,
        ({ id }) => [id],
        (link) => shown(link, language),
      )
      return { ok: true, body: { ...page, held: found.held } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/form-links',
    serves: makeFormLink,
    summary: 'Makes a link for a finished service job',
    description:
      'HR for any engineer, engineers for their own jobs. The client is told the engineer’s name, the day and what is written here.',
    body: z.strictObject({
      kind: formKindField.default('feedback'),
      engineer: codeField.optional().meta({ description: 'The engineer’s number; one’s own where left out.' }),
      client: codeField.optional().meta({ description: 'A client of the clients table, by code or name.' }),
      clientName: codeField.optional().meta({ description: 'What the form calls the client; the name in the table unless told.' }),
      day: dayField,
      note: z.string().trim().min(1).max(500).optional().meta({ description: 'About the job; the client does not see it.' }),
      validDays,
    }),
    success: { status: 201, description: 'The link.', body: madeSchema },
    problems: [
      'thing_must_exist',
      'engineer_must_be_a_service_engineer',
      'service_day_must_have_come',
      'form_client_must_be_known',
      'form_link_for_a_closed_period_must_be_made_by_hr',
    ],
    creates: true,
    secretAnswer: true,
    handler: async ({ service, actor, session, body, language, gate, request }) => {
      const { kind, engineer, client, clientName, day, note, validDays: days } = body
      const link = await makeFormLink(service, actor, { kind, engineer, client, clientName, day, note, validDays: days })
      if (!link.ok) return link
      const headers = session && (await markDevice(service, request, session.account, gate.publicUrl))
      return { ok: true, body: made(link, language, gate.publicUrl ?? new URL(request.url).origin), headers }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/form-links/{id}/renewal',
    serves: renewFormLink,
    summary: 'Sends a link out again: a new address, the former one is void',
    params: inPath,
    body: z.strictObject({ validDays }),
    success: { status: 200, description: 'The link.', body: madeSchema },
    problems: ['thing_must_exist', 'form_link_must_be_unanswered', 'form_link_for_a_closed_period_must_be_made_by_hr'],
    creates: true,
    secretAnswer: true,
    handler: async ({ service, actor, session, params, body, language, gate, request }) => {
      const link = await renewFormLink(service, actor, { id: params.id, validDays: body.validDays })
      if (!link.ok) return link
      const headers = session && (await markDevice(service, request, session.account, gate.publicUrl))
      return { ok: true, body: made(link, language, gate.publicUrl ?? new URL(request.url).origin), headers }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/form-links/{id}/revocation',
    serves: revokeFormLink,
    summary: 'Withdraws a link 作废 that nobody answered',
    params: inPath,
    body: z.strictObject({ reason: reasonField }),
    success: { status: 200, description: 'The link.', body: linkSchema },
    problems: ['thing_must_exist', 'form_link_must_be_unanswered'],
    handler: async ({ service, actor, params, body, language }) => {
      const revoked = await revokeFormLink(service, actor, { id: params.id, reason: body.reason })
      return revoked.ok ? { ok: true, body: shown(revoked.link, language) } : revoked
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/form-links/{id}/entry',
    serves: enterHeldAnswer,
    summary: 'Accepts a held answer 采信, which is entered once nothing stands in its way',
    description: 'With a reason where it is doubtful that a client gave it.',
    params: inPath,
    body: z.strictObject({ reason: reasonField.optional() }),
    success: { status: 200, description: 'The link.', body: linkSchema },
    problems: [
      'thing_must_exist',
      'form_answer_must_be_held',
      'form_answer_must_be_accepted_with_a_reason',
      'own_case_must_be_decided_by_another',
      'published_data_must_be_corrected_by_appeal',
      'late_records_must_have_an_open_period',
    ],
    handler: async ({ service, actor, params, body, language }) => {
      const entered = await enterHeldAnswer(service, actor, { id: params.id, reason: body.reason })
      return entered.ok ? { ok: true, body: shown(entered.link, language) } : entered
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/form-links/{id}/dismissal',
    serves: dismissAnswer,
    summary: 'Decides that a held answer counts for nothing 不计入',
    description: 'It stays readable, with the reason.',
    params: inPath,
    body: z.strictObject({ reason: reasonField }),
    success: { status: 200, description: 'The link.', body: linkSchema },
    problems: ['thing_must_exist', 'form_answer_must_be_held', 'own_case_must_be_decided_by_another'],
    handler: async ({ service, actor, params, body, language }) => {
      const dismissed = await dismissAnswer(service, actor, { id: params.id, reason: body.reason })
      return dismissed.ok ? { ok: true, body: shown(dismissed.link, language) } : dismissed
    },
  }),
]
