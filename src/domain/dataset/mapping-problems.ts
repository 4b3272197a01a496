import type { ProblemCatalogue, ProblemWords } from '../../base/problem.ts'

const error = (zh: string, en: string): ProblemWords => ({ severity: 'error', zh, en })
const warning = (zh: string, en: string): ProblemWords => ({ severity: 'warning', zh, en })

/** What can be said of rows that are read by what a user, or a profile of theirs, says of another program's file. */
export const MAPPING_PROBLEMS = {
  rows_were_left_out: warning(
    '按列对应的说明，有 {count} 行没有读取（所选内容不读取的行）。',
    'By the mapping of its columns {count} rows were not read: their value is to be left out.',
  ),
  continuation_rows_were_left_out: warning(
    '有 {count} 行没有任何要读取的内容（只是上一张单据的明细），没有读取：第 {rows} 行。',
    '{count} rows hold nothing of the columns that are read - they only go on with the document above - and were not read: {rows}.',
  ),
  footer_rows_were_left_out: warning(
    '“{found}”这样的行只是表尾的说明，没有读取：第 {rows} 行。',
    'Rows such as "{found}" only say something below the table and were not read: {rows}.',
  ),
  value_must_be_understood: error(
    '“{column}”列的“{found}”还没有说明是什么意思，没有读取。请在列对应方案的 meanings["header:{column}"] 中说明：counts（照常计入）、status:draft（未审核）、status:void（作废）、type:…（退款、退货等）或 null（不读取这些行）。',
    'Nobody has said what "{found}" in "{column}" means, so the row was not read. Say it in the profile, meanings["header:{column}"]: counts (a record like any other), status:draft, status:void, type:... (a refund or return), or null (such rows are left out).',
  ),
  answer_must_be_on_the_scale: error(
    '“{found}”不在 1 到 {scale} 分之间。请核对这一列的分制（列对应方案的 forms.scale）。',
    '"{found}" is not an answer from 1 to {scale}. Check the scale of this column (forms.scale of the profile).',
  ),
  number_was_made_of_columns: warning(
    '没有单据编号列，编号由这些列的内容组成：{columns}。同一文件再次上传不会重复；这些内容改动后就是另一条记录。',
    'No column holds a number, so it was made of: {columns}. The same file once more adds nothing; where one of these values changes it is another record.',
  ),
  currency_sign_was_read_as_yuan: warning(
    '“{found}”中的 $ 按人民币元读取。如果是外币，请先换算成人民币。',
    'The $ of "{found}" was read as yuan. Convert the amounts first if they are in another currency.',
  ),
} as const satisfies ProblemCatalogue
