import { Command, InvalidArgumentError, Option } from 'commander'
import type { Format } from '../appraisal/appraise.ts'
import { yuanText } from '../base/money.ts'
import { type Period, periodFromText } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import type { OnIncomplete } from '../domain/engineers/score-engineer.ts'
import { differenceOverall, type Simulation } from '../domain/what-if/simulation.ts'
import { EXIT, refusalStatus } from './exit-status.ts'
import {
  companyOption,
  formatsOption,
  incompleteOption,
  languageOption,
  parseSetting,
  profileOption,
  quietOption,
  rulesOption,
  setOption,
} from './options.ts'
import { progressOn } from './progress.ts'
import { sayProblems } from './say-problems.ts'
import { userPath } from './user-path.ts'

interface SimulateOptions {
  readonly periods: Periods
  readonly rules?: string
  readonly given: Readonly<Record<string, string>>
  readonly change?: string
  readonly atOnce: boolean
  readonly set: Readonly<Record<string, string>>
  readonly records?: string
  readonly profile: readonly string[]
  readonly out: string
  readonly onIncomplete: OnIncomplete
  readonly formats: readonly Format[]
  readonly company?: string
  readonly lang: Language
  readonly quiet: boolean
}

interface Periods {
  readonly from: Period
  readonly to: Period
}

export function simulateCommand(done: (status: number) => void): Command {
  return new Command('simulate')
    .description(
      'try a change of rules, settings or records on periods: who would get more or less, how much and why; nothing is paid by it',
    )
    .argument('<dataset>', 'a folder of CSV and Excel files, or one workbook')
    .addOption(
      new Option('-p, --periods <A..B>', 'the first and the last period, such as 2026-01..2026-12, or one alone')
        .argParser(parsePeriods)
        .makeOptionMandatory(),
    )
    .requiredOption('-o, --out <dir>', 'the folder that simulation.json and the workbook go into')
    .option('--change <dir>', 'a rules folder, or a folder with the changed files alone, at their paths')
    .option('--at-once', 'try the newest version of each changed file in every period, whenever it begins', false)
    .addOption(setOption('a setting as it would be'))
    .option('--records <dataset>', 'the dataset as it would be')
    .addOption(profileOption())
    .addOption(rulesOption())
    .addOption(
      new Option('--given <rule.setting=value>', 'a setting as it is, before and after; may be repeated')
        .argParser(parseSetting)
        .default({}, 'none'),
    )
    .addOption(incompleteOption())
    .addOption(formatsOption())
    .addOption(companyOption())
    .addOption(languageOption())
    .addOption(quietOption())
    .addHelpText(
      'after',
      '\nBoth sides are appraised from the same records, read once; `before` names the SHA-256 of the result.json that `appraise --formats json` writes.\n' +
        '\nExit status: 0 done; 1 the data or the rules have errors, nothing written; 64 wrong usage.\n' +
        '\nExample: quanheng simulate data --periods 2026-07..2026-10 --set bonus.split.movers=daysInPost --out what-if',
    )
    .action(async (dataset: string, options: SimulateOptions) => done(await runSimulate(userPath(dataset), options)))
}

async function runSimulate(dataset: string, { periods, lang, quiet, ...options }: SimulateOptions): Promise<number> {
  const words = lang === 'zh' ? { reading: '读取', trying: '试算' } : { reading: 'reading', trying: 'trying' }
  const progress = await progressOn(process.stderr, quiet, words.reading)
  const { simulate } = await import('../appraisal/what-if/simulate.ts')
  const answer = await simulate({
    ...{ dataset, from: periods.from, to: periods.to, settings: options.given, onIncomplete: options.onIncomplete, language: lang },
    rules: path(options.rules),
    change: { rules: path(options.change), atOnce: options.atOnce, settings: options.set, dataset: path(options.records) },
    out: userPath(options.out),
    profiles: options.profile.map(userPath),
    formats: options.formats,
    company: options.company?.trim() || undefined,
    onProgress: progress.read,
    onPeriod: (period) => progress.step(`${words.trying} ${period}`),
  })
  progress.stop()
  sayProblems(answer.problems, lang, quiet)
  if (!answer.ok) return refusalStatus(answer.problems)
  for (const line of simulationLines(answer.simulation, lang)) process.stdout.write(`${line}\n`)
  return EXIT.done
}

function path(given: string | undefined): string | undefined {
  return given === undefined ? undefined : userPath(given)
}

/** Most of those who gain and lose that are named. */
const NAMED = 5

function simulationLines({ totals, counts, people, settings, rules }: Simulation, language: Language): string[] {
  const zh = language === 'zh'
  const changed = [...settings.map(({ change }) => change.key), ...rules.map(({ change }) => change.id)]
  const cost = totals.after.total - totals.before.total
  const sorted = people
    .map((person) => ({ ...person, difference: differenceOverall(person) }))
    .filter(({ difference }) => difference !== 0n)
    .sort((a, b) => (a.difference === b.difference ? 0 : a.difference > b.difference ? -1 : 1))
  const most = sorted.length <= 2 * NAMED ? sorted : [...sorted.slice(0, NAMED), ...sorted.slice(-NAMED)]
  const yuan = (amount: bigint) => `${amount > 0n ? '+' : ''}${yuanText(amount as typeof totals.after.total)}`
  return [
    zh ? `改动：${changed.join('、') || '无'}` : `changed: ${changed.join(', ') || 'nothing'}`,
    zh
      ? `合计：${yuanText(totals.before.total)} → ${yuanText(totals.after.total)}（${yuan(cost)}）`
      : `total: ${yuanText(totals.before.total)} -> ${yuanText(totals.after.total)} (${yuan(cost)})`,
    zh
      ? `增加 ${counts.gain} 人，减少 ${counts.lose} 人，不变 ${counts.same} 人`
      : `${counts.gain} get more, ${counts.lose} get less, ${counts.same} the same`,
    ...most.map(({ employee, name, difference }) => `  ${employee} ${name} ${yuan(difference)}`),
  ]
}

function parsePeriods(text: string): Periods {
  const [from, to, ...more] = text.split('..').map((each) => periodFromText(each.trim()))
  const last = text.includes('..') ? to : from
  if (!from || !last || more.length > 0)
    throw new InvalidArgumentError('Write the first and the last period, such as 2026-01..2026-12, or one alone.')
  return { from, to: last }
}
