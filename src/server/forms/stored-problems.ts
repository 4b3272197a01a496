import { z } from 'zod'
import type { Problem } from '../../base/problem.ts'

const problems = z.array(
  z.object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    values: z.record(z.string(), z.string()),
    table: z.string().optional(),
    record: z.string().optional(),
    column: z.string().optional(),
  }),
)

/** Problems as the database has them, which we wrote. */
export function storedProblems(json: string): Problem[] {
  return problems.parse(JSON.parse(json))
}
