import type { Language } from '../../../base/problem.ts'

/** The first sheet of the template; reading a dataset passes it over by this name. */
export const INSTRUCTIONS_SHEET: Readonly<Record<Language, string>> = { zh: '说明', en: 'Instructions' }

/** How to fill the workbook in: the first line is its title. */
export const INSTRUCTIONS: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '权衡 数据模板',
    '每个工作表是一张数据表。用不到的表请整张删除：没有的表表示“没有数据”，只有表头的表表示“数据为零”。',
    '第一行是表头，请勿修改；列的顺序可以调整。把鼠标移到表头上可以看到填写要求，深色表头为必填列。',
    '每张表的第二行是示例，填写前请删除。为使示例简短，同一个人既是业务员、技术客服，也是评价人。',
    '工号、编码和单据编号是文本，前导零会保留。引用其他表时写工号或编码，也可以写唯一的名称。',
    '金额以元为单位，最多两位小数，负数写成 -100.00，不写“万”“元”。日期写成 2026-10-05，期间写成 2026-10。',
    '同一单据编号只能有一条记录。换区域或岗位写在“调动”表，客户移交写在“客户归属”表；离职人员保留在“员工”表并填写离职日期。',
    '填好后运行：quanheng appraise 本工作簿.xlsx --period 2026-10 --out 输出文件夹',
    '如有错误，会一次列出全部错误所在的工作表、行、列和改法；有错误时不会计算。',
  ],
  en: [
    'Quanheng: dataset to fill in',
    'Each sheet is one table. Delete the sheets that you have no use for: a table that is not there means "no data", one with only its header means "none".',
    'The first row is the header: leave its words as they are; columns may be moved. A note at each header says what to write; dark headers are required.',
    'The second row of each sheet is an example: delete it before you fill the sheet in. To keep the examples short, one person stands in for rep, engineer and evaluator.',
    'Employee numbers, codes and record numbers are text and keep their leading zeros. Refer to other sheets by number or code; a name does when it is unique.',
    'Amounts are in yuan with at most two decimals, negative ones as -100.00. Days are written 2026-10-05, periods 2026-10.',
    'A record number stands once in its sheet. Changes of region or position go into postings, handovers of clients into client_reps; people who left stay in employees with their last day.',
    'When it is filled in: quanheng appraise THIS.xlsx --period 2026-10 --out FOLDER',
    'All mistakes are listed at once, with sheet, row, column and what to write instead; nothing is computed while there are any.',
  ],
}
