import { useState } from 'react'
import { decimal, percent, periodName, yuan } from '../parts/format.ts'
import { Section } from '../parts/page.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { PAY } from './pay-words.ts'
import type { Sheet } from './queries.ts'
import { Step } from './step.tsx'

type Commission = Sheet['pay']['commissions'][number]
type Grade = Sheet['pay']['grades'][number]
const NOTHING = '0.00'
/** Documents that are listed before somebody asks for the rest. */
const LISTED = 8

/** What plans 薪酬方案 pay the person and how it came about (POLICY P): tiers, documents, refunds, grade and performance pay. */
export function PayOrigin({ sheet }: { sheet: Sheet }) {
  const { commissions, grades } = sheet.pay
  return (
    <>
      {commissions.map((commission) => (
        <Section key={commission.plan} title={commission.title[language()]}>
          <CommissionSteps commission={commission} />
        </Section>
      ))}
      {grades.map((grade) => (
        <GradeSection key={grade.rule} grade={grade} />
      ))}
    </>
  )
}

function CommissionSteps({ commission }: { commission: Commission }) {
  const say = useWords(PAY)
  const { base, tiers, coefficients, earned, takenBack, amount, advance, recovered, balance, reserve, released, serviceBonus, paid } =
    commission
  const isMore = takenBack.length > 0
  const isPaidOtherwise = paid !== amount
  return (
    <dl className="steps">
      <Step term={say('base')} figure={yuan(base)} />
      {tiers.map((tier) => (
        <Step
          key={`${tier.from} ${tier.to}`}
          term={tierWords(tier, tiers.length, say)}
          figure={yuan(tier.amount)}
          how={say('tierHow', { base: yuan(tier.base), rate: percent(tier.rate) })}
        />
      ))}
      {coefficients.map(({ title, found, value }) => (
        <Step
          key={title.en}
          term={say('coefficient', { title: title[language()], found: decimal(found) })}
          figure={`× ${decimal(value)}`}
        />
      ))}
      <Documents documents={commission.documents} />
      {isMore && <Step term={say('earned')} figure={yuan(earned)} />}
      {takenBack.map((back) => (
        <Step
          key={back.period}
          term={say('takenBack', { period: periodName(back.period) })}
          figure={yuan(back.difference)}
          how={say('takenBackHow', {
            baseBefore: yuan(back.baseBefore),
            baseAfter: yuan(back.baseAfter),
            before: yuan(back.before),
            after: yuan(back.after),
          })}
        />
      ))}
      <Step term={say('amount')} figure={yuan(amount)} isTotal={!isPaidOtherwise} />
      {advance !== NOTHING && (
        <Step term={say('advance')} figure={`+ ${yuan(advance)}`} how={say('balanceHow', { balance: yuan(balance) })} />
      )}
      {recovered !== NOTHING && (
        <Step term={say('recovered')} figure={`− ${yuan(recovered)}`} how={say('balanceHow', { balance: yuan(balance) })} />
      )}
      {reserve !== NOTHING && <Step term={say('reserve')} figure={`− ${yuan(reserve)}`} />}
      {released !== NOTHING && <Step term={say('released')} figure={`+ ${yuan(released)}`} />}
      {serviceBonus !== NOTHING && <Step term={say('serviceBonus')} figure={`− ${yuan(serviceBonus)}`} />}
      {isPaidOtherwise && <Step term={say('paid')} figure={yuan(paid)} isTotal />}
    </dl>
  )
}

function tierWords(
  { from, to, rate }: Commission['tiers'][number],
  tiers: number,
  say: (key: 'tierAll' | 'tierFrom' | 'tierTo' | 'tierBetween', values: Readonly<Record<string, string>>) => string,
): string {
  const words = { from: from === null ? '' : yuan(from), to: to === null ? '' : yuan(to), rate: percent(rate) }
  const isOpen = from === null || Number(from) === 0
  if (tiers === 1 || (isOpen && to === null)) return say('tierAll', words)
  if (isOpen) return say('tierTo', words)
  return say(to === null ? 'tierFrom' : 'tierBetween', words)
}

function Documents({ documents }: Pick<Commission, 'documents'>) {
  const say = useWords(PAY)
  const [isAll, setAll] = useState(false)
  const shown = isAll ? documents : documents.slice(0, LISTED)
  const rest = documents.length - shown.length
  return (
    <>
      {shown.map(({ document, date, base, coefficients, amount }) => (
        <Step
          key={document}
          term={say('document', { document })}
          figure={yuan(amount)}
          how={say('documentHow', {
            date,
            base: yuan(base),
            coefficients: coefficients.map(({ title, value }) => ` × ${title[language()]} ${decimal(value)}`).join(''),
          })}
        />
      ))}
      {rest > 0 && (
        <div className="step">
          <dt>{say('moreDocuments', { count: rest })}</dt>
          <dd>
            <button type="button" className="link-button" onClick={() => setAll(true)}>
              {say('showAll')}
            </button>
          </dd>
        </div>
      )}
    </>
  )
}

function GradeSection({ grade: { points, counted, vetoes, grade, coefficient, base, days, daysOfPeriod, amount } }: { grade: Grade }) {
  const say = useWords(PAY)
  const reason = vetoes.map((words) => words[language()]).join(language() === 'zh' ? '；' : '; ')
  const inPart = days !== null && daysOfPeriod !== null ? { days, of: daysOfPeriod } : undefined
  return (
    <Section title={say('performance')}>
      <dl className="steps">
        <Step
          term={say('points')}
          figure={decimal(points)}
          how={reason === '' ? '' : say('vetoed', { counted: decimal(counted), reason })}
        />
        <Step
          term={say('grade', { grade })}
          figure={`× ${decimal(coefficient)}`}
          how={say('gradeHow', { coefficient: decimal(coefficient) })}
        />
        <Step
          term={say('payBase')}
          figure={base === null ? '—' : yuan(base)}
          how={base === null ? say('noBase') : inPart ? say('days', inPart) : ''}
        />
        {amount !== null && (
          <Step
            term={say('performance')}
            figure={yuan(amount)}
            how={inPart ? say('performanceInPart', inPart) : say('performanceHow')}
            isTotal
          />
        )}
      </dl>
    </Section>
  )
}
