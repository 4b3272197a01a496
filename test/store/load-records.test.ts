import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importDataset } from '../../src/appraisal/import-dataset.ts'
import { openStore } from '../../src/store/open-store.ts'

const QUOTAS = 'period,rep,amount\n'
const ORDERS = 'number,date,rep,client,amount\n'
const LINES = 'number,line,date,rep,client,amount\n'
const MARKS = 'period,engineer,item,evaluator,score\n'

test.each<[file: string, content: string, found: string[], why: string]>([
  [
    'quotas',
    `${QUOTAS}2026-10,S1,1万\n2026-10,S1,5\n`,
    ['2 amount_must_be_in_plain_yuan', '3 quota_must_be_one'],
    'a wrong amount hides no second quota',
  ],
  [
    'quotas',
    `${QUOTAS}2026-10,S1,x\n2026-10,S1,y\n`,
    ['2 amount_must_be_a_number', '3 amount_must_be_a_number', '3 quota_must_be_one'],
    'nor do two',
  ],
  [
    'quotas',
    `${QUOTAS}2026-13,S1,1\n2026-13,S1,2\n`,
    ['2 period_must_be_a_period', '3 period_must_be_a_period'],
    'who cannot be identified is nobody twice',
  ],
  [
    'evaluations',
    `${MARKS}2026-10,T1,overall,M1,101\n2026-10,T1,综合评价,M2,90\n`,
    ['2 score_must_be_from_0_to_100', '3 overall_mark_must_be_one'],
    'a wrong score hides no second mark',
  ],
  [
    'evaluations',
    `${MARKS}2026-10,T1,overall,,80\n2026-10,T1,overall,M2,90\n`,
    ['2 cell_must_be_given', '3 overall_mark_must_be_one'],
    'whoever gave it',
  ],
  [
    'orders',
    `${ORDERS}A,soon,S1,C1,1\nA,2026-10-05,S1,C1,2\n`,
    ['2 date_must_be_a_date', '2 record_must_have_one_content'],
    'the amounts differ whatever the date',
  ],
  ['orders', `${ORDERS}A,soon,S1,C1,1\nA,2026-10-05,S1,C1,1\n`, ['2 date_must_be_a_date'], 'nothing that could be read differs'],
  [
    'orders',
    `${ORDERS}A,soon,S1,C1,1\nA,2026-10-05,S1,C1,1\nA,2026-10-05,S1,C1,1\n`,
    ['2 date_must_be_a_date', '4 repeated_record_counted_once'],
    'two right rows are one record',
  ],
  [
    'orders',
    `${LINES}A,1,2026-10-05,S1,C1,1\nA,,2026-10-05,S1,C1,2\nA,2,2026-10-05,S1,C1,2\nB,,2026-10-05,S1,C1,2\n`,
    ['3 lines_must_all_be_numbered'],
    'a line without its number',
  ],
  [
    'orders',
    `${LINES}A,1,2026-10-05,S1,C1,1\nA,2,2026-10-05,S1,C1,2\nA,2,2026-10-05,S1,C1,3\n`,
    ['4 record_must_have_one_content'],
    'a line twice is no other line',
  ],
])('%s %j: %o, %s', async (file, content, found) => {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-test-'))
  const store = await openStore(undefined)
  try {
    await writeFile(join(folder, `${file}.csv`), content)
    const imported = await importDataset(folder, store)
    expect(imported.ok).toBe(false)
    expect(imported.problems.map(({ code, place }) => `${place?.row} ${code}`).sort()).toEqual(found)
  } finally {
    await store.close()
    await rm(folder, { recursive: true })
  }
})

test.each<[file: string, content: string, differs: string, why: string]>([
  [
    'orders',
    'number,date,rep,client,amount,quantity\nA,2026-10-05,S1,C1,1,6\nA,2026-10-06,S1,C1,2.5,4.25\n',
    'date 2026-10-05 / 2026-10-06, amount 1.00 / 2.50, quantity 6 / 4.25',
    'days, yuan and quantities',
  ],
  [
    'employees',
    'number,name,position,region,hired_on,left_on\nT1,王,技术客服,E,2020-01-01,2024-05-31\nT1,王,技术客服,E,2026-10-05,\n',
    'hired_on 2020-01-01 / 2026-10-05, left_on 2024-05-31 / -',
    'days that are blank in one',
  ],
  ['visits', 'number,date,rep,successful\nV1,2026-10-05,S1,是\nV1,2026-10-05,S1,否\n', 'successful yes / no', 'yes and no'],
])('what differs in %s is said as people write it: %s', async (file, content, differs) => {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-test-'))
  const store = await openStore(undefined)
  try {
    await writeFile(join(folder, `${file}.csv`), content)
    const { problems } = await importDataset(folder, store)
    expect(problems.map(({ code, values }) => `${code} ${values.differs}`)).toEqual([`record_must_have_one_content ${differs}`])
  } finally {
    await store.close()
    await rm(folder, { recursive: true })
  }
})
