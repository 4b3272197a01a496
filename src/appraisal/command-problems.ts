import { type Problem, type ProblemCatalogue, problemsOf } from '../base/problem.ts'

/** What can be wrong with what a command was asked, beyond the data and the rules. */
export const COMMAND_PROBLEMS = {
  output_must_be_writable: {
    severity: 'error',
    zh: '无法写入 {path}（{cause}）。请检查文件夹权限和磁盘空间，并关闭已打开的工作簿。',
    en: 'Cannot write to {path} ({cause}). Check the folder permissions and the free disk space, and close workbooks that are open.',
  },
  file_must_not_exist: {
    severity: 'error',
    zh: '{path} 已存在，没有改动它。请换一个文件名，或先移走原文件。',
    en: '{path} exists already and was left as it is. Choose another name, or move the file away first.',
  },
  folder_must_hold_tables_only: {
    severity: 'error',
    zh: '{path} 中还有别的文件（{found}），没有写入。请换一个空文件夹或新的文件夹名。',
    en: '{path} holds other files ({found}), and nothing was written. Name an empty folder, or one that is not there yet.',
  },
  profile_must_be_a_mapping: {
    severity: 'error',
    zh: '{path} 不是可用的列对应方案（{cause}）。请用服务器“列对应方案”页导出的 JSON，或按 docs/importing.md 书写。',
    en: '{path} is not a mapping that can be used ({cause}). Take the JSON that the server exports, or write it as docs/importing.md says.',
  },
  result_must_be_readable: {
    severity: 'error',
    zh: '{path} 不是可读取的 result.json（{cause}）。请指定由 quanheng appraise 写出的文件。',
    en: '{path} is not a result.json that can be read ({cause}). Name a file that quanheng appraise wrote.',
  },
  periods_must_be_in_order: {
    severity: 'error',
    zh: '试算期间“{from}..{to}”不能使用。请写成先后相同种类的两个期间，例如 2026-01..2026-12，最多 120 个。',
    en: 'The periods {from}..{to} cannot be tried. Write the first and the last of one kind, such as 2026-01..2026-12, at most 120 of them.',
  },
  change_should_take_effect: {
    severity: 'warning',
    zh: '改动的规则文件在试算的期间内都没有生效，前后没有不同。新版本若以后才生效，请加 --at-once，按其已经生效来试算。',
    en: 'None of the changed rule files is in force in the periods that are tried, so nothing differs. Where a version begins later, add --at-once to try it as if it were in force.',
  },
  change_must_be_readable: {
    severity: 'error',
    zh: '{path} 中没有规则文件。请指定一个完整的规则文件夹，或只放有改动文件（路径与规则文件夹中相同，如 pay/sales.json）的文件夹。',
    en: 'There are no rule files in {path}. Name a whole rules folder, or a folder with the changed files alone, at the paths that they have in a rules folder, such as pay/sales.json.',
  },
  position_should_be_appraised: {
    severity: 'error',
    zh: '{name}（{employee}）的岗位是{positionTitle}，经理不参加考核。请填写技术客服或业务员的工号。',
    en: '{name} ({employee}) is a {position}; managers are not appraised. Give the number of a service engineer or sales representative.',
  },
  employee_should_be_appraised: {
    severity: 'error',
    zh: '{period} 期间没有工号为 {employee} 的技术客服或业务员。请检查工号；相近的有：{nearest}。',
    en: 'Nobody with number {employee} is appraised in {period}. Check the number; near ones are: {nearest}.',
  },
} as const satisfies ProblemCatalogue

const problem = problemsOf(COMMAND_PROBLEMS)

export function commandProblem(code: keyof typeof COMMAND_PROBLEMS, values: Readonly<Record<string, string>>, file?: string): Problem {
  return problem(code, values, file === undefined ? {} : { place: { file } })
}
