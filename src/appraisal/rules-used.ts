import { groupBy } from '../base/group-by.ts'
import { monthsOf, type Period } from '../base/period.ts'
import { isFromMonths } from './appraise-months.ts'
import type { Result } from './result-json.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** What engineers are scored and paid by, which a longer period can take from its months. */
const OF_MONTHS = /^(service|bonus)\./

/**
 * The versions of the rules that a result was computed by, in the order of their ids: those in force on the period's last day, and, of a period that
 * is made of its months, after each the older ones that some of the months were computed by, with these months.
 */
export function rulesUsed(rules: RulesInForce, period: Period): Result['rules'] {
  const { hashes } = rules.book
  if (!isFromMonths({ period, rules })) return hashes
  const ofMonths = monthsOf(period).flatMap((month) => {
    const loaded = rules.on(month)
    return loaded.ok ? loaded.rules.book.hashes.map((version) => ({ version, month: month.text })) : []
  })
  return hashes.flatMap((own) => {
    const others = ofMonths.filter(({ version }) => OF_MONTHS.test(own.id) && version.id === own.id && version.sha256 !== own.sha256)
    const byVersion = groupBy(others, ({ version }) => version.sha256)
    return [
      own,
      ...[...byVersion.values()].flatMap(([first, ...more]) =>
        first ? [{ ...first.version, months: [first, ...more].map(({ month }) => month) }] : [],
      ),
    ]
  })
}
