import { expect, test } from 'vitest'
import { type Lines, problemsOf } from './derived-problems.ts'

/** A month of one region of whose records nothing is odd. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  regions: ['code,name', 'EAST,华东区'],
  employees: ['number,name,position,region', 'S1,孙丽,sales_rep,EAST', 'T1,王芳,service_engineer,EAST', 'M1,陈刚,regional_manager,EAST'],
  clients: ['code,name,rep', 'C1,东方机电,S1', 'C2,西部重工,S1'],
  collections: ['number,date,client,amount,kind,status', 'R1,2026-10-10,C1,500,,', 'R2,2026-10-10,C2,500,,', 'R3,2026-10-11,C1,500,,'],
  feedback: ['number,date,engineer,attitude,resolution,dedication', 'F1,2026-10-10,T1,90,80,4'],
  followups: ['number,date,engineer,score', 'U1,2026-10-10,T1,90'],
  evaluations: ['period,engineer,item,evaluator,score', '2026-10,T1,overall,M1,90'],
  attendance: ['date,employee,kind', '2026-10-12,T1,leave', '2026-10-14,T1,leave', '2026-10-13,T1,late'],
}

/** What is said to look odd when these rows stand beside, or in place of, those above: code, record and the place where it stands. */
async function oddities(rows: Lines, settings: Readonly<Record<string, string>> = {}, instead = false): Promise<string[]> {
  const tables = Object.entries(FILES).map(([table, lines]): [string, string[]] => {
    const own = instead && rows[table] ? lines.slice(0, 1) : lines
    return [table, [...own, ...(rows[table] ?? [])]]
  })
  return (await problemsOf(Object.fromEntries(tables), '2026-10', settings))
    .filter(({ code }) =>
      /_should_(?:be_entered_once|use_the_scale|have_two_digits|have_one_slip|be_near_the_others|be_on_a_working_day|be_meant)$/.test(code),
    )
    .map(({ code, record, place }) => `${code} ${record} ${place?.file}:${place?.row ?? '-'}`)
}

test('nothing of an ordinary month looks odd', async () => {
  expect(await oddities({})).toEqual([])
})

test.each<[row: string, said: string[], why: string]>([
  ['R9,2026-10-10,C1,500,,', ['receipt_should_be_entered_once R9 collections.csv:5'], 'the same day, client, rep and amount'],
  ['R9,2026-10-10,C1,500,deposit,', [], 'another kind of money'],
  ['R9,2026-10-10,C1,500,,draft', [], 'a draft does not count'],
  ['R9,2026-10-10,C1,501,,', [], 'another amount'],
  ['R1,2026-10-10,C1,500,,', [], 'the same number is the same record'],
  ['R9,2026-09-10,C1,500,,\nR10,2026-09-10,C1,500,,', [], 'what happened in another month is said there'],
])('a receipt %j: %j, %s', async (row, said) => {
  expect(await oddities({ collections: [row] })).toEqual(said)
})

test.each<[rows: Lines, settings: Record<string, string>, said: string[], why: string]>([
  [{ feedback: ['F2,2026-10-11,T1,5,4,3'] }, {}, ['marks_should_use_the_scale 2026-10 feedback.csv:-'], 'five is the most'],
  [{ feedback: ['F2,2026-10-11,T1,5,4,3'] }, { 'service.customer-evaluation.scale': '5' }, [], 'the form has five points'],
  [{ feedback: ['F2,2026-10-11,T1,5,4,6'] }, {}, [], 'six is more'],
  [{ followups: ['U2,2026-10-11,T1,5'] }, {}, ['marks_should_use_the_scale 2026-10 followups.csv:-'], 'follow-ups too'],
  [
    { evaluations: ['2026-10,T1,overall,M1,9'] },
    {},
    ['mark_should_have_two_digits 2026-10 T1 overall M1 evaluations.csv:2'],
    'nine for ninety',
  ],
  [{ evaluations: ['2026-10,T1,overall,M1,10'] }, {}, [], 'two digits'],
  [{ evaluations: ['2026-10,T1,overall,M1,0'] }, {}, [], 'nothing is nothing'],
])('marks %j with %j: %j, %s', async (rows, settings, said) => {
  expect(await oddities(rows, settings, true)).toEqual(said)
})

