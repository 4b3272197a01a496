import type { Answer } from '../../base/answer.ts'
import { type Day, dayText } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import { type FormKind, formLinkById, insertFormLink } from '../../store/aggregates/form-links.ts'
import { positionOn } from '../../store/aggregates/people.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { directoryRows } from '../../store/company-book/references.ts'
import type { Reader } from '../../store/database/connection.ts'
import { companyToday } from '../kernel/company-day.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { closedPeriodOf } from './answer-doubts.ts'
import { formProblem } from './form-problems.ts'
import { newFormNumber, newFormToken } from './form-token.ts'
import { type FormLinkView, formLinkView } from './form-view.ts'

export interface MakeFormLink {
  readonly kind: FormKind
  /** The engineer's number; their own where left out. */
  readonly engineer: string | undefined
  /** A client of the clients table by code or name, for the record. */
  readonly client: string | undefined
  /** What the form calls the client; the client's name in the table unless told. */
  readonly clientName: string | undefined
  /** The day of the service job. */
  readonly day: Day
  /** Shown to nobody but those who see the link here. */
  readonly note: string | undefined
  readonly validDays: number
}

export interface MadeFormLink {
  readonly ok: true
  readonly link: FormLinkView
  /** Opens the form; given once, only its hash is kept. */
  readonly token: string
}

const DAY_MS = 86_400_000

/**
 * Makes a link to a feedback form 客服反馈表 or follow-up form 后期反馈 for a finished service job: HR for any engineer, an
 * engineer for their own jobs. Problems: engineer_must_be_a_service_engineer, service_day_must_have_come,
 * form_client_must_be_known, thing_must_exist for another's job, form_link_for_a_closed_period_must_be_made_by_hr.
 */
export const makeFormLink = useCase('form.write', async (service, actor, input: MakeFormLink): Promise<Answer<MadeFormLink>> => {
  const engineer = input.engineer ?? actor.employee ?? ''
  if (actor.scope !== 'all' && engineer !== actor.employee) {
    return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: engineer })] }
  }
  const { token, sha256 } = newFormToken()
  const number = newFormNumber(input.kind === 'feedback' ? 'FB' : 'FU')
  const made = await changing(service, actor, { action: 'form.make', subject: `form ${number}` }, async (transaction) => {
    const problems: Problem[] = []
    if ((await positionOn(transaction, engineer, input.day)) !== 'service_engineer') {
      problems.push(formProblem('engineer_must_be_a_service_engineer', { employee: engineer }))
    }
    if (input.day > (await companyToday(service, transaction)))
      problems.push(formProblem('service_day_must_have_come', { day: dayText(input.day) }))
    if (actor.scope !== 'all') problems.push(...(await closedProblems(transaction, input.day)))
    const client = await clientOf(transaction, input)
    if (!client.ok) problems.push(...client.problems)
    if (problems.length > 0 || !client.ok) return { ok: false, problems }
    const now = service.now()
    const id = await insertFormLink(transaction, {
      sha256,
      kind: input.kind,
      number,
      engineer,
      client: client.code,
      clientName: client.shown,
      day: input.day,
      note: input.note,
      createdAt: now.toISOString(),
      createdBy: actor.id,
      createdFrom: actor.address,
      expiresAt: expiryAfter(now, input.validDays),
    })
    const link = await formLinkById(transaction, id)
    if (!link) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `form ${number}` })] }
    const { note: _, ...noted } = formLinkView(service, link, 'answer')
    return { ok: true, value: formLinkView(service, link, 'answer'), after: noted }
  })
  return made.ok ? { ok: true, link: made.value, token } : made
})

/** Engineers make no links for months that are closed: what they bring is late data, which HR answers for. */
export async function closedProblems(reader: Reader, day: Day): Promise<Problem[]> {
  const period = await closedPeriodOf(reader, day)
  return period === undefined ? [] : [formProblem('form_link_for_a_closed_period_must_be_made_by_hr', { day: dayText(day), period })]
}

/** The last moment of a link that is good for so many days. */
export function expiryAfter(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString()
}

/** The client of the record and what the form calls it. A name that is exactly one client's means that client. */
async function clientOf(
  reader: Reader,
  { client, clientName }: MakeFormLink,
): Promise<Answer<{ readonly ok: true; readonly code: string | undefined; readonly shown: string | undefined }>> {
  const asked = client ?? clientName
  if (asked === undefined) return { ok: true, code: undefined, shown: undefined }
  const book = await findCompanyBook(reader)
  const found = book ? await directoryRows(reader, book.id, 'client', [asked]) : []
  const row = found.find(({ code }) => code === asked) ?? (found.length === 1 ? found[0] : undefined)
  if (client !== undefined && !row) return { ok: false, problems: [formProblem('form_client_must_be_known', { client })] }
  // A code means nothing to the client: the form says the name.
  return { ok: true, code: row?.code, shown: clientName === undefined || clientName === row?.code ? row?.name : clientName }
}
