import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { ListedAppraisal } from '../../domain/appraisal.ts'
import { choiceTitle, textCell } from '../../domain/dataset/tables.ts'
import type { PaidByPlans } from '../../domain/pay/pay-result.ts'
import { type DeriveRequest, type OpenAppraisal, withAppraisal } from '../appraise.ts'
import { commandProblem } from '../command-problems.ts'
import { explainBonus } from './explain-bonus.ts'
import { explainPay } from './explain-pay.ts'
import { explainSales } from './explain-sales.ts'
import { explainService } from './explain-service.ts'
import type { Explainable } from './explainable.ts'
import { type Explained, explainedRecord } from './explained.ts'
import { findRecords } from './find-records.ts'

export interface ExplainRequest extends DeriveRequest {
  readonly employee: string
  /** How many records a leaf lists; the total is always said. */
  readonly perFact: number
}

export interface EmployeeExplained {
  readonly ok: true
  readonly period: string
  readonly employee: string
  readonly name: string
  readonly region: string
  /** One tree a value: the final score and the bonus of an engineer, the points and every KPI of a representative, what each plan pays. */
  readonly values: readonly Explained[]
}

/** How each of a person's values came about, from the printed figure through rules and clauses down to the source records. */
export async function explainEmployee(request: ExplainRequest): Promise<Answer<EmployeeExplained>> {
  return withAppraisal(request, (open) => explainIn(open, request))
}

/** The same of an appraisal that is open, where several people of it are looked at. */
export async function explainIn(open: OpenAppraisal, request: ExplainRequest): Promise<Answer<EmployeeExplained>> {
  const { appraisal, facts } = open
  const engineer = appraisal.service.find((person) => person.employee === request.employee)
  const representative = [...appraisal.sales].find((person) => person.employee === request.employee)
  const pay = paidTo(appraisal, request.employee)
  const person = engineer ?? representative ?? pay.commissions[0] ?? pay.grades[0]
  if (!person) return { ok: false, problems: [await notAppraised(open, request)] }
  const explainable = explainableOf(open, request)
  const regions = appraisal.bonus.map((bonus) => ({ bonus, creditedReps: facts.creditedReps.get(bonus.region) ?? [] }))
  const values = [
    ...(engineer ? [await explainService(engineer, facts.service(engineer.employee), explainable)] : []),
    ...(engineer ? await explainBonus(engineer, regions, explainable) : []),
    ...(representative ? await explainSales(representative, facts.sales(representative.employee), explainable) : []),
    ...(await explainPay(pay, explainable)),
  ]
  const { employee, name, region } = person
  return { ok: true, period: request.period.text, employee, name, region, values }
}

/** What plans pay one person; managers too are paid by plans. */
function paidTo({ pay }: ListedAppraisal, employee: string): PaidByPlans {
  const own = <T extends { readonly employee: string }>(all: readonly T[] = []) => all.filter((each) => each.employee === employee)
  return { commissions: own(pay?.commissions), grades: own(pay?.grades) }
}

function explainableOf(
  { store, book, rules, facts, place, appraisal: { period } }: OpenAppraisal,
  { perFact }: ExplainRequest,
): Explainable {
  return {
    period,
    rules,
    attendanceGiven: facts.given.has('attendance'),
    showsOthers: true,
    async list(_, queries) {
      const { total, records } = await findRecords(store, book.id, queries, { offset: 0, limit: perFact })
      const shown = records.map((record) => explainedRecord(record, place(record.table, record.row)))
      return { total, shown }
    },
  }
}

/** Managers are known and not appraised; anybody else may be a slip in the number. */
async function notAppraised({ store, book, appraisal }: OpenAppraisal, request: ExplainRequest): Promise<Problem> {
  const employees = await store.readTable(book.id, 'employees')
  const found = employees.find((record) => textCell('employees', record, 'number') === request.employee)
  const position = found && textCell('employees', found, 'position')
  if (!found || position === undefined || position === 'service_engineer' || position === 'sales_rep') return nobody(request, appraisal)
  return commandProblem('position_should_be_appraised', {
    employee: request.employee,
    name: textCell('employees', found, 'name'),
    position,
    positionTitle: choiceTitle('employees', 'position', position),
  })
}

function nobody(request: ExplainRequest, appraisal: ListedAppraisal) {
  const numbers = [...appraisal.service, ...appraisal.sales].map((person) => person.employee).sort(byCodePoint)
  const start = numbers.findIndex((number) => byCodePoint(number, request.employee) > 0)
  const around = start < 0 ? numbers.slice(-3) : numbers.slice(Math.max(0, start - 2), start + 2)
  return commandProblem('employee_should_be_appraised', {
    period: request.period.text,
    employee: request.employee,
    nearest: around.join(', '),
  })
}
