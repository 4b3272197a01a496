import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import type { FORM_ROUTES } from '../../server/forms/form-routes.ts'
import { ApiProblem } from '../api/problem.ts'
import { answer, resource } from '../api/resource.ts'
import { day as dayWords } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Loading } from '../parts/page.tsx'
import { chooseLanguage, language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { answerFrom, type Draft, keepDraft, keptDraft, MARKS_OF, openQuestions } from './client-answer.ts'
import { CLIENT } from './client-words.ts'
import { RatingQuestion } from './rating-question.tsx'
import './client-form.css'

const forms = resource<typeof FORM_ROUTES>().forms

type ReadForm = Awaited<ReturnType<typeof readForm>>
type OpenForm = NonNullable<ReadForm['form']>
const readForm = (token: string) => answer(forms[':token'].$get({ param: { token } }))

/** What a client opens by a link or QR code, without signing in: one form, one answer, and nothing else of the company. */
export function ClientFormPage() {
  const { token } = useParams({ from: '/f/$token' })
  const [sent, setSent] = useState<string>()
  const query = useQuery({ queryKey: ['forms', token], queryFn: () => readForm(token), staleTime: Number.POSITIVE_INFINITY, retry: 1 })
  const say = useWords(CLIENT)
  const { data, error } = query
  if (sent !== undefined) return <Done title={say('thanks')} lines={[say('thanksMore'), say('number', { number: sent })]} isGood />
  if (data?.form) return <OpenFormPage token={token} form={data.form} onSent={setSent} />
  if (data && data.state !== 'open') return <Done title={say(data.state)} lines={[say(`${data.state}More`)]} />
  if (error instanceof ApiProblem && error.status === 404) return <Done title={say('invalid')} lines={[error.message]} />
  return (
    <Frame title={say('opening')}>
      {error ? <ProblemNotice problem={error} onRetry={() => void query.refetch()} /> : <Loading rows={8} />}
    </Frame>
  )
}

function OpenFormPage({ token, form, onSent }: { token: string; form: OpenForm; onSent: (number: string) => void }) {
  const say = useWords(CLIENT)
  const { kind, scale, number } = form
  const [draft, setDraft] = useState(() => keptDraft(token))
  const [isTried, setTried] = useState(false)
  const open = isTried ? openQuestions(kind, scale, draft) : []
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(token, next)
  }
  const send = useMutation({
    mutationFn: (json: NonNullable<ReturnType<typeof answerFrom>>) => answer(forms[':token'].$post({ param: { token }, json })),
    onSuccess: () => {
      keepDraft(token, undefined)
      onSent(number)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const said = answerFrom(kind, scale, draft)
    if (said) return send.mutate(said)
    const [first] = openQuestions(kind, scale, draft)
    document.querySelector<HTMLInputElement>(`#question-${first} input`)?.focus()
  }
  return (
    <Frame title={say(kind)} lead={say(`${kind}Lead`)}>
      <dl className="about">
        <dt>{say('engineer')}</dt>
        <dd>{form.engineer}</dd>
        <dt>{say('day')}</dt>
        <dd>{dayWords(form.day)}</dd>
        {form.client !== null && (
          <>
            <dt>{say('client')}</dt>
            <dd>{form.client}</dd>
          </>
        )}
      </dl>
      <form className="questions" onSubmit={submit} noValidate>
        {MARKS_OF[kind].map((name) => (
          <RatingQuestion
            key={name}
            name={name}
            scale={scale}
            value={draft[name]}
            isOpen={open.includes(name)}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
        {kind === 'feedback' && (
          <fieldset className="question" id="question-solvedOnSite" data-open={open.includes('solvedOnSite') || undefined}>
            <legend>{say('solvedOnSite')}</legend>
            <div className="choices">
              {(['yes', 'no', 'unknown'] as const).map((choice) => (
                <label key={choice}>
                  <input
                    type="radio"
                    name="solvedOnSite"
                    checked={draft.solvedOnSite === choice}
                    onChange={() => change({ solvedOnSite: choice })}
                  />
                  <span>{say(choice === 'yes' ? 'solvedYes' : choice === 'no' ? 'solvedNo' : 'solvedUnknown')}</span>
                </label>
              ))}
            </div>
            {open.includes('solvedOnSite') && <div className="wrong">{say('missingOne')}</div>}
          </fieldset>
        )}
        <div className="question">
          <label htmlFor="remark">{say('remark')}</label>
          <div className="quiet" id="remark-hint">
            {say('remarkHint')}
          </div>
          <textarea
            id="remark"
            rows={3}
            maxLength={1000}
            aria-describedby="remark-hint"
            value={draft.remark}
            onChange={(event) => change({ remark: event.target.value })}
          />
        </div>
        {open.length > 0 && (
          <p className="wrong" role="alert">
            {say('missing')}
          </p>
        )}
        <ProblemNotice problem={send.error} />
        <button type="submit" className="send" aria-busy={send.isPending} disabled={send.isPending}>
          {send.isPending ? say('sending') : say('send')}
        </button>
        <p className="quiet small">
          {say('once')} {say('until', { day: dayWords(form.until) })}
        </p>
      </form>
    </Frame>
  )
}

function Done({ title, lines, isGood = false }: { title: string; lines: readonly string[]; isGood?: boolean }) {
  return (
    <Frame title={title} isDone={isGood}>
      {lines.map((line) => (
        <p key={line} className="quiet">
          {line}
        </p>
      ))}
    </Frame>
  )
}

function Frame({ title, lead, isDone = false, children }: { title: string; lead?: string; isDone?: boolean; children: ReactNode }) {
  const say = useWords(CLIENT)
  const other = language() === 'zh' ? 'en' : 'zh'
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <main className="client-form">
      <div className="client-card">
        <header role={isDone ? 'status' : undefined}>
          <button type="button" className="link-button" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => void chooseLanguage(other)}>
            {say('language')}
          </button>
          {isDone && (
            <span className="tick" aria-hidden="true">
              ✓
            </span>
          )}
          <h1>{title}</h1>
          {lead !== undefined && <p className="quiet">{lead}</p>}
        </header>
        {children}
      </div>
    </main>
  )
}
