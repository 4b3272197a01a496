import type { ProblemCatalogue, ProblemWords } from '../../base/problem.ts'

const error = (zh: string, en: string): ProblemWords => ({ severity: 'error', zh, en })
const warning = (zh: string, en: string): ProblemWords => ({ severity: 'warning', zh, en })

/** What can be said of rows that are read by what a user, or a profile of theirs, says of another program's file. */
export const MAPPING_PROBLEMS = {
  rows_were_left_out_by_hand: warning(
    '上传人剔除了 {count} 行，没有读取：第 {rows} 行（{found}）。若应当计入，请在上传页撤销剔除。',
    '{count} rows were left out by hand and not read: {rows} ({found}). If they are to count, take them back in on the page of the upload.',
  ),
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
  table_must_be_chosen: error(
    '这里的表头同样符合几张表：{tables}，说明是哪一张之前不会读取，其中的记录不会计入。请在上传的列对应页选择它的表，或选择不读取；用命令时，请按表名命名这个工作表或文件，用 --as 或列对应方案的 table 说明，不要的就移走。',
    'These headers fit several tables alike: {tables}. Until it is said which one it is nothing is read of it and its records are missing. Choose its table on the mapping page of the upload, or leave it out there; for a command name the sheet or file after its table, say it by --as or by table of a profile, or take it away.',
  ),
  values_must_be_explained: error(
    '“{column}”列的这些内容还不知道是什么意思：{values}（例如第 {row} 行：{example}）。请在列对应方案的 meanings["{key}"] 中逐个说明：{choicesZh}。',
    'What these values of "{column}" mean is not known: {values} (row {row}, for example: {example}). Say it of each in the profile, meanings["{key}"]: {choicesEn}.',
  ),
  date_order_must_be_said: error(
    '“{column}”列的日期 {found} 可以读作：{readings}。请说明日、月、年的顺序（列对应方案的 forms.dates）。',
    'The date {found} of "{column}" may be: {readings}. Say in which order day, month and year are written (forms.dates of the profile).',
  ),
  decimal_sign_must_be_said: error(
    '“{column}”列的 {found} 可以读作：{readings}。请说明小数点用哪个符号（列对应方案的 forms.decimal）。',
    'The amount {found} of "{column}" may be: {readings}. Say which sign stands before the decimals (forms.decimal of the profile).',
  ),
  amounts_must_be_of_lines_or_documents: error(
    '{number} 有 {count} 行，每行“{column}”都是 {found}。这是整张单据的金额（document，只计一次：{document}），还是每行各自的金额（line，相加：{line}）？请说明（列对应方案的 forms.amounts）。',
    '{number} fills {count} rows, each with {found} in "{column}". Is it the amount of the document (document, counted once: {document}) or of each row (line, added up: {line})? Say it (forms.amounts of the profile).',
  ),
  scale_must_be_said: error(
    '“{column}”列的分数都不超过 {most}，例如 {found}。如果满分是 {most} 分，{found} 分就是 {points} 分（百分制）；如果满分是 100 分，就是 {found} 分。请说明满分（列对应方案的 forms.scale：{most} 或 100）。',
    'No score of "{column}" is above {most}; one is {found}. If {most} is the best answer, {found} is {points} points of a hundred; if 100 is, it is {found}. Say which (forms.scale of the profile: {most} or 100).',
  ),
} as const satisfies ProblemCatalogue
