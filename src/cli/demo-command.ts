import { Command } from 'commander'
import { DEMO_DATASET, DEMO_PERIOD } from '../appraisal/shipped.ts'
import { present } from '../base/assert.ts'
import { periodFromText } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import { runAppraise } from './appraise-command.ts'
import { listWritten } from './list-written.ts'
import { languageOption } from './options.ts'
import { refusedHost, serveDemo } from './serve-demo.ts'
import { userPath } from './user-path.ts'

interface DemoOptions {
  readonly out: string
  readonly lang: Language
  readonly serve: boolean
}

export function demoCommand(done: (status: number) => void): Command {
  return new Command('demo')
    .description('appraise the demo company for its latest month, to see what comes out; with --serve, then run the service on it')
    .option('-o, --out <dir>', 'the folder to write into', 'out/demo')
    .option('--serve', 'then serve the demo company on this machine, with an account for each position, until Ctrl+C', false)
    .option('--no-serve', 'only appraise')
    .addOption(languageOption())
    .action(async ({ out, lang, serve }: DemoOptions) => {
      const refused = serve ? await refusedHost(lang) : undefined
      if (refused !== undefined) return done(refused)
      const period = present(periodFromText(DEMO_PERIOD), 'The demo period is one.')
      const status = await runAppraise(DEMO_DATASET, {
        period,
        out,
        set: {},
        onIncomplete: 'hold',
        formats: ['json', 'xlsx'],
        lang,
        quiet: false,
      })
      if (status !== 1) for (const line of await listWritten(userPath(out), lang)) process.stdout.write(`${line}\n`)
      done(serve && status !== 1 ? await serveDemo(`${userPath(out)}-server`, lang) : status)
    })
}
