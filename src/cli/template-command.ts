import { Command } from 'commander'
import type { Language } from '../base/problem.ts'
import { EXIT } from './exit-status.ts'
import { languageOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { userPath } from './user-path.ts'

export function templateCommand(done: (status: number) => void): Command {
  return new Command('template')
    .description('write an empty dataset workbook: every table with headers, drop-downs, notes and one example row')
    .argument('<out.xlsx>', 'the workbook to write; an existing one is not overwritten')
    .addOption(languageOption())
    .action(async (path: string, options: { lang: Language }) => {
      const target = userPath(path)
      const { makeTemplate } = await import('../appraisal/make-template.ts')
      const problems = await makeTemplate(target, options.lang)
      sayProblems(problems, options.lang)
      if (problems.length === 0) process.stdout.write(`${options.lang === 'zh' ? '已写入' : 'written'}：${target}\n`)
      done(problems.length === 0 ? EXIT.done : EXIT.errors)
    })
}
