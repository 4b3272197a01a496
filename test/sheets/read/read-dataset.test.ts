import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import Papa from 'papaparse'
import { beforeAll, describe, expect, test } from 'vitest'
import { dayFromText } from '../../../src/base/day.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../../src/domain/dataset/tables.ts'
import { readDataset, readTableFile } from '../../../src/sheets/read/read-dataset.ts'
import { FIXTURES, folderOf, readAll, type WholeReading } from './reading.ts'

const GOOD = join(FIXTURES, 'good')

describe('the same company in several dresses reads to the same records', () => {
  let plain: WholeReading
  beforeAll(async () => {
    plain = await readAll(join(GOOD, 'english'))
  })

  test('plain English CSV, the records themselves', () => {
    expect(plain.problems).toEqual([])
    expect(Object.keys(plain.records).sort()).toEqual([...TABLE_KEYS].sort())
    expect(plain.records.orders?.[1]).toEqual([
      'SO-2',
      20261006,
      'S002',
      'C002',
      123456789,
      null,
      3_000_000,
      'audited',
      'order',
      null,
      null,
      null,
      null,
    ])
    expect(plain.records.collections?.[1]).toEqual([
      'RC-2',
      20261009,
      '1003',
      -5025,
      null,
      'EAST',
      'adjustment',
      'audited',
      '跨月更正',
      'receipt',
      null,
      null,
    ])
    expect(plain.records.collections?.[0]).toEqual([
      'RC-1',
      20261008,
      'C001',
      100000,
      null,
      null,
      'payment',
      'audited',
      null,
      'receipt',
      null,
      null,
    ])
    expect(plain.records.attendance?.[1]).toEqual([20261006, 'T002', 'sick_leave', 1, null, null])
    expect(plain.rows.orders).toEqual([2, 3, 4])
  })

  test.each([
    ['chinese', 'GB18030, CRLF, titles, blank rows, columns the other way round, other forms of values'],
    ['semicolon', 'semicolons, a BOM, everything in quotes, headers in capitals'],
    ['packed', 'tabs, packed with gzip'],
  ])('%s: %s', async (dress) => {
    const { records, problems } = await readAll(join(GOOD, dress))
    expect(problems).toEqual([])
    expect(records).toEqual(plain.records)
  })

  test('one workbook with real dates, numbers and Chinese sheets; packed too', async () => {
    const folder = await folderOf({})
    const path = join(folder, '十月.xlsx')
    await workbookFrom(join(GOOD, 'english'), path)
    const { records, rows, problems } = await readAll(path)
    expect(problems).toEqual([])
    expect(records).toEqual(plain.records)
    expect(rows.orders).toEqual([4, 5, 6])
    const packed = await folderOf({ 'october.xlsx.gz': gzipSync(await readFile(path)) })
    expect((await readAll(join(packed, 'october.xlsx.gz'))).records).toEqual(plain.records)
  })

  test('blank rows count: a spreadsheet shows the same row numbers', async () => {
    expect((await readAll(join(GOOD, 'chinese'))).rows.orders).toEqual([4, 6, 8])
  })
})

/** The CSV files of a folder as a workbook: dates as dates, amounts as numbers, a merged title above the header. */
async function workbookFrom(folder: string, path: string): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  for (const file of await readdir(folder)) {
    const table = TABLES[file.replace('.csv', '') as TableKey]
    const [header = [], ...rows] = Papa.parse<string[]>(await readFile(join(folder, file), 'utf8'), { skipEmptyLines: true }).data
    const sheet = workbook.addWorksheet(table.title)
    sheet.addRow([`${table.title}（2026年10月）`])
    sheet.mergeCells(1, 1, 1, header.length)
    sheet.addRow([])
    sheet.addRow(header.map((key) => table.columns.find((column) => column.key === key)?.title))
    for (const row of rows) {
      const added = sheet.addRow(
        row.map((text, index) => {
          const type = table.columns.find(({ key }) => key === header[index])?.type
          if (text === '') return null
          if (type === 'day' && dayFromText(text)) return new Date(`${text}T00:00:00Z`)
          if (type === 'period' && text === '2026-10') return new Date('2026-10-01T00:00:00Z')
          if (type === 'flag') return text === 'yes'
          return type === 'money' || type === 'score' || type === 'quantity' || type === 'count' ? Number(text) : text
        }),
      )
      added.eachCell((cell) => {
        if (cell.value instanceof Date) cell.numFmt = 'yyyy"年"m"月"d"日"'
      })
    }
  }
  await workbook.xlsx.writeFile(path)
}