test.each<[days: string[], settings: Record<string, string>, said: string[], why: string]>([
  [['2026-10-15,T1,leave'], {}, ['leave_should_have_one_slip 2026-10-14 T1 attendance.csv:3'], 'the day after'],
  [['2026-10-16,T1,leave', '2026-10-19,T1,leave'], {}, ['leave_should_have_one_slip 2026-10-16 T1 attendance.csv:5'], 'over a weekend'],
  [['2026-10-16,T1,leave', '2026-10-20,T1,leave'], {}, [], 'a day to work on lies between'],
  [['2026-10-20,T1,sick_leave', '2026-10-21,T1,sick_leave'], {}, [], 'sick leave does not count'],
  [
    ['2026-10-20,T1,sick_leave', '2026-10-21,T1,sick_leave'],
    { 'service.attendance.leaveKinds': 'leave,sick_leave' },
    ['leave_should_have_one_slip 2026-10-20 T1 attendance.csv:5'],
    'unless it is set to',
  ],
])('leave on %j with %j: %j, %s', async (days, settings, said) => {
  expect(await oddities({ attendance: days }, settings)).toEqual(said)
})

test.each<[rows: Lines, said: string[], why: string]>([
  [{ collections: ['R9,2062-10-10,C1,7,,', 'R8,1926-10-10,C1,7,,'] }, ['R8 collections.csv:6', 'R9 collections.csv:5'], 'decades off'],
  [{ followups: ['U9,2028-01-10,T1,90'] }, ['U9 followups.csv:3'], 'more than a year after the newest'],
  [{ attendance: ['2036-10-12,T1,late'] }, ['2036-10-12 T1 attendance.csv:5'], 'an event is named by day and person'],
  [{ collections: ['R9,2027-10-10,C1,7,,'] }, [], 'a year later is business'],
  [{ collections: ['R9,2027-10-10,C1,7,,', 'R10,2028-09-10,C1,7,,'] }, [], 'and what follows on it'],
  [{ collections: ['R9,2024-11-10,C1,7,,', 'R10,2023-01-10,C1,7,,'] }, [], 'as is history with gaps'],
])('days of %j: %j, %s', async (rows, said) => {
  expect(await oddities(rows)).toEqual(said.map((each) => `day_should_be_near_the_others ${each}`))
})

test.each<[days: string[], settings: Record<string, string>, said: string[], why: string]>([
  [
    ['2026-10-01,T1,late', '2026-10-03,T1,leave'],
    {},
    ['attendance_should_be_on_a_working_day 2026-10-01 T1 attendance.csv:5'],
    'National Day',
  ],
  [['2026-10-10,T1,late'], {}, [], 'a Saturday that is worked in its place'],
  [
    ['2026-10-17,T1,late', '2026-10-18,T1,early_leave'],
    {},
    ['weekend_attendance_should_be_meant 2026-10-17 T1 attendance.csv:5'],
    'a weekend',
  ],
  [['2026-10-01,T1,call_absence', '2026-10-01,T1,arrival_late'], {}, [], 'clients are served on holidays'],
  [['2026-10-01,T1,sick_leave'], {}, [], 'what does not count'],
  [['2026-10-02,T1,absence'], { 'service.attendance.absence': 'ignore' }, [], 'what is set not to'],
  [
    ['2026-10-02,T1,absence'],
    {},
    ['attendance_should_be_on_a_working_day 2026-10-02 T1 attendance.csv:5'],
    'nobody is absent on a holiday',
  ],
])('attendance on %j with %j: %j, %s', async (days, settings, said) => {
  expect(await oddities({ attendance: days }, settings)).toEqual(said)
})

test('a year whose public holidays are not known is said to be, once', async () => {
  const attendance = ['date,employee,kind', '2099-10-05,T1,late', '2099-10-06,T1,late']
  const codes = (await problemsOf({ ...FILES, attendance }, '2099-10')).map(({ code }) => code)
  expect(codes.filter((code) => code === 'public_holidays_should_be_known')).toHaveLength(1)
})

test('a company has a calendar of its own, which goes before the public one', async () => {
  const attendance = ['2026-10-01,T1,late', '2026-10-12,T1,late', '2026-10-17,T1,late', '2099-10-01,T1,late']
  const holidays = ['date,working,name', '2026-10-01,yes,', '2026-10-12,no,厂庆', '2026-10-17,是,补班', '2099-10-01,no,国庆节']
  const problems = await problemsOf({ ...FILES, attendance: [...(FILES.attendance ?? []), ...attendance], holidays }, '2026-10')
  expect(
    problems.filter(({ code }) => /working_day|be_meant/.test(code)).map(({ record, values }) => `${record} ${values.eventsZh}`),
  ).toEqual(['2026-10-12 T1 2026-10-12 厂庆 T1 迟到、2026-10-12 厂庆 T1 请假'])
  const later = await problemsOf({ ...FILES, attendance: ['date,employee,kind', '2099-10-02,T1,late'], holidays }, '2099-10')
  expect(later.map(({ code }) => code)).not.toContain('public_holidays_should_be_known')
})
