import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What asking for sheets 表单 can run into. */
const DOCUMENT_PROBLEMS = {
  documents_must_be_of_a_closed_period: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 处于「{state}」。奖金分配表、工资表等只在期间关闭后由公布的结果生成。',
    en: 'The period {period} is {state}. Bonus sheets, payroll and the other sheets are made of the published result once it is closed.',
  },
  document_region_must_be_chosen: {
    severity: 'error',
    status: 422,
    zh: '您负责多个区域（{regions}），请用 region 选择其中一个。',
    en: 'Several regions are yours ({regions}): choose one with region.',
  },
  document_must_be_as_made: {
    severity: 'error',
    status: 409,
    zh: '文件 {names} 与生成时不同：有人在数据文件夹中改动过。请告知管理员和审计人员；查明后删除数据文件夹中的 {folder}，系统会按公布的结果重新生成。',
    en: 'The files {names} are not as they were made: somebody changed them in the data folder. Tell the administrator and the auditors; once they have looked into it, remove {folder} from the data folder, and they are made anew from the published result.',
  },
  document_must_be_there: {
    severity: 'error',
    status: 404,
    zh: '所选范围内没有文件 {names}。请刷新文件列表后重新选择。',
    en: 'There is no {names} among these documents. Load the list again and choose from it.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type DocumentProblemCode = keyof typeof DOCUMENT_PROBLEMS

export const documentProblem = problemsOf(DOCUMENT_PROBLEMS)
