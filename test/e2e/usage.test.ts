import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cellsOf } from '../sheets/workbooks/spreadsheet-program.ts'
import { linesOf, newFolder, quanheng, removeFolder } from './command.ts'
import { SMALL_COMPANY, writeTables } from './small-company.ts'

let folder = ''

beforeAll(async () => {
  folder = await newFolder()
  await writeTables(join(folder, 'data'), SMALL_COMPANY)
  await writeTables(join(folder, 'held'), { ...SMALL_COMPANY, attendance: undefined })
  await writeTables(join(folder, 'bad'), {
    ...SMALL_COMPANY,
    orders: 'number,date,rep,client,amount\nO1,2026-10-32,S1,C1,3.5万\nO2,2026-10-05,S9,C1,1\n',
    visits: 'number,date,rep\nV1,2026-10-03,S1\n',
  })
})
afterAll(() => removeFolder(folder))

const APPRAISE = ['appraise', 'data', '--period', '2026-10', '--out', 'out']

describe('what is wrong on the command line is wrong usage: 64, nothing on standard output, nothing written', () => {
  test.each([
    ['no command', []],
    ['a command that is none', ['apraise']],
    ['no dataset', ['appraise', '--period', '2026-10', '--out', 'out']],
    ['no period', ['appraise', 'data', '--out', 'out']],
    ['no folder to write to', ['appraise', 'data', '--period', '2026-10']],
    ['a period that is none', ['appraise', 'data', '--period', '2026-13', '--out', 'out']],
    ['a setting without its rule', [...APPRAISE, '--set', 'absence=late']],
    ['a setting that no rule has', [...APPRAISE, '--set', 'service.attendance.absense=late']],
    ['a value that the setting does not have', [...APPRAISE, '--set', 'service.attendance.absence=maybe']],
    ['a database of another kind', [...APPRAISE, '--database', 'mysql://localhost/x']],
    ['an option that is none', [...APPRAISE, '--colour']],
    ['one argument too many', [...APPRAISE, 'more']],
  ])('%s', async (_, words) => {
    const { status, stdout, stderr } = await quanheng(words, { folder })
    expect(status).toBe(64)
    expect(stdout).toBe('')
    expect(stderr).not.toBe('')
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })
})

test('the version is that of the package', async () => {
  const { status, stdout } = await quanheng(['--version'], { folder })
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${version}\n` })
})

test('a value that a setting does not have is said of the option, once', async () => {
  const { stderr } = await quanheng([...APPRAISE, '--set', 'service.attendance.absence=maybe', '--lang', 'en'], { folder })
  expect(stderr).toMatch(/^error --set service\.attendance\.absence: the setting /)
})

test('without any collections the pools are said to be 0.00 for it; warnings that say the same stand in the result once', async () => {
  const evaluations = `period,engineer,item,evaluator,score\n${['0001', '0002', '0003'].map((who) => `2026-10,${who},overall,孙八,90\n`).join('')}`
  await writeTables(join(folder, 'poor'), { ...SMALL_COMPANY, collections: undefined, evaluations })
  const words = ['appraise', 'poor', '--period', '2026-10', '--out', 'poor-out', '--formats', 'json', '--lang', 'en']
  const { status, stderr } = await quanheng(words, { folder })
  expect(status).toBe(0)
  expect(stderr).toContain('[table_should_be_in_the_data]')
  const { problems } = JSON.parse(await readFile(join(folder, 'poor-out', 'result.json'), 'utf8'))
  expect(problems.map((problem: { code: string }) => problem.code)).toContain('table_should_be_in_the_data')
  expect(new Set(problems.map((problem: object) => JSON.stringify(problem))).size).toBe(problems.length)
})

test("the company's name leads the titles of the workbooks; without them it changes no byte of result.json", async () => {
  const run = async (out: string, more: string[]) => {
    await quanheng(['appraise', 'data', '--period', '2026-10', '--out', out, '--quiet', ...more], { folder })
    return readFile(join(folder, out, 'result.json'), 'utf8')
  }
  const json = ['--formats', 'json']
  expect(await run('named-json', ['--company', '甲乙公司', ...json])).toBe(await run('unnamed-json', json))
  const named = await run('named', ['--company', ' 甲乙公司 '])
  const { company, files: _, ...figures } = JSON.parse(named)
  const { files: __, ...same } = JSON.parse(await run('unnamed', []))
  expect([company, figures]).toEqual(['甲乙公司', same])
  const bonus = JSON.parse(named).files.find(({ kind }: { kind: string }) => kind === 'bonus-sheets')
  const titles = [...(await cellsOf(join(folder, 'named', bonus.path))).values()].map(({ value }) => String(value))
  expect(titles).toContain('甲乙公司 2026年10月 技术客服奖金分配表')
})

test('help is no mistake', async () => {
  const { status, stdout } = await quanheng(['appraise', '--help'], { folder })
  expect(status).toBe(0)
  expect(stdout).toContain('--on-incomplete')
})

test('every mistake of a dataset is one line that names its file, also when quiet; exit 1, nothing written', async () => {
  const words = ['appraise', 'bad', '--period', '2026-10', '--out', 'refused', '--quiet', '--lang', 'en']
  const { status, stdout, stderr } = await quanheng(words, { folder })
  expect(status).toBe(1)
  expect(stdout).toBe('')
  expect(linesOf(stderr).map((line) => line.replace(/: .*\[/, ' ['))).toEqual([
    'error orders.csv row 2 column "date" [date_must_be_a_date]',
    'error orders.csv row 2 column "amount" [amount_must_be_in_plain_yuan]',
    'error orders.csv row 3 column "rep" [employee_must_exist]',
    'error visits.csv row 1 [required_columns_must_be_given]',
  ])
  expect(existsSync(join(folder, 'refused'))).toBe(false)
})

test('paths are those of the folder the user stands in, and standard output is one line a region', async () => {
  const { status, stdout, stderr } = await quanheng([...APPRAISE, '--quiet', '--lang', 'en', '--formats', 'json'], {
    folder: '/',
    initFolder: folder,
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(linesOf(stdout).map((line) => line.split(' ')[0])).toEqual(['EAST', 'NONE', 'WEST'])
  expect(await readdir(join(folder, 'out'))).toEqual(['result.json'])
})

test('something held is exit 2, and everything else is written', async () => {
  const { status } = await quanheng(['appraise', 'held', '--period', '2026-10', '--out', 'held-out', '--lang', 'en'], { folder })
  expect(status).toBe(2)
  const result = JSON.parse(await readFile(join(folder, 'held-out', 'result.json'), 'utf8'))
  expect(result.bonus.map((region: { status: string }) => region.status)).toEqual(['held', 'split', 'held'])
  for (const file of result.files) expect(existsSync(join(folder, 'held-out', file.path))).toBe(true)
})

// A file in the way of the folder, and a place of Linux where nothing can be made and Node's own mkdir never answers.
test.each([['data/orders.csv'], ['data/orders.csv/deeper'], ...(existsSync('/proc/self') ? [['/proc/quanheng']] : [])])(
  'a folder that cannot be written to, %s, is exit 1 in words',
  async (out) => {
    const { status, stdout, stderr } = await quanheng(['appraise', 'data', '--period', '2026-10', '--out', out, '--quiet'], { folder })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(linesOf(stderr)).toHaveLength(1)
    expect(stderr).toContain('[output_must_be_writable]')
  },
)
