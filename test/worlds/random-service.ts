import type { RandomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import type { Period } from '../../src/base/period.ts'
import type { ModelSettings } from './model/settings.ts'
import { type Company, dayAround, periodsAround } from './random-company.ts'
import type { Tables } from './random-world.ts'
import { writtenDay, writtenDecimal, writtenFlag, writtenPeriod } from './written-forms.ts'

const EVENTS = [
  'late',
  '迟到',
  'early_leave',
  '早退',
  'leave',
  '请假',
  'sick_leave',
  '病假',
  'statutory_leave',
  '法定假',
  'time_off',
  '调休',
  'arrival_late',
  '到岗迟到',
] as const
const RARE_EVENTS = ['call_absence', '外出缺勤', 'absence', '旷工', 'missing_punch', '缺卡', 'serious_late', '严重迟到'] as const

/** Attendance, forms, follow-ups, marks and decisions. Most people are complete, so that most pools are split. */
export function randomServiceTables(draw: RandomStream, company: Company, period: Period, settings: Partial<ModelSettings>): Tables {
  const day = () => writtenDay(draw, dayAround(draw, period))
  const within = () => writtenDay(draw, draw.pick([period.first, period.last]))
  const most = settings.feedbackScale === 5 ? 500 : 10_000
  const mark = (top = 10_000) => writtenDecimal(draw, draw.pick([draw.between(0, top), draw.between(0, top / 100) * 100, top, 0]), 2)
  const incompletePeople = draw.chance(500) ? 0 : 120
  const equalPeople = draw.chance(150)
  const absent = () => draw.chance(incompletePeople)

  const attendance: Record<string, string>[] = []
  const feedback: Record<string, string>[] = []
  const followups: Record<string, string>[] = []
  const evaluations: Record<string, string>[] = []
  const decisions: Record<string, string>[] = []

  for (const engineer of company.engineers) {
    const employee = () => company.named(draw, engineer)
    for (let n = draw.pick([0, 0, 1, 3, 8]); n > 0; n--) {
      const kind = draw.chance(incompletePeople) ? draw.pick(RARE_EVENTS) : draw.pick(EVENTS)
      const row = { date: day(), employee: employee(), kind, count: draw.pick(['', '1', '2', '3']) }
      attendance.push(row)
      if (draw.chance(150)) attendance.push({ ...row, count: draw.pick(['1', '4']) })
    }
    const form = (date: string) => ({
      date,
      engineer: employee(),
      attitude: equalPeople ? String(most / 100) : mark(most),
      resolution: equalPeople ? String(most / 100) : mark(most),
      dedication: equalPeople ? String(most / 100) : mark(most),
      solved_on_site: equalPeople ? 'yes' : draw.chance(150) ? '' : writtenFlag(draw, draw.chance(700)),
    })
    for (let n = draw.between(0, 6); n > 0; n--) feedback.push(form(day()))
    if (!absent()) feedback.push(form(within()))
    for (let n = draw.between(0, 4); n > 0; n--) followups.push({ date: day(), engineer: employee(), score: equalPeople ? '90' : mark() })
    if (!absent()) followups.push({ date: within(), engineer: employee(), score: equalPeople ? '90' : mark() })

    for (const text of periodsAround(period)) {
      const evaluated = { period: writtenPeriod(draw, text), engineer }
      const [manager = '', other = ''] = company.managers
      if (!absent())
        evaluations.push({ ...evaluated, item: draw.pick(['overall', '综合评价']), evaluator: manager, score: equalPeople ? '88' : mark() })
      if (draw.chance(250)) evaluations.push({ ...evaluated, item: 'on_site_resolution', evaluator: manager, score: mark() })
      if (draw.chance(250)) evaluations.push({ ...evaluated, item: '现场解决', evaluator: other, score: mark() })
      decisions.push(...decided(draw, writtenPeriod(draw, text), engineer, mark))
    }
  }
  const numbered = (letter: string, rows: Record<string, string>[]) => rows.map((row, index) => ({ number: `${letter}${index}`, ...row }))
  return { attendance, feedback: numbered('FK', feedback), followups: numbered('HF', followups), evaluations, decisions }
}

function decided(draw: RandomStream, period: string, employee: string, mark: () => string): Record<string, string>[] {
  const rows = (['attendance', 'customer', 'manager', 'problemSolving'] as const)
    .filter(() => draw.chance(120))
    .map((module) => {
      const decision = draw.pick(['reweight', '重新加权', 'zero', '记零分', 'value', '给定分数'])
      const value = decision === 'value' || decision === '给定分数' ? mark() : ''
      return { period, employee, module, decision, value, reason: '人事决定' }
    })
  return draw.chance(50) ? [...rows, { period, employee, module: '', decision: '不参与分配', reason: '试用期' }] : rows
}
