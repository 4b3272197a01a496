import { Command, Option } from 'commander'
import { csvField } from '../base/csv.ts'
import type { Period } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import { EXIT, refusalStatus } from './exit-status.ts'
import { databaseOption, languageOption, periodOption, rulesOption, setOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { userPath } from './user-path.ts'

interface MeasuresOptions {
  readonly period: Period
  readonly format: 'csv' | 'json'
  readonly rules?: string
  readonly set: Readonly<Record<string, string>>
  readonly lang: Language
  readonly database?: string
}

export function measuresCommand(done: (status: number) => void): Command {
  return new Command('measures')
    .description("show what the company's own measures count: per representative, engineer, client, region or company")
    .argument('<dataset>', 'a folder of CSV and Excel files, or one workbook')
    .addOption(periodOption())
    .addOption(new Option('--format <format>', 'how to write it').choices(['csv', 'json']).default('csv'))
    .addOption(rulesOption())
    .addOption(setOption())
    .addOption(languageOption())
    .addOption(databaseOption())
    .action(async (dataset: string, options: MeasuresOptions) => done(await runMeasures(userPath(dataset), options)))
}

async function runMeasures(dataset: string, { period, format, rules, set, lang, database }: MeasuresOptions): Promise<number> {
  const { ownFigures } = await import('../appraisal/own-figures.ts')
  const answer = await ownFigures({
    ...{ dataset, period, rules: rules === undefined ? undefined : userPath(rules), settings: set, database },
    ...{ onIncomplete: 'hold', language: lang },
  })
  if (!answer.ok) {
    sayProblems(answer.problems, lang)
    return refusalStatus(answer.problems)
  }
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(answer.measures, null, 2)}\n`)
    return EXIT.done
  }
  const lines = answer.measures.flatMap(({ measure, title, per, unit, figures }) =>
    figures.map(({ of, figure }) => [measure, title[lang], per, of, figure ?? '', unit]),
  )
  for (const line of [['measure', 'title', 'per', 'of', 'figure', 'unit'], ...lines]) {
    process.stdout.write(`${line.map(csvField).join(',')}\n`)
  }
  return EXIT.done
}