describe('tables in their order', () => {
  test('those that others refer to come first', async () => {
    const reading = await readDataset(join(GOOD, 'english'))
    const order: TableKey[] = []
    for await (const { table } of reading.batches()) if (!order.includes(table)) order.push(table)
    expect(order.slice(0, 4)).toEqual(['regions', 'employees', 'clients', 'client_reps'])
    expect(order).toHaveLength(TABLE_KEYS.length)
  })

  test('a place names the column as the user does', async () => {
    const reading = await readDataset(join(GOOD, 'chinese'))
    for await (const _ of reading.batches());
    expect(reading.place('collections', 4, 'amount')).toEqual({ file: '回款.csv', sheet: undefined, row: 4, column: '金额（元）' })
    expect(reading.sources).toContainEqual({ table: 'orders', file: '订单.csv', unread: [] })
  })

  test('progress ends with all bytes read', async () => {
    const seen: [number, number][] = []
    const reading = await readDataset(join(GOOD, 'packed'), { onProgress: (read, total) => seen.push([read, total]) })
    for await (const _ of reading.batches());
    expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1])
    expect(seen.map(([read]) => read)).toEqual(seen.map(([read]) => read).sort((a, b) => a - b))
  })
})

const ORDERS = 'number,date,rep,client,amount\n'

describe('a dataset that is hardly one', () => {
  test.each<[files: Record<string, string>, codes: string[], why: string]>([
    [{}, ['dataset_must_hold_a_table'], 'an empty folder'],
    [
      { '.DS_Store': 'x', 'README.md': 'x', 'LICENSE.txt': 'x', '~$orders.xlsx': 'x', 'orders.csv': ORDERS },
      [],
      'what always lies about is no matter',
    ],
    [{ 'orders.csv': '' }, ['file_must_hold_a_list'], 'an empty file says neither "no data" nor "none"'],
    [{ 'orders.csv': ORDERS }, [], 'only a header: data without records'],
    [{ 'orders.csv': 'number,date,,rep,client,amount,,\nSO-1,2026-10-05,,S001,C001,1,,\n' }, [], 'blank columns'],
    [
      { 'orders.csv': 'number,date,,rep,client,amount\nSO-1,2026-10-05,x,S001,C001,1\nSO-2,2026-10-05,y,S001,C001,1\n' },
      ['column_must_have_a_header'],
      'data without a header, said once',
    ],
    [{ 'orders.pdf': 'x', 'visits.csv': 'number,date,rep,successful\n' }, ['file_must_be_a_table'], 'another kind of file'],
  ])('%o gives %o: %s', async (files, codes) => {
    const { problems } = await readAll(await folderOf(files))
    expect(problems.map(({ code }) => code)).toEqual(codes)
  })

  test('a table of which only the header is there is among the tables', async () => {
    const reading = await readDataset(await folderOf({ 'Orders.CSV': ORDERS }))
    expect([...reading.tables.keys()]).toEqual(['orders'])
  })

  test('cells that are all quoted may be parted by tabs', async () => {
    const lines = [
      ['number', 'date', 'rep', 'client', 'amount'],
      ['SO-1', '2026-10-05', 'S001', 'C001', '1'],
    ]
    const folder = await folderOf({ 'orders.csv': lines.map((cells) => cells.map((cell) => `"${cell}"`).join('\t')).join('\n') })
    const { problems, records } = await readAll(folder)
    expect([problems, records.orders?.length]).toEqual([[], 1])
  })

  test('the file of one table may have any name when the table is said', async () => {
    const folder = await folderOf({ 'upload-7': `${ORDERS}SO-1,2026-10-05,S001,C001,1\n` })
    const reading = await readTableFile(join(folder, 'upload-7'), 'orders')
    const batches = []
    for await (const batch of reading.batches()) batches.push(batch)
    expect(batches).toEqual([
      {
        table: 'orders',
        records: [['SO-1', 20261005, 'S001', 'C001', 100, null, null, 'audited', 'order', null, null, null, null]],
        rows: [2],
      },
    ])
  })
})

