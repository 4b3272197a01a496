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
  receivables: ['number,due_date,client,rep,amount'],
  attendance: ['date,employee,kind,count,slip', '2026-10-12,T1,leave', '2026-10-14,T1,leave', '2026-10-13,T1,late'],
}

/** What is said to look odd when these rows stand beside, or in place of, those above: code, record and the place where it stands. */
async function oddities(rows: Lines, settings: Readonly<Record<string, string>> = {}, instead = false): Promise<string[]> {
  const tables = Object.entries(FILES).map(([table, lines]): [string, string[]] => {
    const own = instead && rows[table] ? lines.slice(0, 1) : lines
    return [table, [...own, ...(rows[table] ?? [])]]
  })
  return (await problemsOf(Object.fromEntries(tables), '2026-10', settings))
    .filter(({ code }) =>
      /_should_(?:be_entered_once|use_the_scale|have_two_digits|have_one_slip|be_told_once|be_near_the_others|be_on_a_working_day|be_meant)$/.test(
        code,
      ),
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

test('leave of one day by two slips is asked about, as when two exports name it otherwise; another kind is another leave', async () => {
  const slips = ['2026-10-20,T1,leave,1,Q1', '2026-10-20,T1,leave,1,事假 10-20', '2026-10-20,T1,sick_leave,1,Q2']
  expect(await oddities({ attendance: slips })).toEqual(['leave_should_be_told_once 2026-10-20 T1 attendance.csv:5'])
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
  [{ receivables: ['Y9,2062-10-10,C1,S1,7'] }, ['Y9 receivables.csv:2'], 'nothing falls due in decades'],
  [{ receivables: ['Y9,2006-10-10,C1,S1,7'] }, ['Y9 receivables.csv:2'], 'nor did twenty years ago'],
  [{ receivables: ['Y9,2029-10-10,C1,S1,7', 'Y8,2018-10-10,C1,S1,7'] }, [], 'but in years, or years ago'],
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

const SOLVED = '2026-10,T1,on_site_resolution,M1,80'

/** What is said beyond the sentence, in English: what would be otherwise. */
async function effects(rows: Lines, code: RegExp, instead = false): Promise<string[]> {
  const tables = Object.entries(FILES).map(([table, lines]): [string, readonly string[]] => [
    table,
    [...(instead && rows[table] ? lines.slice(0, 1) : lines), ...(rows[table] ?? [])],
  ])
  const problems = await problemsOf(Object.fromEntries(tables), '2026-10')
  return problems.filter((problem) => code.test(problem.code)).map(({ values }) => values.furtherEn ?? '')
}

test.each<[rows: Lines, instead: boolean, said: string, why: string]>([
  [
    { collections: ['R9,2026-10-10,C1,500000,,', 'R8,2026-10-10,C1,500000,,'] },
    false,
    'the pool of 华东区 1001.50 → 501.50',
    'one per mille',
  ],
  [
    { collections: ['R9,2026-10-10,C1,-500,,', 'R8,2026-10-10,C1,-500,,', 'R7,2026-10-11,C2,500,,'] },
    false,
    'the pool of 华东区 1.00 → 1.50',
    'a refund',
  ],
  [
    { evaluations: ['2026-10,T1,overall,M1,9', SOLVED] },
    true,
    '王芳 (T1) manager 9.00 → 90.00, final score 58.60 → 82.90.',
    'the pool is theirs alone',
  ],
  [
    {
      employees: [
        'T1,王芳,service_engineer,EAST',
        'T2,李娜,service_engineer,EAST',
        'S1,孙丽,sales_rep,EAST',
        'M1,陈刚,regional_manager,EAST',
      ],
      evaluations: ['2026-10,T1,overall,M1,9', SOLVED, '2026-10,T2,overall,M1,90', '2026-10,T2,on_site_resolution,M1,80'],
      feedback: ['F1,2026-10-10,T1,90,80,4', 'F2,2026-10-10,T2,90,80,4'],
      followups: ['U1,2026-10-10,T1,90', 'U2,2026-10-10,T2,90'],
    },
    true,
    '王芳 (T1) manager 9.00 → 90.00, final score 58.60 → 82.90, bonus 0.62 → 0.74.',
    'beside somebody else',
  ],
  [{ feedback: ['F2,2026-10-10,T1,5,4,3'] }, true, '王芳 (T1) customer 4.00 → 80.00.', 'forms out of five, of somebody incomplete'],
  [
    { followups: ['U2,2026-10-10,T1,4.5'], evaluations: ['2026-10,T1,overall,M1,90', SOLVED] },
    true,
    '王芳 (T1) problemSolving 34.70 → 86.00, final score 62.38 → 82.90.',
    'follow-ups out of five',
  ],
  [{ attendance: ['2026-10-15,T1,leave'] }, false, '王芳 (T1) attendance 84.00 → 88.00', 'leave of two days as one slip'],
  [{ attendance: ['2026-10-01,T1,late', '2026-10-01,S1,late'] }, false, '王芳 (T1) attendance 84.00 → 88.00', 'late on National Day'],
  [
    { attendance: ['2026-10-01,S1,late'] },
    false,
    'Neither scores nor bonuses of the period would change.',
    'nobody scores representatives on it',
  ],
])('what %j (in place of others: %s) comes to is computed: %s, %s', async (rows, instead, said) => {
  expect((await effects(rows, /once$|scale$|digits$|slip$|working_day$/, instead)).join('|')).toContain(said)
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
