import { Command } from 'commander'
import { DEMO_DATASET, DEMO_PERIOD } from '../app/shipped.ts'
import { present } from '../base/assert.ts'
import { periodFromText } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import { runAppraise } from './appraise-command.ts'
import { listWritten } from './list-written.ts'
import { languageOption } from './options.ts'
import { userPath } from './user-path.ts'

export function demoCommand(done: (status: number) => void): Command {
  return new Command('demo')
    .description('appraise the demo company for its latest month, to see what comes out')
    .option('-o, --out <dir>', 'the folder to write into', 'out/demo')
    .addOption(languageOption())
    .action(async (options: { out: string; lang: Language }) => {
      const period = present(periodFromText(DEMO_PERIOD), 'The demo period is one.')
      const status = await runAppraise(DEMO_DATASET, {
        period,
        out: options.out,
        set: {},
        onIncomplete: 'hold',
        formats: ['json', 'xlsx'],
        lang: options.lang,
        quiet: false,
      })
      if (status !== 1) for (const line of await listWritten(userPath(options.out), options.lang)) process.stdout.write(`${line}\n`)
      done(status)
    })
}
