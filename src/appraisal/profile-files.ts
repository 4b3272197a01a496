import { readFile } from 'node:fs/promises'
import type { Answer } from '../base/answer.ts'
import type { Problem } from '../base/problem.ts'
import { type ProfileFile, profileFile } from '../sheets/read/mapping-profile.ts'
import { commandProblem } from './command-problems.ts'

/** The kept mappings in files, in their order. Problems: profile_must_be_a_mapping, with the path and what is wrong where in it. */
export async function profilesIn(
  paths: readonly string[],
): Promise<Answer<{ readonly ok: true; readonly profiles: readonly ProfileFile[] }>> {
  const profiles: ProfileFile[] = []
  const problems: Problem[] = []
  for (const path of paths) {
    try {
      const found = profileFile.safeParse(JSON.parse(await readFile(path, 'utf8')))
      if (found.success) profiles.push(found.data)
      else
        for (const { path: at, message } of found.error.issues)
          problems.push(commandProblem('profile_must_be_a_mapping', { path, cause: `${at.join('.') || '-'}: ${message}` }, path))
    } catch (failure) {
      if (!(failure instanceof SyntaxError) && !(failure instanceof Error && 'code' in failure)) throw failure
      problems.push(commandProblem('profile_must_be_a_mapping', { path, cause: failure.message }, path))
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, profiles }
}
