import { Command } from 'commander'
import type { CheckedWorkbook } from '../appraisal/check-workbooks.ts'
import type { Difference, Verified } from '../appraisal/verify.ts'
import type { Language } from '../base/problem.ts'
import { EXIT } from './exit-status.ts'
import { languageOption, profileOption, rulesOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { userPath } from './user-path.ts'

export function verifyCommand(done: (status: number) => void): Command {
  return new Command('verify')
    .description('derive a result again and say `equal`, or the first place that differs; check the workbooks that lie beside it')
    .argument('<result.json>', 'a result that appraise wrote')
    .argument('<dataset>', 'the dataset it was made from')
    .addOption(rulesOption())
    .addOption(profileOption())
    .addOption(languageOption())
    .action(async (path: string, dataset: string, options: { rules?: string; profile: readonly string[]; lang: Language }) => {
      const { verify } = await import('../appraisal/verify.ts')
      const rules = options.rules === undefined ? undefined : userPath(options.rules)
      const answer = await verify(userPath(path), userPath(dataset), rules, options.profile.map(userPath))
      if (!answer.ok) {
        sayProblems(answer.problems, options.lang)
        return done(EXIT.errors)
      }
      for (const line of [...verifiedLines(answer, options.lang), ...deviatingLines(answer, options.lang)])
        process.stdout.write(`${line}\n`)
      const isEqual = !answer.difference && answer.workbooks.every(({ state }) => state === 'equal')
      done(isEqual ? EXIT.done : EXIT.errors)
    })
}

interface Compared {
  readonly difference: Difference | undefined
  readonly workbooks: readonly CheckedWorkbook[]
}

/** Who compares a result asks who chose its settings too: those that are not the rules' own. */
function deviatingLines({ deviating }: Pick<Verified, 'deviating'>, language: Language): string[] {
  const zh = language === 'zh'
  return deviating.map(({ key, value, unlessTold }) => {
    const own =
      unlessTold === undefined ? (zh ? '规则中没有' : 'the rules have none') : zh ? `规则默认 ${unlessTold}` : `the rules say ${unlessTold}`
    return zh ? `设置不同于规则默认：${key}=${value}（${own}）` : `setting not as the rules have it: ${key}=${value} (${own})`
  })
}

/** `equal`, or the first place that differs; then each workbook that is not as the result says, or how many are. */
function verifiedLines({ difference, workbooks }: Compared, language: Language): string[] {
  const wrong = workbooks.filter(({ state }) => state !== 'equal')
  const result = difference ? differenceLine(difference, language) : wrong.length === 0 ? 'equal' : onlyTheResult(language)
  if (wrong.length > 0) return [result, ...wrong.map((workbook) => workbookLine(workbook, language))]
  if (workbooks.length === 0) return [result]
  return [result, language === 'zh' ? `工作簿：${workbooks.length} 个，均一致` : `workbooks: ${workbooks.length}, all equal`]
}

function differenceLine({ path, found, derived }: Difference, language: Language): string {
  return language === 'zh'
    ? `不一致：${path}，文件中为 ${found}，重新计算为 ${derived}`
    : `differs at ${path}: found ${found}, derived ${derived}`
}

function onlyTheResult(language: Language): string {
  return language === 'zh' ? 'result.json 一致，但旁边的工作簿有不一致的：' : 'result.json is equal, workbooks beside it are not:'
}

function workbookLine({ path, state, stated, found = '' }: CheckedWorkbook, language: Language): string {
  if (language === 'zh') {
    return state === 'missing' ? `缺少工作簿：${path}` : `工作簿已被改动：${path}，文件的 SHA-256 为 ${found}，result.json 中为 ${stated}`
  }
  return state === 'missing' ? `missing: ${path}` : `changed: ${path}: its SHA-256 is ${found}, result.json says ${stated}`
}
