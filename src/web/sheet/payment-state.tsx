import { useQuery } from '@tanstack/react-query'
import { day, yuan } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { paymentsQuery, type Sheet } from './queries.ts'
import { SHARE } from './share-words.ts'

/** Whether one's own bonus has been paid; before the period is closed, when it will be. */
export function PaymentState({ sheet }: { sheet: Sheet }) {
  const say = useWords(SHARE)
  const isClosed = sheet.periodState === 'closed'
  const { data, error } = useQuery({ ...paymentsQuery(sheet.period), enabled: isClosed })
  const own = (data?.items ?? []).filter(({ employee }) => employee === sheet.employee)
  return (
    <Section title={say('payment')}>
      {!isClosed && <p className="quiet">{say('notClosed')}</p>}
      <ProblemNotice problem={error} />
      {own.map(({ region, regionName, amount, adjustment, carried, state, paidOn }) => (
        <div key={region} className="step">
          <span>
            {regionName} <Tag kind={state === 'paid' ? 'good' : 'plain'}>{say(state, { day: day(paidOn) })}</Tag>
            {/[1-9]/.test(adjustment) && <span className="quiet"> {say('adjustment', { amount: yuan(adjustment) })}</span>}
            {/[1-9]/.test(carried) && (
              <span className="quiet">
                {' '}
                {say(carried.startsWith('-') ? 'deducted' : 'arisen', { amount: yuan(carried.replace('-', '')) })}
              </span>
            )}
          </span>
          <strong className="figures">{yuan(amount)}</strong>
        </div>
      ))}
    </Section>
  )
}
