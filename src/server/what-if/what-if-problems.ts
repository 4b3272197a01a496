import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What trying a change 试算 can run into. */
const WHAT_IF_PROBLEMS = {
  what_if_must_be_alone: {
    severity: 'error',
    status: 409,
    zh: '试算「{title}」正在进行。请等它结束后再开始。',
    en: 'The what-if "{title}" is being computed. Wait until it has finished.',
  },
  what_if_must_change_something: {
    severity: 'error',
    status: 422,
    zh: '没有要试的改动。请至少选择一项设置或一份规则草稿。',
    en: 'Nothing is changed. Choose a setting or a draft of a rule to try.',
  },
  what_if_must_be_over: {
    severity: 'error',
    status: 409,
    zh: '试算「{title}」还没有结果（{state}）。',
    en: 'The what-if "{title}" has no result yet ({state}).',
  },
  what_if_must_stay: {
    severity: 'error',
    status: 409,
    zh: '有规则是看过试算「{title}」后公布的，它随公布记录保留，不能删除。',
    en: 'A rule was published on what the what-if "{title}" showed; it is kept with the publication and cannot be removed.',
  },
  what_if_was_interrupted: {
    severity: 'error',
    status: 409,
    zh: '试算因服务停止而中断。请重新开始。',
    en: 'The what-if was cut off because the server stopped. Start it again.',
  },
  what_if_must_not_break: {
    severity: 'error',
    status: 409,
    zh: '试算因程序内部错误中断。请重新开始；若再次发生，请把服务日志交给管理员。',
    en: 'The what-if broke off because of an internal error. Start it again, and if it happens again hand the log to the administrator.',
  },
  what_if_workbook_must_be_there: {
    severity: 'error',
    status: 404,
    zh: '这次试算的工作簿已不在数据文件夹中（例如数据库是从备份恢复的）。请重新试算。',
    en: 'The workbook of this what-if is not in the data folder any more, as after the database was restored from a backup. Try the change again.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>

export const whatIfProblem = problemsOf(WHAT_IF_PROBLEMS)
