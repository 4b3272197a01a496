import { yuanText } from '../../base/money.ts'
import type { Language, Problem } from '../../base/problem.ts'
import type { WhatIfPerson, WhatIfRow } from '../../store/aggregates/what-ifs.ts'
import { problemEntryOf } from '../kernel/problem-response.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { askedSchema } from './what-if-asked.ts'
import { PERIODS, SUMMARY, type whatIfPersonSchema, type whatIfSchema } from './what-if-schema.ts'

export type WhatIfView = ShapeOf<typeof whatIfSchema>
export type WhatIfPersonView = ShapeOf<typeof whatIfPersonSchema>

export function whatIfView(
  { id, title, state, startedBy, startedAt, asked, summary, problems, ...row }: WhatIfRow,
  language: Language,
): WhatIfView {
  return {
    ...{ id, title, state, startedBy, startedAt },
    finishedAt: row.finishedAt ?? null,
    asked: askedSchema.parse(JSON.parse(asked)),
    sha256: row.sha256 ?? null,
    summary: summary === undefined ? null : SUMMARY.parse(JSON.parse(summary)),
    problems: (JSON.parse(problems ?? '[]') as Problem[]).map((problem) => problemEntryOf(problem, language)),
  }
}

export function whatIfPersonView({ periods, before, after, difference, ...person }: WhatIfPerson): WhatIfPersonView {
  return {
    ...person,
    ...{ before: yuanText(before), after: yuanText(after), difference: yuanText(difference) },
    periods: PERIODS.parse(JSON.parse(periods)),
  }
}
