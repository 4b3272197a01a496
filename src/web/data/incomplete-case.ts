import { answer } from '../api/resource.ts'
import { language } from '../words/language.ts'
import { incompletePeriods } from './api.ts'

/** A page of the incomplete cases of a period; the first for the cursor "". */
export const readCases = (period: string, cursor: string) =>
  answer(incompletePeriods[':period'].incomplete.$get({ param: { period }, query: { limit: 200, ...(cursor === '' ? {} : { cursor }) } }))
export type IncompleteCase = Awaited<ReturnType<typeof readCases>>['items'][number]

const MODULES_EN: Readonly<Record<IncompleteCase['module'], string>> = {
  attendance: 'Attendance',
  customer: 'Customer evaluation',
  manager: 'Manager evaluation',
  problemSolving: 'Problem solving',
}

/** The module of a case in the language of the screen. */
export function moduleName({ module, moduleTitle }: Pick<IncompleteCase, 'module' | 'moduleTitle'>): string {
  return language() === 'zh' ? moduleTitle : MODULES_EN[module]
}
