import type { Place, Problem } from '../../base/problem.ts'
import { datasetProblem } from '../../domain/dataset/dataset-problems.ts'
import type { FoundTotal } from '../../domain/dataset/found-total.ts'
import { heldTotal, shownInTotal } from '../../domain/dataset/held-total.ts'
import { LEFT_OUT } from '../../domain/dataset/left-out.ts'
import { columnIndex, TABLES } from '../../domain/dataset/tables.ts'

/** What may be the reason of a difference, in words. */
const CAUSES = {
  left_out: {
    zh: (rows: string) => `没有读取的行合起来正好是这个差额：${rows}`,
    en: (rows: string) => `rows that were not read come to it: ${rows}`,
  },
  signs: { zh: () => '文件把退款也当作收款加在一起', en: () => 'the file adds refunds up as if they were receipts' },
} as const

/** That a total 合计 of a file is not what was read of the rows that it adds up: by how much, and what explains it; undefined where it is. */
export function differingTotal(total: FoundTotal, place: Place): Problem | undefined {
  const { found, meant, agrees, difference, explained } = heldTotal(total)
  if (agrees) return undefined
  const { table, column, word, leftOut } = total
  const rows = (language: 'zh' | 'en') => leftOut.map(({ row, why }) => `${row} (${LEFT_OUT[why][language]})`).join(', ')
  const values = {
    ...{ word, title: TABLES[table].columns[columnIndex(table, column)]?.title ?? column, key: column, rows: String(meant.rows) },
    ...{ found: shownInTotal(total, found), read: shownInTotal(total, BigInt(meant.sum)), difference: shownInTotal(total, difference) },
    causeZh: explained ? CAUSES[explained].zh(rows('zh')) : '请核对是否有行缺失或没有读到',
    causeEn: explained ? CAUSES[explained].en(rows('en')) : 'look whether rows are missing, or were not read',
  }
  return datasetProblem('total_should_agree', values, { table, column, place })
}
