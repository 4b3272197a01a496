import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Language, Problem } from '../base/problem.ts'
import { commandProblem } from './command-problems.ts'

/** Writes the empty dataset workbook, whole or not at all; a file that is there already stays as it is. */
export async function makeTemplate(path: string, language: Language): Promise<Problem[]> {
  if (existsSync(path)) return [commandProblem('file_must_not_exist', { path }, path)]
  const unfinished = `${path}.${process.pid}.unfinished.xlsx`
  try {
    // exceljs takes a third of a second to load, which every other command would pay.
    const { writeTemplate } = await import('../sheets/write/template/write-template.ts')
    await writeTemplate(unfinished, language)
    await rename(unfinished, path)
    return []
  } catch (failure) {
    await rm(unfinished, { force: true })
    if (failure instanceof Error && 'code' in failure)
      return [commandProblem('output_must_be_writable', { path, cause: String(failure.code) }, path)]
    throw failure
  }
}