describe('every mistake is reported in one go', () => {
  test('many in one file, each with its place, and the right rows still come', async () => {
    const { problems, rows } = await readAll(
      await folderOf({
        'orders.csv': `${ORDERS}SO-1,2026-10-05,S001,C001,1\nSO-2,nonsense,,C001,3.5万\n\n"SO-3",2026-10-05,"S"1,C001,5\nSO-4,2026-10-05,S001,C001,"1\nSO-5,2026-10-05,S001,C001,x\nSO-6,2026-10-05,S001,C001,6\n`,
        'visits.csv': 'number,date,rep\nV-1,yesterday,S001\n',
      }),
    )
    expect(problems.map(({ code, place }) => `${place?.file} ${place?.row} ${place?.column ?? ''} ${code}`)).toEqual([
      'orders.csv 3 date date_must_be_a_date',
      'orders.csv 3 rep cell_must_be_given',
      'orders.csv 3 amount amount_must_be_in_plain_yuan',
      'orders.csv 5  quote_must_end_its_cell',
      'orders.csv 6  quote_must_be_closed',
      'orders.csv 7 amount amount_must_be_a_number',
      'visits.csv 1  required_columns_must_be_given',
      'visits.csv 2 date date_must_be_a_date',
    ])
    expect(rows.orders).toEqual([2, 8])
  })

  test.each<[table: string, content: string, found: string[], why: string]>([
    [
      'decisions',
      'period,employee,module,decision,reason\n2026-10,T1,,zero,\n',
      ['2 reason cell_must_be_given', '2 module decision_must_name_a_module'],
      'neither a module nor a reason',
    ],
    [
      'decisions',
      'period,employee,module,decision,reason\n2026-13,T1,,value,x\n',
      ['2 period period_must_be_a_period', '2 module decision_must_name_a_module', '2 value decision_must_have_a_value'],
      'a value that says neither of what nor which',
    ],
    [
      'decisions',
      'period,employee,module,decision,reason\n2026-10,T1,,nonsense,x\n',
      ['2 decision choice_must_be_one_of_the_list'],
      'what a decision needs depends on the decision',
    ],
    [
      'collections',
      'number,date,client,amount,rep,region,kind\nRC,soon,C1,1,,EAST,调整\n',
      ['2 date date_must_be_a_date', '2 reason adjustment_must_have_a_reason'],
      'a reason is due whatever the date',
    ],
    [
      'collections',
      'number,date,client,amount,kind\nRC,2026-10-05,C1,1,调整\n',
      ['2 reason adjustment_must_have_a_reason', '2 region collection_must_have_a_region'],
      'two rules at once',
    ],
    [
      'collections',
      'number,date,client,amount,rep,region\nRC,2026-10-05,C1,1,S1,#REF!\n',
      ['2 region cell_must_not_be_an_error_value'],
      'a region that cannot be read is not one that is missing',
    ],
    [
      'employees',
      'number,name,position,region,hired_on,left_on\nS1,A,captain,EAST,2026-10-05,2026-10-04\n',
      ['2 position choice_must_be_one_of_the_list', '2 left_on leaving_must_not_be_before_hire'],
      'the days are read all the same',
    ],
    [
      'orders',
      `${ORDERS}SO-1,soon,S1,C1,1,234.50\n`,
      ['2  row_must_not_have_more_cells', '2 date date_must_be_a_date'],
      'a comma too many hides no other mistake',
    ],
  ])('%s %j: %o, %s', async (table, content, found) => {
    const { problems } = await readAll(await folderOf({ [`${table}.csv`]: content }))
    expect(problems.map(({ code, place, column }) => `${place?.row} ${place?.column ?? column ?? ''} ${code}`)).toEqual(found)
  })

  test('a header with both names of a column has it twice, and each is named', async () => {
    const { problems } = await readAll(
      await folderOf({ 'orders.csv': 'number,date,rep,业务员,client,amount\nSO-1,2026-10-05,S1,S2,C1,1\n' }),
    )
    expect(problems.map(({ code, values, place }) => [code, values.found, values.other, place?.column])).toEqual([
      ['column_must_be_given_once', '业务员', 'rep', '业务员'],
    ])
  })

  test.each<[table: string, column: string, text: string, codes: string[], why: string]>([
    ['orders', 'number', 'x'.repeat(200), [], 'the longest number'],
    ['orders', 'number', '𠀀'.repeat(201), ['cell_must_not_be_too_long'], 'a character too many'],
    ['orders', 'client', 'x'.repeat(201), ['cell_must_not_be_too_long'], 'a code that is referred to'],
    ['clients', 'name', '司'.repeat(201), ['cell_must_not_be_too_long'], 'a name'],
    ['clients', 'class', '等'.repeat(5_000), [], 'other texts identify nothing'],
  ])('%s.%s of many characters, %s: %j', async (table, column, text, codes) => {
    const cells: Record<string, Record<string, string>> = {
      orders: { number: 'SO-1', date: '2026-10-05', rep: 'S1', client: 'C1', amount: '1' },
      clients: { code: 'C1', name: '甲', class: 'A' },
    }
    const row = { ...cells[table], [column]: text }
    const content = `${Object.keys(row).join()}\n${Object.values(row).join()}\n`
    const { problems } = await readAll(await folderOf({ [`${table}.csv`]: content }))
    expect(problems.map(({ code }) => code)).toEqual(codes)
  })

  test('a person whose own row is wrong is still known to the rows that refer to them', async () => {
    const { problems } = await readAll(
      await folderOf({
        'regions.csv': 'code,name\nEAST,华东\n',
        'employees.csv': 'number,name,position,region\nS001,孙丽,captain,EAST\n',
        'orders.csv': `${ORDERS}SO-1,2026-10-05,S001,C001,1\n`,
      }),
    )
    expect(problems.map(({ code }) => code)).toEqual(['choice_must_be_one_of_the_list'])
  })

  test('a table that cannot be read is one problem, not one more for every reference to it', async () => {
    const { problems } = await readAll(
      await folderOf({ 'clients.xlsx': 'PK\u0003\u0004', 'orders.csv': `${ORDERS}SO-1,2026-10-05,S001,C001,1\n` }),
    )
    expect(problems.map(({ code }) => code)).toEqual(['workbook_must_be_a_workbook'])
  })
})

