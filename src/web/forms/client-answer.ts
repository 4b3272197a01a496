/** What a client has filled in so far, as text: "" where nothing is chosen. */
export interface Draft {
  readonly attitude: string
  readonly resolution: string
  readonly dedication: string
  readonly score: string
  readonly solvedOnSite: '' | 'yes' | 'no' | 'unknown'
  readonly remark: string
}
export type MarkName = 'attitude' | 'resolution' | 'dedication' | 'score'
export type QuestionName = MarkName | 'solvedOnSite'
export type Scale = '5' | '100'
export type FormKind = 'feedback' | 'followup'

export const EMPTY_DRAFT: Draft = { attitude: '', resolution: '', dedication: '', score: '', solvedOnSite: '', remark: '' }

export const MARKS_OF: Readonly<Record<FormKind, readonly MarkName[]>> = {
  feedback: ['attitude', 'resolution', 'dedication'],
  followup: ['score'],
}

/** A whole mark of the scale; undefined when the text is none. Full-width digits, as Chinese keyboards write them, count. */
export function markFrom(text: string, scale: Scale): number | undefined {
  const plain = text.trim().replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  if (!/^\d{1,3}$/.test(plain)) return undefined
  const mark = Number(plain)
  return scale === '5' ? (mark >= 1 && mark <= 5 ? mark : undefined) : mark <= 100 ? mark : undefined
}

/** The questions that are still open, in the order of the form. */
export function openQuestions(kind: FormKind, scale: Scale, draft: Draft): QuestionName[] {
  const marks = MARKS_OF[kind].filter((name) => markFrom(draft[name], scale) === undefined)
  return kind === 'feedback' && draft.solvedOnSite === '' ? [...marks, 'solvedOnSite'] : marks
}

/** The answer as it is sent; undefined while a question is open. */
export function answerFrom(kind: FormKind, scale: Scale, draft: Draft) {
  if (openQuestions(kind, scale, draft).length > 0) return undefined
  const mark = (name: MarkName) => markFrom(draft[name], scale) ?? 0
  const remark = draft.remark.trim()
  const said = remark === '' ? {} : { remark }
  if (kind === 'followup') return { kind, score: mark('score'), ...said }
  const solvedOnSite = draft.solvedOnSite === 'unknown' ? null : draft.solvedOnSite === 'yes'
  return { kind, scale, attitude: mark('attitude'), resolution: mark('resolution'), dedication: mark('dedication'), solvedOnSite, ...said }
}

const KEPT = 'quanheng.form.'

/** What was filled in before the page was left or loaded again; in this tab only. */
export function keptDraft(token: string): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT + token) ?? '{}')
    const fields = Object.entries(typeof kept === 'object' && kept !== null ? kept : {}).filter(([, value]) => typeof value === 'string')
    return { ...EMPTY_DRAFT, ...Object.fromEntries(fields.filter(([name]) => name in EMPTY_DRAFT)) }
  } catch {
    return EMPTY_DRAFT
  }
}

export function keepDraft(token: string, draft: Draft | undefined): void {
  try {
    if (draft === undefined) sessionStorage.removeItem(KEPT + token)
    else sessionStorage.setItem(KEPT + token, JSON.stringify(draft))
  } catch {
    // Storage may be closed: what is filled in holds until the page is left.
  }
}
