import { z } from 'zod'
import { FORM_STATES } from '../../domain/states.ts'
import { timeText } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { deviceOf } from '../session/device-mark.ts'
import { answerForm } from './answer-form.ts'
import { FORM_SCALES, formAnswerSchema } from './form-answer.ts'
import { readForm } from './read-form.ts'

const inPath = z.object({ token: z.string().min(1).max(100).meta({ description: 'What the link ends with.' }) })

export const formKindField = z.enum(['feedback', 'followup']).meta({ description: 'feedback: 客服反馈表; followup: 后期反馈.' })
export const formStateField = z.enum(FORM_STATES)
export const formAnswer = formAnswerSchema.meta({
  id: 'FormAnswer',
  description: 'What a client said; marks as whole numbers of the scale.',
})

const formSchema = z
  .object({
    state: formStateField,
    form: z
      .object({
        kind: formKindField,
        number: z.string(),
        engineer: z.string().meta({ description: 'The name of the engineer.' }),
        day: z.string().meta({ description: 'The day of the service.' }),
        client: z.string().nullable(),
        scale: z.enum(FORM_SCALES).meta({ description: 'Top mark: 100 points or 5 stars; a follow-up has points.' }),
        until: timeText,
      })
      .nullable()
      .meta({ description: 'Null once it is not open any more.' }),
  })
  .meta({ id: 'ClientForm', description: 'All that whoever has the link is told.' })

/** What clients reach by a link, without signing in: one form, one answer. */
export const FORM_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/forms/{token}',
    serves: { permission: 'public' },
    summary: 'The form 反馈表 behind a link, for whoever has it',
    params: inPath,
    success: { status: 200, description: 'The form, or that it is not open any more.', body: formSchema },
    problems: ['form_link_must_be_valid', 'requests_must_be_fewer', 'service_must_be_available'],
    handler: async ({ service, gate, actor, params }) => {
      const wait = gate.visit(params.token, actor.address)
      if (wait) return { ok: false, problems: [wait] }
      const read = await readForm(service, params.token)
      if (!read.ok) return read
      gate.found(actor.address)
      return { ok: true, body: { state: read.state, form: read.form } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/forms/{token}',
    serves: { permission: 'public' },
    summary: 'Takes the one answer of a client',
    description:
      'It becomes a record of the data by itself, unless it is doubtful that a client gave it: then it waits for HR, and is answered the same. The same answer sent again is answered the same.',
    params: inPath,
    body: formAnswer,
    success: { status: 204, description: 'The answer is kept.' },
    problems: [
      'form_link_must_be_valid',
      'form_answer_must_fit_the_form',
      'form_must_not_be_answered_already',
      'form_must_not_be_expired',
      'form_must_not_be_revoked',
      'requests_must_be_fewer',
    ],
    handler: async ({ service, gate, actor, params, body, request }) => {
      const wait = gate.visit(params.token, actor.address)
      if (wait) return { ok: false, problems: [wait] }
      const by = { address: actor.address, account: actor.kind === 'system' ? undefined : actor.id, device: deviceOf(request) }
      const answered = await answerForm(service, { token: params.token, answer: body, by })
      if (!answered.ok) return answered
      gate.found(actor.address)
      return { ok: true }
    },
  }),
]