describe('references', () => {
  const people = 'number,name,position,region\nS001,孙丽,sales_rep,华东\n００２,李强,sales_rep,EAST\n'
  const regions = 'code,name\nEAST,华东\nEAST,华东\n'

  test('a repeated row is no second record of its name; full-width codes meet half-width ones; names become codes', async () => {
    const { records, problems } = await readAll(
      await folderOf({
        'regions.csv': regions,
        'employees.csv': people,
        'orders.csv': `${ORDERS}A,2026-10-05,002,任意,1\nB,2026-10-05, 李强 ,任意,1\nC,2026-10-05,李强,任意,1\n`,
      }),
    )
    expect(problems.map(({ code, table, column, values }) => [code, table, column, values.found, values.code])).toEqual([
      ['reference_by_name', 'employees', 'region', '华东', 'EAST'],
      ['reference_by_name', 'orders', 'rep', '李强', '002'],
    ])
    expect(records.orders?.map((record) => record[2])).toEqual(['002', '002', '002'])
    expect(records.orders?.[0]?.[3], 'without a table of clients any text is one').toBe('任意')
  })

  const aliases = (...rows: string[]) => `alias,client,name\n${rows.join('\n')}\n`
  const orderOf = (...clients: string[]) => ORDERS + clients.map((client, index) => `SO-${index},2026-10-05,S001,${client},1\n`).join('')
  const clientsOf = (records: readonly (readonly unknown[])[] | undefined) => records?.map((record) => record[3])

  test.each([
    ['C8,C9,老甲', 'C9,甲,甲厂'],
    ['C9,甲,甲厂', 'C8,C9,老甲'],
  ])('aliases %s, %s: another code of a client or the name that went with it means that client, which is said once', async (...rows) => {
    const { records, problems } = await readAll(
      await folderOf({
        'clients.csv': 'code,name\nC1,甲\nC9,甲厂\nC2,乙\n',
        'client_aliases.csv': aliases(...rows),
        'orders.csv': orderOf('C8', 'Ｃ９', '老甲', '甲厂', 'C8', 'C2'),
      }),
    )
    expect(
      records.clients?.map(([code]) => code),
      'the list of clients may go on naming it',
    ).toEqual(['C1', 'C2'])
    expect(records.client_aliases?.map(([, client]) => client)).toEqual(['C1', 'C1'])
    expect(clientsOf(records.orders)).toEqual(['C1', 'C1', 'C1', 'C1', 'C1', 'C2'])
    const said = problems.map(({ code, table, values }) => [code, table, values.found, values.code ?? values.client])
    expect(said.filter(([, table]) => table !== 'client_aliases')).toEqual([
      ['client_should_not_be_an_alias', 'clients', 'C9', '甲'],
      ...['C8', 'Ｃ９', '老甲', '甲厂'].map((found) => ['reference_by_alias', 'orders', found, 'C1']),
    ])
  })

  test('aliases hold without a table of clients, and for clients that are known already', async () => {
    const { records } = await readAll(await folderOf({ 'client_aliases.csv': aliases('C9,C1,'), 'orders.csv': orderOf('C9', 'C1', 'C7') }))
    expect(clientsOf(records.orders)).toEqual(['C1', 'C1', 'C7'])
    const known = { clients: [{ code: 'C1', name: '甲' }], clientAliases: [{ alias: 'C9', client: 'C1', name: '甲厂' }] }
    const upload = await readAll(await folderOf({ 'clients.csv': 'code,name\nC9,甲厂\n', 'orders.csv': orderOf('C9', '甲厂') }), { known })
    expect(upload.problems.map(({ code }) => code)).toEqual(['client_should_not_be_an_alias', 'reference_by_alias', 'reference_by_alias'])
    expect([upload.records.clients, clientsOf(upload.records.orders)]).toEqual([undefined, ['C1', 'C1']])
  })

  test('aliases of each other, of themselves or of nobody mean nobody; a name that a client has is that client', async () => {
    const files = {
      'clients.csv': 'code,name\nC1,甲\nC2,乙\n',
      'client_aliases.csv': aliases('X1,X2,', 'X2,X1,', 'X3,X3,', 'X4,C7,', 'X5,C1,乙', 'X6,C1,丙', 'X7,C2,丙'),
    }
    const { records, problems } = await readAll(await folderOf({ ...files, 'orders.csv': orderOf('X1', 'X3', 'X4', '乙', '丙') }))
    expect(clientsOf(records.orders)).toEqual(['C2'])
    const wrong = problems.filter(({ severity }) => severity === 'error').map(({ code, table, values }) => [code, table, values.found])
    expect(wrong).toEqual([
      ...['X2', 'X1', 'X3', 'C7'].map((found) => ['client_must_exist', 'client_aliases', found]),
      ...['X1', 'X3', 'X4'].map((found) => ['client_must_exist', 'orders', found]),
      ['name_must_mean_one_record', 'orders', '丙'],
    ])
    expect(problems.find(({ code }) => code === 'name_must_mean_one_record')?.values.codes).toBe('C1, C2')
  })

  test.each([
    ['RC,2026-10-05,C001,1,S001,', true, 'the rep has a home region'],
    ['RC,2026-10-05,C001,1,,EAST', true, 'the region is given'],
    ['RC,2026-10-05,C001,1,,', true, "the client's rep has one"],
    ['RC,2026-10-05,C002,1,,', false, 'no rep, and the client has none'],
  ])('a collection %s has a region: %s, for %s', async (row, hasRegion) => {
    const files = {
      'regions.csv': regions,
      'employees.csv': people,
      'clients.csv': 'code,name,region,rep\nC001,甲,EAST,S001\nC002,乙,EAST,\n',
    }
    const { problems } = await readAll(await folderOf({ ...files, 'collections.csv': `number,date,client,amount,rep,region\n${row}\n` }))
    expect(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
      hasRegion ? [] : ['collection_must_have_a_region'],
    )
  })

  test('without a table of employees a rep has no home region', async () => {
    const { problems } = await readAll(await folderOf({ 'collections.csv': 'number,date,client,amount,rep\nRC,2026-10-05,C001,1,S001\n' }))
    expect(problems.map(({ code }) => code)).toEqual(['collection_must_have_a_region'])
  })
})

