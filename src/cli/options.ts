import { InvalidArgumentError, Option } from 'commander'
import type { Format } from '../appraisal/appraise.ts'
import { type Period, periodFromText } from '../base/period.ts'

/** Options and arguments that several commands share, each checked where it is read. */
export function periodOption(): Option {
  return new Option('-p, --period <period>', 'the period: 2026-10, 2026-Q4, 2026-H2 or 2026').argParser(parsePeriod).makeOptionMandatory()
}

export function rulesOption(): Option {
  return new Option('--rules <dir>', 'the rules to apply (default: the rules that come with the program)')
}

export function languageOption(): Option {
  return new Option('--lang <language>', 'language of sheets and messages').choices(['zh', 'en']).default('zh')
}

export function databaseOption(): Option {
  return new Option('--database <url>', 'file:NAME.sqlite or postgres://... (default: a temporary file that is removed)')
}

export function profileOption(): Option {
  return new Option('--profile <file>', 'a mapping as JSON, as the server exports it; may be repeated')
    .argParser((file: string, before: readonly string[]) => [...before, file])
    .default([], 'none')
}

export function quietOption(): Option {
  return new Option('-q, --quiet', 'hide progress and warnings, never errors').default(false)
}

export function setOption(what = 'override a setting for this run'): Option {
  return new Option('--set <rule.setting=value>', `${what}; may be repeated; see \`rules settings\``)
    .argParser(parseSetting)
    .default({}, 'none')
}

export function incompleteOption(): Option {
  return new Option('--on-incomplete <treatment>', 'what to do where data are missing and nobody decided')
    .choices(['hold', 'reweight', 'zero'])
    .default('hold')
}

export function formatsOption(): Option {
  return new Option('--formats <list>', 'what to write: json, xlsx or both').argParser(parseFormats).default(['json', 'xlsx'], 'json,xlsx')
}

export function companyOption(): Option {
  const what = "the company's name, first in the titles of the workbooks, and named in the JSON with them"
  return new Option('--company <name>', what).env('QUANHENG_COMPANY')
}

function parseFormats(text: string): Format[] {
  const formats = text.split(',').map((each) => each.trim())
  const known = formats.filter((each): each is Format => each === 'json' || each === 'xlsx')
  if (known.length !== formats.length || known.length === 0) throw new InvalidArgumentError('Write json, xlsx or json,xlsx.')
  return [...new Set(known)]
}

function parsePeriod(text: string): Period {
  const period = periodFromText(text)
  if (!period) throw new InvalidArgumentError('Write a month 2026-10, a quarter 2026-Q4, a half-year 2026-H2 or a year 2026.')
  return period
}

export function parseSetting(text: string, previous: Readonly<Record<string, string>>): Record<string, string> {
  const equals = text.indexOf('=')
  if (equals < 3 || !text.slice(0, equals).includes('.'))
    throw new InvalidArgumentError('Write it as rule.setting=value, for example service.attendance.leaveKinds=leave,sick_leave.')
  return { ...previous, [text.slice(0, equals)]: text.slice(equals + 1) }
}
