import type { Column, Table } from '../../src/domain/dataset/table.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../src/domain/dataset/tables.ts'
import { noteOf } from '../../src/sheets/write/template/column-notes.ts'
import { FORMS } from './accepted-forms.ts'
import { code, pageText, tableText } from './markdown.ts'

const REPEATED: Readonly<Record<Table['repeated'], string>> = {
  same: 'A second row of the same key is one record when its content is the same (reported), an error otherwise.',
  never: 'A second row of the same key is an error.',
  largest: 'A second row of the same key counts once, with the largest count (reported).',
}

/** docs/dataset.md: every table and column with its titles, what may stand in it, and the forms of values. */
export function datasetPage(): string {
  return pageText(
    '# The dataset: every table and column',
    '<!-- Written by `npx tsx test/docs/write-reference.ts` from src/domain/dataset/tables.ts; a test keeps it current. Do not edit by hand. -->',
    [
      'A dataset is a folder with one file a table (`orders.csv`, `订单.csv`, `orders.xlsx`, also packed as `.gz`), or one workbook with one sheet a',
      'table. Names of files, sheets and columns are the English keys or the Chinese titles below. The order of columns is free; a column that is not',
      'known is passed over with a warning.',
    ].join('\n'),
    [
      'What kind a file is of stands in its bytes; its name says only which table it is. Read are text with a comma, semicolon or tab between its cells, in UTF-8 (with or without BOM),',
      'GB18030, or UTF-16 with its mark (the "Unicode text" of spreadsheets); workbooks of Excel since 2007 and of WPS (`.xlsx`, `.xlsm`, `.xlsb`, `.et`), those of Excel 5 to 2003 (`.xls`, `.et`), spreadsheets of OpenDocument (`.ods`);',
      'and what programs write and call `.xls`: web pages, of whose tables the rows stand one after the other as a spreadsheet shows them, and XML spreadsheets 2003.',
      'A cell reads the same from each: numbers to 15 digits as a spreadsheet shows them, days, percentages and leading zeros by their formats, formulas by the value they had when the file was saved.',
      'A workbook with a password to open it has to be saved without, one of Excel 2 to 4 as `.xlsx`. Of what is no list (PDF, Word, pictures, archives, an empty file) it is said what it looks like and what to do.',
    ].join('\n'),
    [
      'A column that is not known and tells whether rows count, or in what money, is an error instead (`column_must_be_understood`): by its header (状态, 审批, 审核, 作废,',
      '币, 单位, 类型, status, approval, void, currency, unit, type) or by a value that says so whatever the header (作废, 已取消, 未审核, 审批中, 草稿, 退货, 退款, USD, 美元, 万元,',
      'draft, void, cancelled, pending, rejected, refund ...). It is let off with the warning where all that it holds is what is taken for granted: documents that are released',
      '(已审核, approved; 否 below 是否作废; a name in every row below 审核人), yuan, ordinary documents (销售订单, 普通), and below 单位 units of measure (台, kg) and names of companies. States',
      'and types of what is no document (客户类型, 产品类型, 员工状态) count by their values only, as do all columns of regions, employees, postings and clients. At an upload its user may say what',
      'such a column means, which of its values leave rows out, or that it makes no difference. A row above the header that states a unit or currency (单位：万元, Currency: USD) is refused as the header is.',
    ].join('\n'),
    'Rows that only add up others (合计, 总计, 小计, 本页合计, Total, Subtotal, Grand total, 华东区小计) are left out and named in a warning.',
    [
      'Any table may be missing. **A table that is missing means "no data"; a table with only its header means "none".** No `complaints` table makes the complaint',
      'rate not applicable; a `complaints` table without rows makes it 0.',
    ].join('\n'),
    '`quanheng template OUT.xlsx` writes an empty workbook of these tables with drop-downs, notes and an example row a sheet.',
    '## Tables',
    tableText(
      ['Table', 'Chinese', 'Columns (required in bold)'],
      TABLE_KEYS.map((key) => [
        `[${key}](#${key})`,
        TABLES[key].title,
        TABLES[key].columns.map((column) => (column.required ? `**${column.key}**` : column.key)).join(', '),
      ]),
    ),
    '## Forms of values',
    'Full-width digits and letters and spaces around a value are tolerated everywhere. The forms in one line mean the same.',
    tableText(
      ['Type', 'What it is', 'Accepted', 'Refused, for example'],
      Object.entries(FORMS).map(([type, { words, same, refused }]) => [
        type,
        words,
        same.map((forms) => forms.map((form) => code(form.trim())).join(' ')).join('\n'),
        refused.map(code).join(' '),
      ]),
    ),
    [
      'A *choice* is one of the words listed at its column: the English key, the Chinese title or a synonym. An *employee*, *client* or *region* is written as its',
      'number or code; a name does when only one record has it (reported), and is an error when several have it. Who or what is referred to must exist in its table, unless',
      'that whole table is missing. A column of currencies (币种, 币别, 结算币种, currency ...) may say CNY, RMB or 人民币 only; 金额(万元) as a header is refused.',
    ].join('\n'),
    ...TABLE_KEYS.flatMap((key) => tableBlocks(TABLES[key])),
  )
}

function tableBlocks(table: Table<TableKey>): string[] {
  return [
    `## ${table.key}`,
    `${table.title}. Key: ${table.identity.map(code).join(' + ')}. ${REPEATED[table.repeated]}`,
    tableText(
      ['Column', 'Chinese', 'Also read', 'Type', 'What to write'],
      table.columns.map((column) => [
        column.required ? `**${column.key}**` : column.key,
        column.title,
        (column.synonyms ?? []).join(' '),
        column.type,
        [noteOf(table.key, column, 'en'), ...choiceLines(column)].join('\n'),
      ]),
    ),
  ]
}

function choiceLines(column: Column): string[] {
  return (column.choices ?? []).map(
    ({ key, title, synonyms = [] }) => `${code(key)} ${title}${synonyms.length === 0 ? '' : ` (${synonyms.join(', ')})`}`,
  )
}
