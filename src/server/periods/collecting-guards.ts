import { findCompanyBook } from '../../store/company-book/company-book.ts'
import type { PeriodGuard } from '../kernel/period-step.ts'
import { periodProblem } from './period-problems.ts'

/** Nobody can be marked before the company has said who works there. */
export const COLLECTING_GUARDS: readonly PeriodGuard[] = [
  {
    from: 'collecting',
    to: 'evaluating',
    async check({ transaction, period }) {
      const book = await findCompanyBook(transaction)
      return (book?.rows.employees ?? 0) > 0 ? [] : [periodProblem('period_must_have_people', { period: period.text })]
    },
  },
]
