import { Command } from 'commander'
import type { Period } from '../base/period.ts'
import { EXIT } from './exit-status.ts'
import { periodOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { addServerOptions, type ServerOptions, serverPlace } from './server-options.ts'
import { userPath } from './user-path.ts'

export function exportCommand(done: (status: number) => void): Command {
  return addServerOptions(new Command('export'))
    .description('write the records of a run of the server as a dataset, with its result and rules, so that anybody can derive it again')
    .argument('<out>', 'the folder to write, new or empty')
    .addOption(periodOption())
    .option('--run <id>', 'one of the period’s runs; the published one unless told')
    .action(async (out: string, options: ServerOptions & { period: Period; run?: string }) => {
      const { exportRunOf } = await import('../server/run-dataset/export-run-of.ts')
      const { period, run, lang } = options
      const folder = userPath(out)
      const answer = await exportRunOf(serverPlace(options), { period, run }, folder)
      if (!answer.ok) {
        sayProblems(answer.problems, lang)
        return done(EXIT.errors)
      }
      const zh = lang === 'zh'
      process.stdout.write(
        zh
          ? `已导出运算 ${answer.run.id} 的数据集：${folder}（README.md 中有重新计算的命令）\n`
          : `exported the dataset of run ${answer.run.id}: ${folder} (README.md has the commands that derive it again)\n`,
      )
      done(EXIT.done)
    })
}
