import { Command, Option } from 'commander'
import type { Period } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import type { OnIncomplete } from '../domain/engineers/score-engineer.ts'
import { EXIT, refusalStatus } from './exit-status.ts'
import { databaseOption, incompleteOption, languageOption, periodOption, profileOption, rulesOption, setOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { userPath } from './user-path.ts'
import { workingsLines } from './workings-text.ts'

interface ExplainOptions {
  readonly period: Period
  readonly employee: string
  readonly format: 'text' | 'json'
  readonly rules?: string
  readonly set: Readonly<Record<string, string>>
  readonly onIncomplete: OnIncomplete
  readonly lang: Language
  readonly database?: string
  readonly profile: readonly string[]
}

/** How many records a fact lists as text; JSON lists them all. */
const RECORDS_AS_TEXT = 20

export function explainCommand(done: (status: number) => void): Command {
  return new Command('explain')
    .description('show how each value of one person came about, clause by clause, down to the source records')
    .argument('<dataset>', 'a folder of CSV and Excel files, or one workbook')
    .addOption(periodOption())
    .requiredOption('-e, --employee <number>', 'the employee number')
    .addOption(new Option('--format <format>', 'how to write it; json lists every record').choices(['text', 'json']).default('text'))
    .addOption(rulesOption())
    .addOption(setOption())
    .addOption(incompleteOption())
    .addOption(profileOption())
    .addOption(languageOption())
    .addOption(databaseOption())
    .action(async (dataset: string, options: ExplainOptions) => done(await runExplain(userPath(dataset), options)))
}

async function runExplain(dataset: string, options: ExplainOptions): Promise<number> {
  const { explainEmployee } = await import('../appraisal/explain/explain-employee.ts')
  const answer = await explainEmployee({
    dataset,
    period: options.period,
    employee: options.employee,
    rules: options.rules === undefined ? undefined : userPath(options.rules),
    settings: options.set,
    onIncomplete: options.onIncomplete,
    language: options.lang,
    database: options.database,
    profiles: options.profile.map(userPath),
    perFact: options.format === 'json' ? Number.MAX_SAFE_INTEGER : RECORDS_AS_TEXT,
  })
  if (!answer.ok) {
    sayProblems(answer.problems, options.lang)
    return refusalStatus(answer.problems)
  }
  if (options.format === 'json') {
    const { ok: _, ...explained } = answer
    process.stdout.write(`${JSON.stringify(explained, null, 2)}\n`)
    return EXIT.done
  }
  process.stdout.write(`${answer.name} ${answer.employee}  ${answer.region}  ${answer.period}\n`)
  for (const value of answer.values) process.stdout.write(`\n${workingsLines(value, options.lang).join('\n')}\n`)
  return EXIT.done
}