describe('text files', () => {
  const row = (client: string): string => `SO-1,2026-10-05,S001,${client},1`
  const clientOf = async (content: string | Uint8Array): Promise<unknown> => {
    const { records, problems } = await readAll(await folderOf({ 'orders.csv': content }))
    expect(problems).toEqual([])
    return records.orders?.[0]?.[3]
  }

  test.each([
    [`${ORDERS}${row('C1')}`, 'C1', 'no line break at the end'],
    [`\ufeff${ORDERS}${row('C1')}\n`, 'C1', 'a BOM'],
    [`${ORDERS}${row('C1')}\n`.replaceAll('\n', '\r'), 'C1', 'the line breaks of an old Macintosh'],
    [`${ORDERS.replace('\n', '\r\n')}${row('C1')}\n`, 'C1', 'both kinds of line breaks'],
    [`${ORDERS}${row('"a ""b"", c"')}\n`, 'a "b", c', 'quotes and delimiters inside quotes'],
    [`${ORDERS}${row('"C1" ')}\r\n`, 'C1', 'a space behind the quote'],
    [`${ORDERS}${row('C1')},,,\n`, 'C1', 'empty cells beyond the header'],
    [`sep;\n\n${ORDERS.replaceAll(',', ';')}${row('a,b').replace(/,(?!b)/g, ';')}\n`, 'a,b', 'semicolons, with commas in the values'],
    [`${ORDERS}${row('𠀀'.repeat(200))}\n`, '𠀀'.repeat(200), 'characters beyond the basic plane'],
  ])('%j: %s', async (content, client) => {
    expect(await clientOf(content)).toBe(client)
  })

  test('characters are not cut where the file is read in pieces', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `SO-${index},2026-10-05,S001,${'东方机电'.slice(index % 4)}${index % 7},1\n`)
    const bytes = Buffer.from(ORDERS + lines.join(''))
    const { records, rows } = await readAll(await folderOf({ 'orders.csv': bytes }))
    expect(records.orders).toHaveLength(40_000)
    expect(records.orders?.every((record, index) => record[3] === `${'东方机电'.slice(index % 4)}${index % 7}`)).toBe(true)
    expect(rows.orders?.at(-1)).toBe(40_001)
  })

  const breaks = '\r\n'.repeat(1_500_000)
  test.each<[content: string, found: string[], why: string]>([
    [
      `${row(`"${breaks}"`)}x\n${row('C2')}`,
      ['2 client 3000000', '2 amount undefined'],
      'one cell of millions of line breaks, and the next',
    ],
    [`${row(`"${'a""b\n'.repeat(500_000)}"`)}\n${row('"C2"')}`, ['2 client 2000000'], 'with quotes in it'],
    [
      `${row(`"${breaks}`)}\n${row('C2')}`,
      ['2 undefined undefined', '1500002 date undefined'],
      'one that never ends is an open quote: what follows is read',
    ],
  ])('a cell too long to be kept is one mistake in one row, case %#', async (content, found) => {
    const { problems, records } = await readAll(await folderOf({ 'orders.csv': `${ORDERS}${content}\n` }))
    expect(
      problems
        .filter(({ code }) => code !== 'cell_must_be_given')
        .map(({ place, values }) => `${place?.row} ${place?.column} ${values.length}`),
    ).toEqual(found)
    expect(records.orders?.map((record) => record[3])).toEqual(['C2'])
  })

  test('a packed file in several members is read to its end', async () => {
    const packed = Buffer.concat([gzipSync(ORDERS), gzipSync(`${row('C1')}\n`)])
    expect(gunzipSync(packed).toString()).toContain('C1')
    const { records } = await readAll(await folderOf({ 'orders.csv.gz': packed }))
    expect(records.orders).toHaveLength(1)
  })

  test('one that unpacks to too much is refused while it is unpacked', async () => {
    const { problems } = await readAll(await folderOf({ 'orders.csv.gz': gzipSync(`${ORDERS}${`${row('C1')}\n`.repeat(50_000)}`) }), {
      limits: { unpackedBytes: 100_000 },
    })
    expect(problems.map(({ code }) => code)).toEqual(['file_must_not_unpack_beyond_limit'])
  })
})

