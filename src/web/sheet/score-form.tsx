import { MODULES } from '../../domain/engineers/service-facts.ts'
import { decimal, periodName, time } from '../parts/format.ts'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { daysOf } from './form-days.ts'
import type { Sheet, SheetPart } from './queries.ts'
import { percentOf } from './weight-text.ts'
import { SHEET, type SheetWord } from './words.ts'
import './score-form.css'

interface ScoreFormProps {
  readonly sheet: Sheet
  readonly part: SheetPart
  /** What is opened by a tap: a module, or "final". */
  readonly onOpen: (item: string) => void
}

/** The form of policy 5.4, 客服人员考核评分表, as it is printed: exactly one page of A4. */
export function ScoreForm({ sheet, part, onOpen }: ScoreFormProps) {
  const say = useWords(SHEET)
  const opened = (item: string, label: string) => (
    <button type="button" className="form-open" onClick={() => onOpen(item)} aria-label={say('openWorkings', { item: label })}>
      {label}
    </button>
  )
  return (
    <article className="score-form card">
      <FormHead
        sheet={sheet}
        title={say('serviceForm', { period: periodName(sheet.period) })}
        regionWord="serviceRegion"
        unit={say('unit')}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">{say('module')}</th>
            <th scope="col">{say('weight')}</th>
            <th scope="col">{say('score')}</th>
            <th scope="col">{say('remark')}</th>
          </tr>
        </thead>
        <tbody>
          {part.modules.map(({ module, weight, score }) => (
            <tr key={module} className="form-module">
              <th scope="row">{opened(module, say(wordOf(module)))}</th>
              <td>{percentOf(weight)}</td>
              <td className="form-score">{score === null ? say('notScored') : decimal(score)}</td>
              <td className="form-remark">{remarkOf(part, module)}</td>
            </tr>
          ))}
          <tr className="form-final">
            <th scope="row" colSpan={2}>
              {opened('final', say('finalScore'))}
            </th>
            <td className="form-score">
              {part.score === null ? say(part.status === 'excluded' ? 'excluded' : 'pending') : decimal(part.score)}
            </td>
            <td className="form-remark">{remarkOf(part, 'person')}</td>
          </tr>
        </tbody>
      </table>
      <FormSignatures part={part} />
    </article>
  )
}

/** Title and the two lines above a form. */
export function FormHead({ sheet, title, regionWord, unit }: { sheet: Sheet; title: string; regionWord: SheetWord; unit: string }) {
  const say = useWords(SHEET)
  const colon = language() === 'zh' ? '：' : ': '
  return (
    <header className="form-head">
      <h2>{title}</h2>
      <div>
        <span>
          {say(regionWord)}
          {colon}
          {sheet.regionName}
        </span>
        <span>
          {say('periodDays')}
          {colon}
          {say('toDay', daysOf(sheet.period))}
        </span>
        <span className="form-end">{unit}</span>
      </div>
      <div>
        <span>
          {say('name')}
          {colon}
          {sheet.name}
        </span>
        <span className="form-end">
          {say('number')}
          {colon}
          {sheet.employee}
        </span>
      </div>
    </header>
  )
}

/** Who signed; the line for the date where nobody has, to be filled in on paper. */
export function FormSignatures({ part }: { part: SheetPart }) {
  const say = useWords(SHEET)
  const { person, responsible } = part.answers
  return (
    <table className="form-signatures">
      <tbody>
        <tr>
          <th scope="row">{say('personSign')}</th>
          <td>
            {person === null
              ? say('dateLine')
              : say(person.state === 'confirmed' ? 'signed' : 'objectedAt', { name: person.by, at: time(person.at) })}
          </td>
        </tr>
        <tr>
          <th scope="row">{say('responsibleSign')}</th>
          <td>{responsible === null ? say('dateLine') : say('signed', { name: responsible.by, at: time(responsible.at) })}</td>
        </tr>
      </tbody>
    </table>
  )
}

export function wordOf(module: string): SheetWord {
  return MODULES.find((key) => key === module) ?? 'module'
}

function remarkOf(part: SheetPart, item: string): string {
  const zh = language() === 'zh'
  return (part.remarks[item] ?? []).map((remark) => remark[language()]).join(zh ? '；' : '; ')
}
