import { type ProblemCatalogue, type ProblemWords, problemsOf } from '../../base/problem.ts'
import { CELL_PROBLEMS } from './cell-problems.ts'
import { MAPPING_PROBLEMS } from './mapping-problems.ts'
import { REPORT_PROBLEMS } from './report-problems.ts'

const error = (zh: string, en: string): ProblemWords => ({ severity: 'error', zh, en })
const warning = (zh: string, en: string): ProblemWords => ({ severity: 'warning', zh, en })

/** What can be wrong with the files of a dataset: with each as a whole, its header, its encoding, its packing. */
const FILE_PROBLEMS = {
  dataset_must_exist: error(
    '找不到数据“{found}”。请检查路径：应是一个放着各表文件的文件夹，或一个工作簿。',
    'There is no dataset at "{found}". Check the path: it should be a folder with one file a table, or one workbook.',
  ),
  dataset_must_hold_a_table: error(
    '没有找到任何数据表。请按表名命名文件或工作表，例如 {example}；quanheng template 可生成空白工作簿。',
    'No table was found. Name files or sheets after the tables, for example {example}; "quanheng template" writes an empty workbook to fill in.',
  ),
  file_must_be_a_table: warning(
    '这个文件不是数据表，没有读取。如果其中有数据，请按表名命名（例如 orders.csv 或 订单.csv）。',
    'This file is not named after a table and was not read. If it holds data, name it after its table (such as orders.csv).',
  ),
  sheet_must_be_a_table: warning(
    '这个工作表不是数据表，没有读取。如果其中有数据，请按表名命名（例如 订单）。',
    'This sheet is not named after a table and was not read. If it holds data, name it after its table (such as orders).',
  ),
  sheet_must_not_be_left_out: error(
    '这里的表头与“{title}”表（{table}）相符，却没有按它读取，其中的记录会丢失。请在上传的列对应页选择它的表，或选择不读取；用命令时，请按“{title}”命名这个工作表或文件，不要的就移走。',
    'These headers fit the table {table}, yet nothing would be read of them and the records would be lost. Choose the table on the mapping page of the upload, or leave it out there; for a command name the sheet or file after the table, or take it away.',
  ),
  hidden_sheet_was_not_read: warning(
    '这个工作表是隐藏的，没有读取。如果其中的数据要用，请取消隐藏。',
    'This sheet is hidden and was not read. If its data are meant, unhide it.',
  ),
  file_must_be_readable: error(
    '无法读取文件：{reason}。请检查文件是否存在、是否有权限、是否正被占用。',
    'The file cannot be read: {reason}. Check that it is there, that you may read it and that no program keeps it locked.',
  ),
  file_must_be_whole: error(
    '压缩文件已损坏或不完整。请重新复制或重新压缩后再试。',
    'The packed file is damaged or cut short. Copy it again, or pack it again.',
  ),
  file_must_not_unpack_beyond_limit: error(
    '文件解压后超过 {limit} 字节的上限。请把数据拆成较小的文件，或检查文件来源。',
    'The file unpacks to more than the limit of {limit} bytes. Split the data, or check where the file comes from.',
  ),
  file_must_hold_a_list: error(
    '这个文件看起来是{looksZh}，不是表格。请在原来的程序中导出为 Excel（.xlsx）或 CSV；如果文件里有表格，请复制到 Excel 或 WPS，另存为 .xlsx 再试。',
    'This file looks like {looksEn} and not like a list. Export it as Excel (.xlsx) or CSV from where it comes; a table inside of it can be copied into a spreadsheet and saved as .xlsx.',
  ),
  archive_must_be_unpacked: error(
    '这是一个压缩包。请先解压，再使用其中的表格文件。',
    'This is an archive of files. Unpack it and use the spreadsheets or CSV files inside.',
  ),
  text_must_be_utf8_or_gb18030: error(
    '文件编码不是 UTF-8、GB18030 或 UTF-16。请另存为“CSV UTF-8”。',
    'The text is in none of UTF-8, GB18030 and UTF-16. Save the file as "CSV UTF-8".',
  ),
  quote_must_be_closed: error(
    '这一行有一个双引号没有成对，其后的内容无法读取。请补上另一个双引号；单元格内的双引号要写成两个。',
    'A double quote opened in this row is never closed, so nothing after it could be read. Close it; a quote inside a cell is written twice.',
  ),
  quote_must_end_its_cell: error(
    '这一行的双引号之后还有文字。单元格要么整个放在双引号里，要么不用；单元格内的双引号要写成两个。',
    'Text follows a closing double quote in this row. Quote the whole cell or none of it; a quote inside a cell is written twice.',
  ),
  row_must_not_have_more_cells: error(
    '这一行有 {found} 个单元格，表头只有 {columns} 个。金额中的逗号请去掉，或给单元格加双引号。',
    'This row has {found} cells but the header has {columns}. Take the commas out of amounts, or put the cell in double quotes.',
  ),
  table_must_not_have_too_many_rows: error(
    '行数超过 {limit} 的上限。请把数据拆开。',
    'There are more rows than the limit of {limit}. Split the data.',
  ),
  table_must_not_have_too_many_columns: error(
    '列数超过 {limit} 的上限。请删去多余的列。',
    'There are more columns than the limit of {limit}. Delete those that are not needed.',
  ),
  table_must_have_a_header: error(
    '没有找到表头，找到的第一行是：{found}。请在第一行写列名，至少要有：{needed}。',
    'No header was found; the first row is: {found}. Write the names of the columns into the first row, at least: {needed}.',
  ),
  required_columns_must_be_given: error(
    '缺少列：{missing}。找到的表头是：{found}。请补上这些列。',
    'Columns are missing: {missing}. The header has: {found}. Add the missing columns.',
  ),
  column_must_be_given_once: error(
    '“{found}”列出现了两次（另一列是“{other}”）。请只保留一列。',
    'The column "{found}" is there twice (the other is "{other}"). Keep one of them.',
  ),
  column_must_be_known: warning(
    '不认识“{found}”列，没有读取。如果需要这列数据，请改用列名：{known}。',
    'The column "{found}" is not known and was not read. If it matters, give it one of these names: {known}.',
  ),
  column_must_be_understood: error(
    '“{found}”列看起来说明单据算不算数，或者是什么类型、币种、单位（内容有：{values}），但没有读取，算出来的数可能不对。如果它是这些列之一，请改用列名：{known}；否则请删去不算数的行、把金额改正，再删掉这一列。在上传页面可以把它对应到列、选出不读取的行，或说明它可以忽略。',
    'The column "{found}" looks as if it said whether documents count, or of what kind, currency or unit they are (it holds: {values}), and it was not read: the figures may be wrong. If it is one of these, name it so: {known}. Otherwise take out the rows that do not count, put amounts right, and delete the column. At an upload you can say what it means, which of its rows are left out, or that it makes no difference.',
  ),
  amounts_must_be_in_yuan: error(
    '表头上方写着“{found}”，只接受以元为单位的人民币金额。请把金额换算成元，并改正或删去这一行。',
    'Above the header stands "{found}"; amounts are taken in yuan only. Convert them to yuan, and correct that row or take it out.',
  ),
  column_must_have_a_header: warning(
    '有数据的列没有表头，没有读取。请写上列名。',
    'A column with data has no header and was not read. Give it a name.',
  ),
  total_rows_were_left_out: warning(
    '“{found}”这样的行只是合计，没有读取：第 {rows} 行。如果其中有真实的记录，请把必填的列填完整，并改掉这个词。',
    'Rows such as "{found}" only add up others and were not read: {rows}. If one of them is a record, fill in its required columns and take the word out.',
  ),
  total_should_agree: warning(
    '“{word}”行的{title}（{key}）是 {found}，读到的 {rows} 行合计 {read}，相差 {difference}：{causeZh}。',
    'The row "{word}" says {found} in {key}, while the {rows} rows that were read come to {read}: a difference of {difference}; {causeEn}.',
  ),
  amount_column_must_be_in_yuan: error(
    '金额单位是“{unit}”，只接受以元为单位的金额。请换算成元，并把表头改为“{title}”。',
    'The unit of this column is "{unit}"; amounts are taken in yuan only. Convert them to yuan and name the column "{title}".',
  ),
  workbook_must_be_saved_as_xlsx: error(
    '这种表格格式（{found}）无法读取。请用 Excel 或 WPS 打开，另存为 .xlsx 再试。',
    'This kind of spreadsheet ({found}) is not read. Open it in a spreadsheet program and save it as .xlsx.',
  ),
  workbook_must_not_be_encrypted: error(
    '工作簿有打开密码，无法读取。请在 Excel 或 WPS 中打开，去掉打开密码，保存后再试。',
    'The workbook is protected by a password and cannot be read. Open it in a spreadsheet program, remove the password to open it, save it and try again.',
  ),
  workbook_must_be_a_workbook: error(
    '这不是完好的工作簿（{reason}）。请用 Excel 或 WPS 打开并重新保存。',
    'This is not a sound workbook ({reason}). Open it in a spreadsheet program and save it again.',
  ),
  workbook_must_not_declare_entities: error(
    '工作簿中含有文档类型声明，出于安全不予读取。请用 Excel 或 WPS 重新保存。',
    'The workbook holds a document type declaration and is refused for safety. Save it again with a spreadsheet program.',
  ),
  workbook_must_not_have_too_many_parts: error(
    '工作簿内部有 {found} 个文件，超过 {limit} 的上限。请把数据复制到一个新的工作簿。',
    'The workbook has {found} files inside, more than the limit of {limit}. Copy the data into a new workbook.',
  ),
  errors_must_fit_the_list: error(
    '还有 {count} 个问题没有列出。请先改正列出的问题。',
    'There are {count} more problems, among them errors, than are listed. Correct the listed ones first.',
  ),
  warnings_must_fit_the_list: warning('还有 {count} 个提醒没有列出。', 'There are {count} more warnings than are listed.'),
} as const satisfies ProblemCatalogue

/** Every code that reading a dataset can give, with its words. The place, what file, sheet, row and column, stands before the sentence. */
export const DATASET_PROBLEMS = {
  ...FILE_PROBLEMS,
  ...CELL_PROBLEMS,
  ...MAPPING_PROBLEMS,
  ...REPORT_PROBLEMS,
} as const satisfies ProblemCatalogue
export type DatasetProblemCode = keyof typeof DATASET_PROBLEMS

export const datasetProblem = problemsOf(DATASET_PROBLEMS)
