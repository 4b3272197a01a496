import { Command } from 'commander'
import type { Format } from '../appraisal/appraise.ts'
import type { Period } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import type { OnIncomplete } from '../domain/engineers/score-engineer.ts'
import { EXIT, refusalStatus } from './exit-status.ts'
import {
  companyOption,
  databaseOption,
  formatsOption,
  incompleteOption,
  languageOption,
  periodOption,
  profileOption,
  quietOption,
  rulesOption,
  setOption,
} from './options.ts'
import { progressOn } from './progress.ts'
import { sayProblems } from './say-problems.ts'
import { summaryLines } from './summary-lines.ts'
import { userPath } from './user-path.ts'

export interface AppraiseOptions {
  readonly period: Period
  readonly out: string
  readonly rules?: string
  readonly set: Readonly<Record<string, string>>
  readonly onIncomplete: OnIncomplete
  readonly formats: readonly Format[]
  readonly lang: Language
  readonly database?: string
  readonly profile?: readonly string[]
  readonly quiet: boolean
  readonly company?: string
}

export function appraiseCommand(done: (status: number) => void): Command {
  return new Command('appraise')
    .description('appraise one period of a dataset: scores, KPIs, bonus shares, workbooks')
    .argument('<dataset>', 'a folder of CSV and Excel files, or one workbook')
    .addOption(periodOption())
    .requiredOption('-o, --out <dir>', 'the folder that result.json and the workbooks go into')
    .addOption(rulesOption())
    .addOption(setOption())
    .addOption(incompleteOption())
    .addOption(profileOption())
    .addOption(formatsOption())
    .addOption(companyOption())
    .addOption(languageOption())
    .addOption(databaseOption())
    .addOption(quietOption())
    .addHelpText(
      'after',
      '\nWorkbooks go into a folder named after the result; result.json lists each with the SHA-256 of its bytes, and `quanheng verify` checks them.\n' +
        '\nExit status: 0 done; 1 the data or the rules have errors, nothing written; 2 done, but something is held or incomplete; 64 wrong usage.\n' +
        '\nExample: quanheng appraise data/2026-10 --period 2026-10 --out results',
    )
    .action(async (dataset: string, options: AppraiseOptions) => done(await runAppraise(userPath(dataset), options)))
}

/** Runs one appraisal and tells the user what came of it; answers the exit status. */
export async function runAppraise(dataset: string, options: AppraiseOptions): Promise<number> {
  const words = options.lang === 'zh' ? { reading: '读取', writing: '写入工作簿' } : { reading: 'reading', writing: 'writing workbooks' }
  const progress = await progressOn(process.stderr, options.quiet, words.reading)
  const { appraise } = await import('../appraisal/appraise.ts')
  const answer = await appraise({
    dataset,
    period: options.period,
    out: userPath(options.out),
    rules: options.rules === undefined ? undefined : userPath(options.rules),
    settings: options.set,
    onIncomplete: options.onIncomplete,
    formats: options.formats,
    language: options.lang,
    company: options.company?.trim() || undefined,
    database: options.database,
    profiles: options.profile?.map(userPath),
    onProgress: progress.read,
    onWriting: () => progress.step(words.writing),
  })
  progress.stop()
  sayProblems(answer.problems, options.lang, options.quiet)
  if (!answer.ok) return refusalStatus(answer.problems)
  for (const line of summaryLines(answer.appraisal, options.lang)) process.stdout.write(`${line}\n`)
  return isHeld(answer.appraisal) ? EXIT.incomplete : EXIT.done
}

function isHeld(appraisal: { readonly service: readonly { status: string }[]; readonly bonus: readonly { status: string }[] }): boolean {
  return appraisal.service.some((person) => person.status === 'incomplete') || appraisal.bonus.some((region) => region.status === 'held')
}
