import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { type Day, dayText } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import { recordName } from '../../domain/dataset/record-name.ts'
import { columnIndex, TABLES } from '../../domain/dataset/tables.ts'
import { type FormLink, formLinkById, markEntered, markHeld } from '../../store/aggregates/form-links.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { accountsOfPosition } from '../../store/aggregates/messages-recipients.ts'
import { companyBookIn } from '../../store/company-book/company-book.ts'
import { recordIn } from '../../store/company-book/find-records.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { companyDayAt, companyTimeZone } from '../kernel/company-day.ts'
import { type Actor, changing, type Service } from '../kernel/service.ts'
import { dataProblem } from '../records/data-problems.ts'
import { editRecords, type MadeChange } from '../records/make-change.ts'
import { readCells } from '../records/read-cells.ts'
import { cellsFrom, type JsonValue, recordJson } from '../records/record-json.ts'
import { doubtsOfJob } from './answer-doubts.ts'
import { type FormScale, markOn, storedAnswer } from './form-answer.ts'
import { formProblem, isDoubt } from './form-problems.ts'
import { scaleOn } from './form-scale.ts'
import { storedProblems } from './stored-problems.ts'

/**
 * Makes the held answer of a link a record of the company book: a feedback form 反馈表 on its service day, a follow-up 后期反馈
 * on the day it was answered (POLICY A10), as a change of its own under the rules of who may change when. What stands in the
 * way is kept with the answer, and HR is told once; so is what makes it doubtful, unless HR has accepted it with a reason.
 * Answers the change; the problems when the answer stays held.
 */
export async function enterAnswer(
  service: Service,
  actor: Actor,
  id: number,
  accepted?: { readonly reason: string | undefined },
): Promise<Answer<{ readonly ok: true; readonly change: MadeChange }>> {
  const link = await formLinkById(service.store, id)
  if (!link?.answer || link.entry !== 'held') {
    return { ok: false, problems: [formProblem('form_answer_must_be_held', { number: link?.number ?? String(id) })] }
  }
  const scale = await scaleOn(service, link.day)
  const entered = scale.ok ? await enter(service, actor, link, scale.scale, accepted) : scale
  if (entered.ok) return { ok: true, change: entered.value }
  const isUnaccepted = entered.problems.some(({ code }) => code === 'form_answer_must_be_accepted_with_a_reason')
  if (!isUnaccepted) await hold(service, link, entered.problems)
  return entered
}

async function enter(service: Service, actor: Actor, link: FormLink, scale: FormScale, accepted: Accepted) {
  const reason = accepted?.reason
  const table = link.kind === 'feedback' ? ('feedback' as const) : ('followups' as const)
  const deed = { action: 'form.enter', subject: `${table} ${link.number}`, reason }
  return changing(service, actor, deed, async (transaction) => {
    const day = await recordDay(transaction, link)
    const answer = valuesOf(link, scale, day)
    const doubts = [...storedProblems(link.doubts), ...(await doubtsOfJob(transaction, link, day))]
    if (doubts.length > 0 && accepted === undefined) return { ok: false, problems: doubts }
    if (doubts.length > 0 && reason === undefined) {
      return { ok: false, problems: [formProblem('form_answer_must_be_accepted_with_a_reason', { number: link.number })] }
    }
    const book = await companyBookIn(transaction)
    const { cells, problems } = cellsFrom(table, answer)
    const read =
      problems.length > 0
        ? { ok: false as const, problems }
        : await readCells(transaction, book, table, cells, await companyTimeZone(service, transaction))
    if (!read.ok) return read
    const { record } = read
    const identity = TABLES[table].identity.map((key) => record[columnIndex(table, key)] ?? null)
    if (await recordIn(transaction, book.id, table, identity)) {
      const name = recordName(table, record) ?? link.number
      return { ok: false, problems: [dataProblem('record_must_be_new', { table, title: TABLES[table].title, record: name })] }
    }
    // A period past collecting asks for a reason; that a client said so is one.
    const request = { kind: 'form' as const, reason: reason ?? `客户填写 ${link.number}`, period: undefined }
    const edited = await editRecords(service, actor, transaction, request, { put: new Map([[table, [record]]]) })
    if (!edited.ok) return edited
    const settled = accepted && { at: service.now().toISOString(), by: actor.id, reason: reason ?? '' }
    if (!(await markEntered(transaction, link.id, edited.change.id, settled))) {
      return { ok: false, problems: [formProblem('form_answer_must_be_held', { number: link.number })] }
    }
    const before = doubts.length > 0 ? { doubts: doubts.map(({ code }) => code) } : undefined
    return { ok: true, value: edited.change, before, after: { change: edited.change.id, ...recordJson(table, record) } }
  })
}

function valuesOf(link: FormLink, scale: FormScale, day: Day): Record<string, JsonValue> {
  const answer = storedAnswer(present(link.answer, 'A held link has its answer.'))
  const who = { number: link.number, engineer: link.engineer, client: link.client ?? null }
  if (answer.kind === 'followup') return { ...who, date: dayText(day), score: markOn('100', answer.score, '100') }
  const mark = (value: number) => markOn(scale, value, answer.scale)
  return {
    ...who,
    date: dayText(day),
    attitude: mark(answer.attitude),
    resolution: mark(answer.resolution),
    dedication: mark(answer.dedication),
    solved_on_site: answer.solvedOnSite,
  }
}

/** A feedback form counts on the service day, a follow-up on the day it was answered (POLICY A10). */
async function recordDay(reader: Reader, link: FormLink): Promise<Day> {
  if (link.kind === 'feedback') return link.day
  return companyDayAt(reader, new Date(present(link.answeredAt, 'A held link was answered at a time.')))
}

type Accepted = { readonly reason: string | undefined } | undefined

/** Keeps what stands in the way, and tells HR the first time. */
async function hold(service: Service, link: FormLink, problems: readonly Problem[]): Promise<void> {
  const at = service.now().toISOString()
  await service.store.write(async (transaction) => {
    // What was doubtful when it was answered stays so, whatever else stands in the way.
    const doubts = storedProblems(link.doubts)
    const all = [...doubts, ...problems.filter(({ code }) => !doubts.some((doubt) => doubt.code === code))]
    if (await markHeld(transaction, link.id, JSON.stringify(all))) await tellHr(transaction, link, all, at)
    return { ok: true }
  })
}

async function tellHr(transaction: WriteTransaction, link: FormLink, problems: readonly Problem[], at: string): Promise<void> {
  const values = { number: link.number, engineer: link.engineer, name: link.engineerName, day: dayText(link.day) }
  const payload = problems.some(isDoubt)
    ? {
        zh: `${values.name}（${values.engineer}）${values.day} 的反馈表 ${values.number} 存疑，暂不计入，请核实后决定。`,
        en: `The form ${values.number} about ${values.name} (${values.engineer}), ${values.day}, is doubtful and does not count yet. Look into it and decide.`,
        values,
      }
    : {
        zh: `客户填写了 ${values.name}（${values.engineer}）${values.day} 的反馈表 ${values.number}，但未能记入数据，请处理。`,
        en: `A client filled in the form ${values.number} about ${values.name} (${values.engineer}), ${values.day}, which could not become a record. Settle it.`,
        values,
      }
  const messages = (await accountsOfPosition(transaction, 'hr')).map(({ account }) => ({
    ...{ account, channel: 'product' as const, kind: 'form.held', period: undefined, payload },
    onceKey: `form.held ${link.id} ${account}`,
  }))
  await writeMessages(transaction, messages, at)
}
