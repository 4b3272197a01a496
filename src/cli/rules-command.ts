import { Command, Option } from 'commander'
import { DEMO_PERIOD } from '../appraisal/shipped.ts'
import { present } from '../base/assert.ts'
import { boundsText } from '../base/bounds.ts'
import { type Period, periodFromText } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import { EXIT } from './exit-status.ts'
import { languageOption, periodOption, rulesOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { userPath } from './user-path.ts'

export function rulesCommand(done: (status: number) => void): Command {
  return new Command('rules')
    .description('check the rules, or list their settings')
    .addCommand(checkCommand(done))
    .addCommand(settingsCommand(done))
}

function checkCommand(done: (status: number) => void): Command {
  return new Command('check')
    .description('check a whole rules folder: examples, clauses, decisions, weights, versions, settings')
    .argument('[dir]', 'the rules folder (default: the rules that come with the program)')
    .addOption(languageOption())
    .action(async (folder: string | undefined, options: { lang: Language }) => {
      const { checkRules } = await import('../appraisal/check-rules.ts')
      const answer = await checkRules(folder === undefined ? undefined : userPath(folder))
      sayProblems(answer.problems, options.lang)
      if (answer.problems.length === 0) {
        const { rules, versions, examples } = answer
        process.stdout.write(
          options.lang === 'zh'
            ? `规则无误：${rules} 条规则，${versions} 个版本，${examples} 个算例\n`
            : `rules are sound: ${rules} rules, ${versions} versions, ${examples} examples\n`,
        )
      }
      done(answer.problems.length === 0 ? EXIT.done : EXIT.errors)
    })
}

function settingsCommand(done: (status: number) => void): Command {
  const period = periodOption().default(present(periodFromText(DEMO_PERIOD), 'The demo period is one.'), DEMO_PERIOD)
  period.mandatory = false
  return new Command('settings')
    .description('list the settings in force: key, value, choices and clause')
    .addOption(rulesOption())
    .addOption(period)
    .addOption(new Option('--format <format>', 'how to write the list').choices(['text', 'json']).default('text'))
    .addOption(languageOption())
    .action(async (options: { rules?: string; period: Period; format: string; lang: Language }) => {
      const { ruleSettings } = await import('../appraisal/check-rules.ts')
      const answer = await ruleSettings(options.rules === undefined ? undefined : userPath(options.rules), options.period)
      if (!answer.ok) {
        sayProblems(answer.problems, options.lang)
        return done(EXIT.errors)
      }
      if (options.format === 'json') process.stdout.write(`${JSON.stringify(answer.settings, null, 2)}\n`)
      else {
        for (const { key, value, choices, kind, clause, title, bounds } of answer.settings) {
          const listed = bounds ? boundsText(bounds) : choices.map((choice) => choice.value).join(kind === 'list' ? ',' : '|')
          process.stdout.write(`${key}=${value}\t${listed}\t[${clause}]\t${title[options.lang]}\n`)
        }
      }
      done(EXIT.done)
    })
}
