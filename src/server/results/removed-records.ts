import { groupBy } from '../../base/group-by.ts'
import { TABLES } from '../../domain/dataset/tables.ts'
import type { Remark } from '../../domain/engineers/service-result.ts'
import type { RemovedMonth } from '../../store/aggregates/retention-log.ts'
import type { SourceQuery } from '../../store/measures/source-query.ts'

/**
 * Why fewer records 原始记录 may be listed than were counted: some of the months that the queries look at were removed since, at the
 * end of their retention 留存. One remark a table; none where all is there.
 */
export function removedRemarks(queries: readonly SourceQuery[], removed: readonly RemovedMonth[]): Remark[] {
  const gone = removed.filter(({ kind, month }) => queries.some((query) => looksAt(query, kind, month)))
  return [...groupBy(gone, ({ kind }) => kind)].map(([kind, months]) => {
    const title = Object.values(TABLES).find(({ key }) => key === kind)?.title ?? kind
    const named = months.map(({ month }) => month).sort()
    const on = months
      .map(({ at }) => at.slice(0, 10))
      .sort()
      .at(-1)
    return {
      zh: `「${title}」${named.join('、')} 的记录已按保留年限清除（最近一次 ${on}），这里列出的可能少于当时计入的；结果不变。`,
      en: `Records of "${kind}" of ${named.join(', ')} were removed at the end of their retention (last on ${on}): fewer may be listed than were counted. The result stays.`,
    }
  })
}

function looksAt(query: SourceQuery, kind: string, month: string): boolean {
  // Receivables and collections, of which a ledger is, are always kept.
  if (query.kind === 'ledger' || query.table !== kind) return false
  if (query.kind === 'period') return query.periods.includes(month)
  const number = Number(month.replace('-', ''))
  const { first, last } = query.kind === 'own' ? query.days : query.filter
  return number >= Math.trunc(first / 100) && number <= Math.trunc(last / 100)
}
