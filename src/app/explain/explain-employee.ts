import { byCodePoint } from '../../base/text-order.ts'
import type { Appraisal } from '../../domain/appraisal.ts'
import { type Answer, type DeriveRequest, withAppraisal } from '../appraise.ts'
import { commandProblem } from '../command-problems.ts'
import { explainBonus } from './explain-bonus.ts'
import { explainSales } from './explain-sales.ts'
import { explainService } from './explain-service.ts'
import type { Explained } from './explained.ts'
import type { RecordLimit } from './with-records.ts'

export interface ExplainRequest extends DeriveRequest, RecordLimit {
  readonly employee: string
}

export interface EmployeeExplained {
  readonly ok: true
  readonly period: string
  readonly employee: string
  readonly name: string
  readonly region: string
  /** One tree a value: the final score and the bonus of an engineer, the points and every KPI of a representative. */
  readonly values: readonly Explained[]
}

/** How each of a person's values came about, from the printed figure through rules and clauses down to the source records. */
export async function explainEmployee(request: ExplainRequest): Promise<Answer<EmployeeExplained>> {
  return withAppraisal(request, async (open) => {
    const { appraisal } = open
    const engineer = appraisal.service.find((person) => person.employee === request.employee)
    const representative = appraisal.sales.find((person) => person.employee === request.employee)
    const person = engineer ?? representative
    if (!person) return { ok: false, problems: [nobody(request, appraisal)] }
    const values = [
      ...(engineer ? [await explainService(engineer, open, request), ...(await explainBonus(engineer, open, request))] : []),
      ...(representative ? await explainSales(representative, open, request) : []),
    ]
    const { employee, name, region } = person
    return { ok: true, period: request.period.text, employee, name, region, values }
  })
}

function nobody(request: ExplainRequest, appraisal: Appraisal) {
  const numbers = [...appraisal.service, ...appraisal.sales].map((person) => person.employee).sort(byCodePoint)
  const start = numbers.findIndex((number) => byCodePoint(number, request.employee) > 0)
  const around = start < 0 ? numbers.slice(-3) : numbers.slice(Math.max(0, start - 2), start + 2)
  return commandProblem('employee_should_be_appraised', {
    period: request.period.text,
    employee: request.employee,
    nearest: around.join(', '),
  })
}
