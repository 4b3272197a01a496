import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What uploading files can run into, beyond what is wrong inside them. */
const UPLOAD_PROBLEMS = {
  upload_must_be_a_form: {
    severity: 'error',
    status: 400,
    zh: '上传应为 multipart/form-data 表单，文件放在 file 字段中。未能读取：{cause}。',
    en: 'An upload is a multipart/form-data form with its files in the field "file". It could not be read: {cause}.',
  },
  upload_must_hold_a_file: {
    severity: 'error',
    status: 422,
    zh: '上传中没有文件。请在 file 字段中附上 Excel、WPS 表格或 CSV 文件。',
    en: 'There is no file in the upload. Attach spreadsheets or CSV files in the field "file".',
  },
  upload_must_hold_fewer_files: {
    severity: 'error',
    status: 413,
    zh: '一次最多上传 {limit} 个文件。请分次上传。',
    en: 'An upload holds at most {limit} files. Send them in several uploads.',
  },
  upload_of_one_table_must_hold_one_file: {
    severity: 'error',
    status: 422,
    zh: '指定了表「{table}」时只能上传一个文件。',
    en: 'With the table {table} named, an upload holds one file.',
  },
  upload_fields_must_be_known: {
    severity: 'error',
    status: 422,
    zh: '表单字段“{field}”的值“{found}”不可用。period 写 2026-10 的形式；table 写表名，例如 orders。',
    en: 'The form field "{field}" cannot be "{found}". Write a period such as 2026-10, a table such as orders.',
  },
  upload_must_wait_to_be_settled: {
    severity: 'error',
    status: 409,
    zh: '上传「{upload}」的状态是「{state}」，只有检查通过、尚未提交或放弃的上传可以{deed}。',
    en: 'The upload "{upload}" is {state}: only one that was checked without errors and is neither committed nor dropped can be settled ({deed}).',
  },
  upload_must_still_wait: {
    severity: 'error',
    status: 409,
    zh: '上传「{upload}」的状态是「{state}」，没有等待提交的记录。已提交的内容请看变更记录。',
    en: 'The upload "{upload}" is {state}: none of its records wait to be committed. What was committed stands among the changes.',
  },
  upload_plan_must_be_the_one_shown: {
    severity: 'error',
    status: 409,
    zh: '这次上传检查之后情况有变（记入期间、迟到或原因的要求与当时显示的不同），没有提交。请看现在的结果，确认后再提交。',
    en: 'Committing this upload means something else than was shown when it was checked (its period, what it is late for, or the reason it needs). Nothing was committed: look at what it means now, then commit that.',
  },
  upload_records_must_be_as_shown: {
    severity: 'error',
    status: 409,
    zh: '这次上传检查之后，其中 {count} 条记录已被其他变更改动，没有提交。请看改动的内容和现在的结果，确认后再提交。',
    en: 'Other changes have touched {count} of the records of this upload since it was checked. Nothing was committed: look at what they changed, then commit what is shown now.',
  },
  upload_must_be_committed: {
    severity: 'error',
    status: 409,
    zh: '上传「{upload}」的状态是「{state}」。先提交，其中暂缓的行才能补入或放弃。',
    en: 'The upload "{upload}" is {state}. Commit it first: then the rows that were set aside can be taken in or dropped.',
  },
  set_aside_records_must_be_as_shown: {
    severity: 'error',
    status: 409,
    zh: '暂缓的行中有 {count} 条，其记录后来已被其他变更改动（例如 {record}，变更 {change}），没有补入。请看现在的记录，确认后附上 asOf 再补入。',
    en: 'Other changes have touched the records of {count} of these rows since (such as {record}, change {change}). Nothing was taken in: look at what is in force now, then send them again with asOf.',
  },
  upload_must_not_be_settled_yet: {
    severity: 'error',
    status: 409,
    zh: '上传「{upload}」已经提交或放弃，不能重新检查。请重新上传。',
    en: 'The upload "{upload}" was committed or dropped and cannot be checked again. Upload the file anew.',
  },
  upload_corrections_must_be_as_seen: {
    severity: 'error',
    status: 409,
    zh: '上传「{upload}」刚刚被别人更正过，没有保存。请刷新页面，看过现在的更正后再试。',
    en: 'Somebody else has corrected the upload "{upload}" in the meantime. Nothing was kept: read it again, look at its corrections, then try again.',
  },
  upload_must_have_the_correction: {
    severity: 'error',
    status: 404,
    zh: '上传「{upload}」没有第 {n} 号更正或剔除，可能已被撤销。请刷新页面。',
    en: 'The upload "{upload}" has no correction {n}; it may have been undone. Read the upload again.',
  },
  upload_must_have_few_corrections: {
    severity: 'error',
    status: 422,
    zh: '一次上传最多更正或剔除 {limit} 处。更多的请在文件中改好后替换文件。',
    en: 'An upload takes at most {limit} corrections and rows left out. Mend more than that in the file.',
  },
  correction_must_find_its_cell: {
    severity: 'error',
    status: 422,
    zh: '没有读到「{sheet}」第 {row} 行“{column}”列中内容为“{found}”的单元格，没有更正。请核对文件、行号和表头；报表中的单元格不能更正，可以剔除整行。',
    en: 'No cell below "{column}" in row {row} of "{sheet}" was read that holds "{found}": nothing was corrected. Check the file, the row and the header. Cells of a report cannot be corrected; its rows can be left out.',
  },
  correction_must_name_what_stands_there: {
    severity: 'error',
    status: 422,
    zh: '「{sheet}」第 {row} 行“{column}”现在是“{holds}”，不是“{found}”，没有更正。请刷新页面后再改。',
    en: 'Below "{column}" in row {row} of "{sheet}" stands "{holds}" and not "{found}": nothing was corrected. Read the rows again, then correct them.',
  },
  row_to_leave_out_must_be_read: {
    severity: 'error',
    status: 422,
    zh: '「{sheet}」第 {row} 行不是读取的数据行，没有剔除。请核对文件和行号。',
    en: 'Row {row} of "{sheet}" is not among the rows that are read: it was not left out. Check the file and the row.',
  },
  mapping_should_still_fit: {
    severity: 'warning',
    status: 422,
    zh: '替换后的文件中没有「{sheet}」，原来对它的列对应没有保留。请核对“列对应”。',
    en: 'The files as they are now have no "{sheet}": what was said of its columns is not kept. Look at the columns.',
  },
  correction_should_still_fit: {
    severity: 'warning',
    status: 422,
    zh: '更正“{found}”→“{value}”（{row} 行，“{column}”列）与现在的文件不符，没有使用。请核对，不需要时撤销它。',
    en: 'The correction of "{found}" to "{value}" (row {row}, column "{column}") does not fit the file any more and was not used. Look at it, and undo it where it is not needed.',
  },
  row_left_out_should_still_be_there: {
    severity: 'warning',
    status: 422,
    zh: '之前剔除的第 {row} 行（{text}）在现在的文件中不是同一行，没有剔除。请核对，不需要时撤销它。',
    en: 'Row {row} ({text}), which was left out before, is another one in the file as it is now, and was read. Look at it, and undo that where it is not needed.',
  },
  mapping_must_fit_the_file: {
    severity: 'error',
    status: 422,
    zh: '上传中没有「{sheet}」这个文件或工作表。请重新读取列对应后再试。',
    en: 'The upload has no file or sheet "{sheet}". Read its columns again.',
  },
  mapping_columns_must_be_of_the_table: {
    severity: 'error',
    status: 422,
    zh: '「{title}」表没有“{column}”这一列，或同一列被对应了两次。可用的列：{columns}。',
    en: 'The table {table} has no column {column}, or two headers are mapped to it. Its columns: {columns}.',
  },
  mapping_meanings_must_be_choices: {
    severity: 'error',
    status: 422,
    zh: '“{title}”没有“{meant}”这个可选项，不能把“{text}”对应到它。可选项：{words}。',
    en: 'The column {column} has no choice "{meant}" for "{text}" to mean. Its choices: {words}.',
  },
  mapping_headers_must_be_in_the_file: {
    severity: 'error',
    status: 422,
    zh: '「{sheet}」的表头中没有“{header}”。请重新读取列对应后再试。',
    en: 'The header of "{sheet}" has no "{header}". Read its columns again.',
  },
  mapping_file_must_name_its_headers: {
    severity: 'error',
    status: 422,
    zh: '方案文件的 headers 中没有它用到的表头：{headers}；columns 也不能为空。请用导出的方案文件，或把文件的全部表头写入 headers。',
    en: 'The headers of the profile lack some that it speaks of: {headers}; nor may its columns be null. Use a profile as it was handed out, or write all headers of the file into headers.',
  },
  upload_must_still_have_its_files: {
    severity: 'error',
    status: 404,
    zh: '上传「{upload}」的文件「{file}」已不在服务器上。',
    en: 'The file "{file}" of the upload "{upload}" is not kept any more.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type UploadProblemCode = keyof typeof UPLOAD_PROBLEMS

export const uploadProblem = problemsOf(UPLOAD_PROBLEMS)
