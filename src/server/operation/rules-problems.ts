import type { Problem } from '../../base/problem.ts'
import { loadRulebook } from '../../rulebook/rulebook.ts'

/** What is wrong with a folder of rules; nothing when they load. */
export async function rulesProblems(folder: string): Promise<readonly Problem[]> {
  const loaded = await loadRulebook(folder)
  return loaded.ok ? [] : loaded.problems
}
