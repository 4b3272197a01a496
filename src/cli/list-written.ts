import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '../base/problem.ts'

const KINDS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'score-sheets': { zh: '客服人员考核评分表', en: 'score sheets' },
  'bonus-sheets': { zh: '奖金分配表', en: 'bonus sheets' },
  'sales-kpis': { zh: '销售人员考核表', en: 'sales KPIs' },
  payroll: { zh: '工资导入表', en: 'payroll sheet' },
}

/** Says where a result and its workbooks are, one file a line. */
export async function listWritten(out: string, language: Language): Promise<string[]> {
  const result = JSON.parse(await readFile(join(out, 'result.json'), 'utf8')) as { files: { kind: string; path: string }[] }
  const title = language === 'zh' ? '已写入' : 'written'
  return [
    `${title}：${join(out, 'result.json')}`,
    ...result.files.map((file) => `${KINDS[file.kind]?.[language] ?? file.kind}：${join(out, file.path)}`),
  ]
}
