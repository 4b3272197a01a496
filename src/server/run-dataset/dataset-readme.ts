import type { DeviatingSetting } from '../../appraisal/settings-that-deviate.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'

/** How to derive a run's result from its records again, with the commands to the letter, in both languages. */
export function datasetReadme(run: RunRow, settings: Readonly<Record<string, string>>, deviating: readonly DeviatingSetting[]): string {
  const { onIncomplete = 'hold', language = 'zh' } = settings
  const sets = deviating.filter(({ key }) => key !== 'onIncomplete' && key !== 'language')
  const options = [
    `--period ${run.period}`,
    '--rules run/rules',
    `--on-incomplete ${onIncomplete}`,
    `--lang ${language}`,
    ...sets.map(({ key, value }) => `--set ${quotedForShell(`${key}=${value}`)}`),
  ]
  const listed = deviating.map(({ key, value, unlessTold }) => `- \`${key}\` = \`${value}\` (${unlessTold ?? '-'})`)
  return `# ${run.period}

权衡一次运算的数据集：运算 ${run.id}，数据截至第 ${run.asOfChange ?? 0} 号变更，结果的 SHA-256 为 ${run.resultSha256 ?? ''}。
各 csv 文件是当时生效的记录；\`run/result.json\` 是运算的结果，\`run/rules\` 是它所用的规则。在本文件夹中用权衡的命令重新计算：

The dataset of one run of Quanheng: run ${run.id}, records as of change ${run.asOfChange ?? 0}, made by version ${run.engineVersion}.
The csv files are the records in force then, \`run/result.json\` is its result, \`run/rules\` the rules that it followed. Derive it again, in this folder, with the command of Quanheng:

\`\`\`sh
quanheng verify run/result.json . --rules run/rules
quanheng appraise . ${options.join(' ')} --formats json --out again
cmp run/result.json again/result.json
\`\`\`

与规则默认值不同的设置（括号内为默认值） · settings that deviate from the rules (what the rules say in brackets):

${listed.length > 0 ? listed.join('\n') : '- 无 none'}
`
}

function quotedForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