test('a moment with a zone is the day on which it fell where the company is, a time without one leaves the day as it stands', async () => {
  const csv = `number,date,rep,client,amount\n${['2026-10-31T16:30:00Z', '2026-10-31 23:30', '2026-11-01T00:30:00+08:00'].map((date, at) => `SO-${at},${date},S001,C001,100\n`).join('')}`
  const folder = await folderOf({ 'orders.csv': csv })
  const days = async (timeZone?: string) => (await readAll(folder, { timeZone })).records.orders?.map((record) => record[1])
  expect(await days()).toEqual([20261101, 20261031, 20261101])
  expect(await days('Europe/London')).toEqual([20261031, 20261031, 20261031])
})

test('a tab behind each value is padding, not what separates values', async () => {
  const rows = [
    '单据编号,日期,业务员,客户,金额',
    'V1\t,2026-10-08\t,S001\t,C001\t,12345.60\t',
    'V2\t,2026-10-09\t,S001\t,C001\t,-345.60\t',
    '',
  ]
  const { records, problems } = await readAll(await folderOf({ 'orders.csv': rows.join('\r\n') }))
  expect(problems).toEqual([])
  expect(records.orders?.map((record) => record.slice(0, 5))).toEqual([
    ['V1', 20261008, 'S001', 'C001', 1_234_560],
    ['V2', 20261009, 'S001', 'C001', -34_560],
  ])
  const tabs = await readAll(await folderOf({ 'orders.csv': rows.join('\n').replaceAll('\t', '').replaceAll(',', '\t') }))
  expect(tabs.records).toEqual(records)
})

