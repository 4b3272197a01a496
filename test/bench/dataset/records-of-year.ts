import { firstDay, iso, lastDay, MONTHS, monthText } from '../../../fixtures/worlds/generator/calendar.ts'
import { yuanText } from '../../../fixtures/worlds/generator/csv-text.ts'
import { type RandomStream, randomStream } from '../../../fixtures/worlds/generator/random-stream.ts'
import {
  type CompanySize,
  clientCode,
  engineerNumber,
  managerNumber,
  regionCode,
  representativeNumber,
  representativeOf,
} from './company.ts'
import { TableFile } from './table-file.ts'

/** The months of 2026 up to October, of which HR keeps plans, forms and marks. */
const FIRST_MONTH = MONTHS - 10

/**
 * What a company writes down beside its transactions: a plan, one expense and now and then a complaint for each
 * representative and month; one to four feedback forms, a follow-up, a mark and some attendance events for each engineer
 * and month; a commission for each region and month. Everybody is complete, so every region's bonus is split.
 */
export function writeRecordsOfYear(folder: string, size: CompanySize): number {
  const quotas = new TableFile(folder, 'quotas', QUOTA_HEADER)
  const expenses = new TableFile(folder, 'expenses', EXPENSE_HEADER)
  const complaints = new TableFile(folder, 'complaints', COMPLAINT_HEADER)
  const attendance = new TableFile(folder, 'attendance', 'date,employee,kind,count')
  const feedback = new TableFile(folder, 'feedback', 'number,date,engineer,client,attitude,resolution,dedication,solved_on_site')
  const followups = new TableFile(folder, 'followups', 'number,date,engineer,client,score')
  const evaluations = new TableFile(folder, 'evaluations', 'period,engineer,item,evaluator,score,comment')
  const commissions = new TableFile(folder, 'commissions', 'period,region,amount')

  for (let month = FIRST_MONTH; month < MONTHS; month++) {
    const draw = randomStream(`bench year ${month}`)
    const period = monthText(month)
    const days = Array.from({ length: lastDay(month) - firstDay(month) + 1 }, (_, index) => iso(firstDay(month) + index))
    const client = () => clientCode(draw.below(size.clients))
    const score = () => `${draw.between(60, 99)}.${draw.pick(['0', '5'])}`

    for (let index = 0; index < size.representatives; index++) {
      const rep = representativeNumber(index)
      const number = `${period}-${index + 1}`
      quotas.add(quotaLine(period, rep, draw))
      expenses.add(expenseLine(number, draw.pick(days), rep, draw))
      if (draw.chance(50)) complaints.add(complaintLine(number, draw.pick(days), index, size, draw))
    }
    for (let index = 0; index < size.engineers; index++) {
      const engineer = engineerNumber(index)
      const number = `${period}-${index + 1}`
      for (let form = draw.between(1, 4); form > 0; form--) {
        const marks = `${score()},${score()},${score()}`
        feedback.add(`FK${number}-${form},${draw.pick(days)},${engineer},${client()},${marks},${draw.chance(850) ? 'yes' : 'no'}`)
      }
      followups.add(`HF${number},${draw.pick(days)},${engineer},${client()},${score()}`)
      evaluations.add(`${period},${engineer},overall,${managerNumber(index % size.regions)},${score()},`)
      if (draw.chance(50)) evaluations.add(`${period},${engineer},on_site_resolution,${managerNumber(index % size.regions)},${score()},`)
      if (draw.chance(500))
        attendance.add(`${draw.pick(days)},${engineer},${draw.pick(['late', 'early_leave', 'leave', 'sick_leave', 'arrival_late'])},1`)
    }
    for (let region = 0; region < size.regions; region++)
      commissions.add(`${period},${regionCode(region)},${yuanText(draw.between(50_000_000, 90_000_000))}`)
  }
  const files = [quotas, expenses, complaints, attendance, feedback, followups, evaluations, commissions]
  for (const file of files) file.close()
  return files.reduce((sum, file) => sum + file.rows, 0)
}

const QUOTA_HEADER = 'period,rep,amount,quantity,new_clients'

function quotaLine(period: string, rep: string, draw: RandomStream): string {
  return `${period},${rep},${yuanText(draw.between(2_000_000, 20_000_000))},${draw.between(50, 900)},${draw.below(3)}`
}

const EXPENSE_HEADER = 'number,date,rep,amount,kind'
function expenseLine(number: string, day: string, rep: string, draw: RandomStream): string {
  return `FY${number},${day},${rep},${yuanText(draw.between(5_000, 400_000))},差旅费`
}

const COMPLAINT_HEADER = 'number,date,rep,client,upheld'
function complaintLine(number: string, day: string, index: number, size: CompanySize, draw: RandomStream): string {
  const own = clientCode(index < size.clients ? index : representativeOf(index, size))
  return `TS${number},${day},${representativeNumber(index)},${own},${draw.chance(600) ? 'yes' : 'no'}`
}

/** Plans, expenses and complaints of the last month alone, where nothing else of the year is wanted. */
export function writeLastMonth(folder: string, size: CompanySize): void {
  const quotas = new TableFile(folder, 'quotas', QUOTA_HEADER)
  const expenses = new TableFile(folder, 'expenses', EXPENSE_HEADER)
  const complaints = new TableFile(folder, 'complaints', COMPLAINT_HEADER)
  const draw = randomStream('bench last month')
  const month = MONTHS - 1
  const day = () => iso(firstDay(month) + draw.below(lastDay(month) - firstDay(month) + 1))
  for (let index = 0; index < size.representatives; index++) {
    const [rep, number] = [representativeNumber(index), `${monthText(month)}-${index + 1}`]
    quotas.add(quotaLine(monthText(month), rep, draw))
    expenses.add(expenseLine(number, day(), rep, draw))
    if (draw.chance(50)) complaints.add(complaintLine(number, day(), index, size, draw))
  }
  for (const file of [quotas, expenses, complaints]) file.close()
}
