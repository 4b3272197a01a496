import { Command, Option } from 'commander'
import type { Period } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../domain/dataset/tables.ts'
import { EXIT } from './exit-status.ts'
import { languageOption, periodOption, profileOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { userPath } from './user-path.ts'

interface ConvertOptions {
  readonly out: string
  readonly as?: TableKey
  readonly period?: Period
  readonly against?: string
  readonly profile: readonly string[]
  readonly lang: Language
}

export function convertCommand(done: (status: number) => void): Command {
  return new Command('convert')
    .description('read exports of attendance, accounting and customer programs and write what they say as tables of a dataset')
    .argument('<files...>', 'the exports, or folders of them')
    .requiredOption('-o, --out <dir>', 'the folder that the tables and left-out.csv go into; tables of an earlier conversion are replaced')
    .addOption(new Option('--as <table>', 'the table that every file is').choices(TABLE_KEYS))
    .addOption(periodOption().makeOptionMandatory(false))
    .option('--against <dataset>', 'a dataset whose people, clients and regions are meant, so that names become numbers')
    .addOption(profileOption())
    .addOption(languageOption())
    .addHelpText(
      'after',
      '\nExit status: 0 all read; 2 read, with rows left out that somebody should look at (left-out.csv); 1 something must be answered first, nothing written.\n' +
        '\nExample: quanheng convert 考勤月报.xlsx --against data --period 2026-10 --out converted',
    )
    .action(async (files: string[], options: ConvertOptions) => {
      const { convertFiles, isWorthALook } = await import('../appraisal/convert-files.ts')
      const { as, period, against, profile, lang } = options
      const out = userPath(options.out)
      const answer = await convertFiles({
        files: files.map(userPath),
        out,
        as,
        period,
        against: against && userPath(against),
        profiles: profile.map(userPath),
        language: lang,
      })
      sayProblems(answer.problems, lang)
      if (!answer.ok) return done(EXIT.errors)
      const zh = lang === 'zh'
      for (const { file, sheet, table, report, understood, unread } of answer.sources) {
        const where = sheet === undefined ? file : `${file} [${sheet}]`
        const what = report ? report[lang] : understoodText(understood, lang)
        process.stdout.write(zh ? `${where}：${what} → ${TABLES[table].title}\n` : `${where}: ${what} -> ${table}\n`)
        if (unread.length > 0)
          process.stdout.write(zh ? `  没有读取的列：${unread.join('、')}\n` : `  columns not read: ${unread.join(', ')}\n`)
      }
      for (const { table, records } of answer.tables)
        process.stdout.write(zh ? `${TABLES[table].title}（${table}.csv）：${records} 条\n` : `${table}.csv: ${records} records\n`)
      const look = answer.leftOut.filter(isWorthALook).length
      if (answer.leftOut.length > 0)
        process.stdout.write(
          zh
            ? `没有读取 ${answer.leftOut.length} 行，其中 ${look} 行请看一下：left-out.csv\n`
            : `${answer.leftOut.length} rows left out, ${look} of them to look at: left-out.csv\n`,
        )
      done(look > 0 ? EXIT.incomplete : EXIT.done)
    })
}

/** How a list of another program was understood: each header that is read with the column that it means. */
function understoodText(pairs: readonly string[], lang: Language): string {
  if (pairs.length === 0) return lang === 'zh' ? '本产品的表头' : 'our own headers'
  return `${lang === 'zh' ? '按表头和内容理解' : 'understood by its headers and values'} (${pairs.join(', ')})`
}
