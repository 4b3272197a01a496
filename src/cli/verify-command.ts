import { Command } from 'commander'
import type { Language } from '../base/problem.ts'
import { EXIT } from './exit-status.ts'
import { languageOption, rulesOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { userPath } from './user-path.ts'

export function verifyCommand(done: (status: number) => void): Command {
  return new Command('verify')
    .description('derive a result again and say `equal`, or the first place that differs')
    .argument('<result.json>', 'a result that appraise wrote')
    .argument('<dataset>', 'the dataset it was made from')
    .addOption(rulesOption())
    .addOption(languageOption())
    .action(async (path: string, dataset: string, options: { rules?: string; lang: Language }) => {
      const { verify } = await import('../app/verify.ts')
      const answer = await verify(userPath(path), userPath(dataset), options.rules === undefined ? undefined : userPath(options.rules))
      if (!answer.ok) {
        sayProblems(answer.problems, options.lang)
        return done(EXIT.errors)
      }
      if (!answer.difference) {
        process.stdout.write('equal\n')
        return done(EXIT.done)
      }
      const { path: at, found, derived } = answer.difference
      process.stdout.write(
        options.lang === 'zh'
          ? `不一致：${at}，文件中为 ${found}，重新计算为 ${derived}\n`
          : `differs at ${at}: found ${found}, derived ${derived}\n`,
      )
      done(EXIT.errors)
    })
}
