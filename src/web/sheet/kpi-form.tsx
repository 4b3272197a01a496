import { decimal, percent, periodName, yuan } from '../parts/format.ts'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { KPI } from './kpi-words.ts'
import type { KpiFigure, KpiHead, Sheet, SheetPart } from './queries.ts'
import { FormHead, FormSignatures } from './score-form.tsx'
import { percentOf } from './weight-text.ts'
import { SHEET } from './words.ts'
import './score-form.css'
import './kpi-form.css'

interface KpiFormProps {
  readonly sheet: Sheet
  readonly part: SheetPart
  readonly onOpen: (item: string) => void
}

/** The KPIs of a representative on one page: numerator and denominator, target, weight and points; on a phone a card each. */
export function KpiForm({ sheet, part, onOpen }: KpiFormProps) {
  const say = useWords(KPI)
  const saySheet = useWords(SHEET)
  const headOf = new Map(sheet.kpis.map((head) => [head.kpi, head]))
  return (
    <article className="score-form kpi-form card">
      <FormHead sheet={sheet} title={saySheet('salesForm', { period: periodName(sheet.period) })} regionWord="region" unit={say('unit')} />
      <table>
        <thead>
          <tr>
            {(['kpi', 'numerator', 'denominator', 'value', 'target', 'weight', 'points'] as const).map((key) => (
              <th key={key} scope="col" className={`kpi-${key}`}>
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {part.figures.map((figure) => (
            <KpiRow key={figure.kpi} figure={figure} head={headOf.get(figure.kpi)} onOpen={onOpen} />
          ))}
          <tr className="form-final">
            <th scope="row" colSpan={6}>
              <button
                type="button"
                className="form-open"
                onClick={() => onOpen('total')}
                aria-label={saySheet('openWorkings', { item: say('totalShort') })}
              >
                {say('total')}
              </button>
              {part.score === null && <span className="kpi-clause"> {say('heldMore')}</span>}
            </th>
            <td className="form-score">{part.score === null ? say('held') : decimal(part.score)}</td>
          </tr>
        </tbody>
      </table>
      <FormSignatures part={part} />
    </article>
  )
}

function KpiRow({ figure, head, onOpen }: { figure: KpiFigure; head: KpiHead | undefined; onOpen: (item: string) => void }) {
  const say = useWords(KPI)
  const saySheet = useWords(SHEET)
  const title = head?.title[language()] ?? figure.kpi
  const figureText = (text: string) => (head?.unit === 'yuan' ? yuan(text) : decimal(text))
  return (
    <tr className="form-module">
      <th scope="row">
        <button
          type="button"
          className="form-open"
          onClick={() => onOpen(figure.kpi)}
          aria-label={saySheet('openWorkings', { item: title })}
        >
          {title}
        </button>
        <span className="kpi-clause"> {head?.clause}</span>
      </th>
      <td className="kpi-numerator" data-title={say('numerator')}>
        {figureText(figure.numerator)}
      </td>
      <td className="kpi-denominator" data-title={say('denominator')}>
        {figureText(figure.denominator)}
      </td>
      <td className="kpi-value">
        {figure.value === null ? (
          <span className="kpi-reason">
            {say('notApplicable')}
            {figure.reason && <span>{figure.reason[language()]}</span>}
          </span>
        ) : (
          percent(figure.value)
        )}
      </td>
      <td className="kpi-target" data-title={say('target')}>
        {figure.target === null ? '—' : percent(figure.target)}
      </td>
      <td className="kpi-weight" data-title={say('weight')}>
        {percentOf(figure.weight)}
      </td>
      <td className="kpi-points" data-title={say('points')}>
        {pointsText(figure, say)}
      </td>
    </tr>
  )
}

/** Points of a KPI, or why it has none. */
export function pointsText({ weight, points, counted }: KpiFigure, say: (key: 'notOnCard' | 'notCounted') => string): string {
  if (weight === null) return say('notOnCard')
  if (counted === false || points === null) return say('notCounted')
  return decimal(points)
}