test('a file whose cells are quoted or blank is read by its tabs', async () => {
  const lines = [
    ['number', 'date', 'rep', 'client', 'amount', 'list_amount', 'quantity'],
    ['V1', '2026-10-08', 'S001', 'C001', '1', '', ''],
  ]
  for (const quote of ['', '"']) {
    const text = lines.map((cells) => cells.map((cell) => (cell === '' ? '' : `${quote}${cell}${quote}`)).join('\t')).join('\n')
    const { records, problems } = await readAll(await folderOf({ 'orders.csv': `${text}\n` }))
    expect(problems).toEqual([])
    expect(records.orders?.map((record) => record.slice(0, 7))).toEqual([['V1', 20261008, 'S001', 'C001', 100, null, null]])
  }
})

test('a list that nobody named is looked at while progress is told: it is read or asked about, and nothing breaks', async () => {
  const folder = await folderOf({
    'regions.csv': 'code,name\nEAST,华东区',
    '流水.csv': '日期,客户,金额,业务员\n2026-10-05,C1,1200.00,S1\n2026-10-06,C2,300.00,S1',
  })
  const reading = await readDataset(folder, { lists: true, onProgress: () => undefined })
  for await (const batch of reading.batches()) void batch
  expect(reading.problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['table_must_be_chosen']))
})
