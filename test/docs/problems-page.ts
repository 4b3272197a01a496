import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { COMMAND_PROBLEMS } from '../../src/appraisal/command-problems.ts'
import { knownProblems, type ProblemCatalogue } from '../../src/base/problem.ts'
import { byCodePoint } from '../../src/base/text-order.ts'
import { APPRAISAL_PROBLEMS } from '../../src/domain/appraisal-problems.ts'
import { DATASET_PROBLEMS } from '../../src/domain/dataset/dataset-problems.ts'
import { MEASURE_PROBLEMS } from '../../src/domain/measures/measure-problems.ts'
import { PAY_PROBLEMS } from '../../src/domain/pay/pay-problems.ts'
import { RULE_PROBLEMS } from '../../src/engine/rule/rule-problem.ts'
import { statusOfCode } from '../../src/server/kernel/status-of.ts'
import { OPERATION_PROBLEMS } from '../../src/server/operation/operation-problems.ts'
import '../../src/server/routes.ts'
import { STORE_PROBLEMS } from '../../src/store/database/store-error.ts'
import { code, pageText, tableText } from './markdown.ts'

interface Chapter {
  readonly title: string
  readonly words: string
  readonly catalogue: ProblemCatalogue
  /** Whether each problem is shown with the HTTP status that answers it. */
  readonly answered?: boolean
}

/** The catalogues of what the command and the service can report, by what they are about. */
export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Reading the data',
    words: 'Files, sheets, headers, rows and cells. The place (file, sheet, row, column) stands before the sentence.',
    catalogue: DATASET_PROBLEMS,
  },
  {
    title: 'Appraising',
    words: 'Data that read well and still need a look: repeated records, gaps, decisions that do not fit, amounts that do not agree.',
    catalogue: APPRAISAL_PROBLEMS,
  },
  {
    title: 'Paying by plans',
    words: 'Commission plans, grades and what they are computed from. An error means that nobody is paid.',
    catalogue: PAY_PROBLEMS,
  },
  {
    title: 'Rules and settings',
    words:
      'Rule files, formulas, conditions, examples, and what `--set` asks for. The smallest causes change one thing in a sound rule book.',
    catalogue: RULE_PROBLEMS,
  },
  {
    title: 'Measures of a company’s own',
    words:
      'Files in `rules/measures`: fields, conditions, values and windows, keys, and worked examples ([how to write one](changing-a-rule.md#a-measure-of-your-own)).',
    catalogue: MEASURE_PROBLEMS,
  },
  { title: 'Database', words: 'The database itself; nothing here is about your records.', catalogue: STORE_PROBLEMS },
  { title: 'Command', words: 'What a command was asked, and where it should write.', catalogue: COMMAND_PROBLEMS },
  {
    title: 'Running the service',
    words:
      'The configuration of `quanheng serve`, its address and files, and accounts named on the command line. `{needed_en}` says what to write.',
    catalogue: OPERATION_PROBLEMS,
  },
  {
    title: 'Requests to the service',
    words: [
      'What the API answers when a request cannot be done, with its HTTP status: `application/problem+json` with `code`, the sentence in the language of',
      '`Accept-Language`, and all `problems` where there are several. What is wrong with data, rules or settings (the chapters above) is answered with 422.',
    ].join('\n'),
    catalogue: Object.fromEntries(
      [...knownProblems()].filter(([, { status }]) => status !== undefined).sort(([a], [b]) => byCodePoint(a, b)),
    ),
    answered: true,
  },
]

/** docs/problems.md: every problem code of the command and the service with its words and, where a file shows it, the smallest input that causes it. */
export function problemsPage(): string {
  return pageText(
    '# Every problem the command and the service can report',
    '<!-- Written by `npx tsx test/docs/write-reference.ts` from the catalogues of each layer; a test keeps it current. Do not edit by hand. -->',
    [
      'A code states the requirement that is not met. `{names}` in braces are filled in with what was found. An **error** stops the run: nothing is computed',
      'and nothing is written, exit status 1. A *warning* does not. All problems are reported at once, on standard error, one line each; `result.json` repeats the',
      'warnings without file and row. "Cause" shows the smallest input that gives the problem, where a file can show it; the tests try each of them.',
    ].join('\n'),
    ...CHAPTERS.flatMap(({ title, words, catalogue, answered = false }) => [
      `## ${title}`,
      words,
      tableText(
        ['Code', answered ? 'Status' : '', 'Chinese', 'English', ...(answered ? [] : ['Cause'])],
        Object.entries(catalogue).map(([key, { severity, zh, en }]) => [
          code(key),
          answered ? String(statusOfCode(key)) : severity === 'error' ? '**error**' : '*warning*',
          markupText(zh),
          markupText(en),
          ...(answered ? [] : [causeOf(key)]),
        ]),
      ),
    ]),
  )
}

function causeOf(key: string): string {
  const folder = `fixtures/sheets/bad/${key}`
  if (existsSync(folder))
    return readdirSync(folder)
      .sort()
      .map((file) => fileCause(folder, file))
      .join('\n')
  const rule = `fixtures/rules/bad/${key}.json`
  return existsSync(rule) ? `[${key}.json](../${rule})` : ''
}

/** The file's name and, when it is short text, its lines. */
function fileCause(folder: string, file: string): string {
  const link = `[${file}](../${encodeURI(`${folder}/${file}`)})`
  const text = readFileSync(`${folder}/${file}`, 'utf8').trimEnd()
  const isPlain = text !== '' && text.length < 400 && !/[\u0000-\u0009\u000b-\u001f\ufffd]/.test(text)
  return isPlain
    ? `${link}: ${text
        .split('\n')
        .map((line) => code(line))
        .join('\n')}`
    : link
}

/** Sentences are plain text; a star or an underscore in them is itself. */
function markupText(text: string): string {
  return text.replace(/([*_<])/g, '\\$1')
}
