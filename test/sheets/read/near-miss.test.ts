import { describe, expect, test } from 'vitest'
import { messageOf } from '../../../src/base/problem.ts'
import { folderOf, readAll } from './reading.ts'

const FILES = {
  'regions.csv': 'code,name\nEAST,华东区\n',
  'employees.csv': 'number,name,position,region\nS001,马艳,业务员,EAST\n0012,朱思源,业务员,EAST\n0013,徐勇（离职）,业务员,EAST\n',
  'clients.csv': 'code,name\nC001,绍兴宏达（集团）有限公司\nC-02,新丰机电（原名：东方机电）\n',
}
const read = async (rep: string, client: string) =>
  readAll(await folderOf({ ...FILES, 'orders.csv': `number,date,rep,client,amount\nO1,2026-10-05,${rep},${client},1\n` }))

describe('a code that nearly names a record is an error that names the record and what is odd', () => {
  test.each<[rep: string, client: string, code: string, parts: string[]]>([
    ['12', 'C001', 'employee_must_exist', ['0012 朱思源', '12 ≠ 0012']],
    ['s001', 'C001', 'employee_must_exist', ['S001 马艳', 's001 ≠ S001']],
    ['S00l', 'C001', 'employee_must_exist', ['S001 马艳', 'S00l ≠ S001']],
    ['Ѕ001', 'C001', 'employee_must_exist', ['S001 马艳', 'Ѕ U+0405']],
    ['S001', 'С001', 'client_must_exist', ['C001 绍兴宏达', 'С U+0421']],
    ['S001', 'C02', 'client_must_exist', ['C-02 新丰机电']],
    ['S001', "'C001", 'client_must_exist', ['C001 绍兴宏达']],
    ['S001', '东方机电', 'client_must_exist', ['former name of C-02']],
  ])('%s, %s: %s %j', async (rep, client, code, parts) => {
    const { problems } = await read(rep, client)
    expect(problems.map((each) => each.code)).toEqual([code])
    const message = problems[0] ? messageOf(problems[0], 'en') : ''
    for (const part of parts) expect(message).toContain(part)
    expect(messageOf(problems[0] ?? { code: '', values: {} }, 'zh')).not.toMatch(/\{|\}/)
  })

  test('nothing is said where nothing is near', async () => {
    const { problems } = await read('S777', 'C001')
    expect(problems[0]?.values).toMatchObject({ nearZh: '', nearEn: '' })
  })
})

describe('a name is the same in either width of letters and brackets, and on a list of people who left', () => {
  test.each<[rep: string, client: string, meant: [string, string]]>([
    ['马艳', 'C001', ['S001', 'C001']],
    ['马 艳', 'C001', ['S001', 'C001']],
    ['马艳（离职）', 'C001', ['S001', 'C001']],
    ['徐勇', 'C001', ['0013', 'C001']],
    ['徐勇(离职)', 'C001', ['0013', 'C001']],
    ['S001', '绍兴宏达(集团)有限公司', ['S001', 'C001']],
    ['="0012"', '="C001"', ['0012', 'C001']],
    ['Ｓ００１', 'C001', ['S001', 'C001']],
  ])('%s, %s', async (rep, client, meant) => {
    const { records, problems } = await read(rep, client)
    expect(records.orders?.map((record) => [record[2], record[3]])).toEqual([meant])
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

test('two people whose names differ in what is added only are told apart by the name as it stands', async () => {
  const employees = 'number,name,position,region\nS1,马艳,业务员,EAST\nS2,马艳（离职）,业务员,EAST\n'
  const orders = 'number,date,rep,client,amount\nO1,2026-10-05,马艳,C001,1\nO2,2026-10-05,马艳（离职）,C001,1\nO3,2026-10-05,马 艳,C001,1\n'
  const { records, problems } = await readAll(await folderOf({ ...FILES, 'employees.csv': employees, 'orders.csv': orders }))
  expect(records.orders?.map((record) => record[2])).toEqual(['S1', 'S2'])
  expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([{ code: 'name_must_mean_one_record' }])
})

describe('a client that seems to be registered once more', () => {
  const CLIENTS = ['C001,东方机电', 'C002,西部重工', 'C009,东方机电', 'С001,东方机电（离职）', 'c002,西部 重工集团', 'D1,东方机电(上海)']
  const twins = async (rows: readonly string[], known?: string[][]) => {
    const { problems } = await readAll(await folderOf({ 'clients.csv': ['code,name', ...rows, ''].join('\n') }), {
      ...(known ? { known: { clients: known.map(([code = '', name = '']) => ({ code, name })) } } : {}),
    })
    return problems.map(({ code, record, values }) => `${code} ${record} ${values.other} ${values.likeEn?.slice(0, 9)}`).sort()
  }

  test('is said of all but the smallest code, whatever the order of rows', async () => {
    const said = [
      'client_should_be_registered_once C009 C001 same name',
      'client_should_be_registered_once c002 C002 same code',
      'client_should_be_registered_once С001 C001 same name',
    ]
    expect(await twins(CLIENTS)).toEqual(said)
    expect(await twins([...CLIENTS].reverse())).toEqual(said)
  })

  test('is held against those that the company has already', async () => {
    expect(await twins(['A5,东方机电'], [['C001', '东方机电']])).toEqual(['client_should_be_registered_once A5 C001 same name'])
    expect(await twins(['C001,东方机电'], [['C001', '东方机电']])).toEqual([])
  })
})
