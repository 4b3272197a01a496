import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { z } from 'zod'
import { dayFromText } from '../base/day.ts'
import type { Problem } from '../base/problem.ts'
import { byCodePoint } from '../base/text-order.ts'
import { type MeasureFile, measureFileSchema } from '../engine/rule/measure-rule.ts'
import { type PlanFile, planFileSchema } from '../engine/rule/pay-rule.ts'
import { type PolicyFile, policyFileSchema, type RuleFile, ruleFileSchema } from '../engine/rule/rule-file.ts'
import { type RulePlace, ruleProblem } from '../engine/rule/rule-problem.ts'

/** A rule with the path of its file inside the rules folder, in slashes. */
export interface RuleEntry {
  readonly file: string
  readonly rule: RuleFile
}

/** A measure 计量 of the company's own with the path of its file. */
export interface MeasureEntry {
  readonly file: string
  readonly rule: MeasureFile
}

/** A plan 薪酬方案 with the path of its file. */
export interface PlanEntry {
  readonly file: string
  readonly rule: PlanFile
}

export interface PolicyEntry {
  readonly file: string
  readonly policy: PolicyFile
}

export interface ReadRules {
  readonly rules: readonly RuleEntry[]
  readonly measures: readonly MeasureEntry[]
  readonly plans: readonly PlanEntry[]
  readonly policies: readonly PolicyEntry[]
  readonly problems: readonly Problem[]
}

/**
 * The text of every JSON file of a rules folder, by its path inside it; undefined when there is no such folder. A file that
 * cannot be read, such as a link to nowhere, has no text and so is reported as no JSON.
 */
export async function readRuleTexts(directory: string): Promise<ReadonlyMap<string, string> | undefined> {
  let paths: string[]
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true })
    paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => relative(directory, join(entry.parentPath, entry.name)))
  } catch {
    return undefined
  }
  const files = paths.filter((path) => path.endsWith('.json') && !path.endsWith('.schema.json')).sort(byCodePoint)
  return new Map(
    await Promise.all(
      files.map(async (path) => [path.split(sep).join('/'), await readFile(join(directory, path), 'utf8').catch(() => '')] as const),
    ),
  )
}

/** Reads rule files and policies from their texts: JSON, shape, ids and days. Every problem of every file at once. */
export function readRules(texts: ReadonlyMap<string, string>): ReadRules {
  const rules: RuleEntry[] = []
  const measures: MeasureEntry[] = []
  const plans: PlanEntry[] = []
  const policies: PolicyEntry[] = []
  const problems: Problem[] = []
  for (const [file, text] of texts) {
    const at = { file, version: '' }
    const json = parseJson(text, at, problems)
    if (json === undefined) continue
    if (file.startsWith('policies/')) {
      const policy = shaped(policyFileSchema, 'policy', json, at, problems)
      if (policy) {
        problems.push(...wrongHeading(policy, at))
        policies.push({ file, policy })
      }
      continue
    }
    if (file.startsWith('measures/')) {
      const measure = shaped(measureFileSchema, 'measure', json, at, problems)
      if (!measure) continue
      problems.push(...wrongHeading(measure, at), ...wrongDays(measure, at))
      measures.push({ file, rule: measure })
      continue
    }
    if (file.startsWith('pay/')) {
      const plan = shaped(planFileSchema, 'plan', json, at, problems)
      if (!plan) continue
      problems.push(...wrongHeading(plan, at), ...wrongDays(plan, at))
      plans.push({ file, rule: plan })
      continue
    }
    const rule = shaped(ruleFileSchema, 'rule', json, at, problems)
    if (!rule) continue
    problems.push(...wrongHeading(rule, at), ...wrongDays(rule, at))
    rules.push({ file, rule })
  }
  return { rules, measures, plans, policies, problems }
}

function parseJson(text: string, at: RulePlace, problems: Problem[]): unknown {
  if (deepest(text) > DEEPEST_JSON) {
    problems.push(ruleProblem('rule_must_be_json', at, { detail: `[ { > ${DEEPEST_JSON}` }))
    return undefined
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    problems.push(ruleProblem('rule_must_be_json', at, { detail: error instanceof Error ? error.message : String(error) }))
    return undefined
  }
}

/** Checking a shape calls itself once a level; a file of brackets alone must not use up the stack. */
const DEEPEST_JSON = 100

function deepest(text: string): number {
  let depth = 0
  let most = 0
  for (const sign of text) {
    if (sign === '{' || sign === '[') depth += 1
    else if (sign === '}' || sign === ']') depth -= 1
    most = Math.max(most, depth)
  }
  return most
}

/** `kind` names the JSON Schema that editors have for such a file (rule-json-schema.ts). */
function shaped<T>(
  schema: z.ZodType<T>,
  kind: 'rule' | 'plan' | 'measure' | 'policy',
  json: unknown,
  at: RulePlace,
  problems: Problem[],
): T | undefined {
  const parsed = schema.safeParse(json, { error: z.locales.en().localeError })
  if (parsed.success) return parsed.data
  const chinese = schema.safeParse(json, { error: z.locales.zhCN().localeError }).error?.issues ?? []
  parsed.error.issues.forEach((issue, index) => {
    const detailZh = chinese[index]?.message ?? issue.message
    const values = { path: pathText(issue.path), detail: issue.message, detailZh, schema: `rules/${kind}.schema.json` }
    problems.push(ruleProblem('rule_must_have_shape', { ...at, version: versionAt(json, issue.path) }, values))
  })
  return undefined
}

function pathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '/' : path.map(String).join('.')
}

/** The version an issue lies in, when the file is well formed enough to have one. */
function versionAt(json: unknown, path: readonly PropertyKey[]): string {
  const heading = z.object({ versions: z.array(z.object({ effectiveFrom: z.string() }).or(z.unknown())) }).safeParse(json)
  const version = heading.success && path[0] === 'versions' ? heading.data.versions[Number(path[1])] : undefined
  return typeof version === 'object' && version !== null && 'effectiveFrom' in version ? String(version.effectiveFrom) : ''
}

function wrongHeading(rule: { readonly id: string }, at: RulePlace): Problem[] {
  const wanted = at.file
    .replace(/\.json$/, '')
    .split('/')
    .join('.')
  return rule.id === wanted ? [] : [ruleProblem('rule_id_must_match_file', at, { found: rule.id, wanted })]
}

function wrongDays(rule: Pick<RuleFile | MeasureFile | PlanFile, 'versions'>, { file }: RulePlace): Problem[] {
  return rule.versions.flatMap((version, index) => {
    const at = { file, version: version.effectiveFrom }
    const previous = rule.versions[index - 1]
    const unknown = (['effectiveFrom', 'issuedOn'] as const).filter((key) => dayFromText(version[key]) === undefined)
    return [
      ...unknown.map((path) => ruleProblem('day_must_exist', at, { path, found: version[path] })),
      ...(previous && previous.effectiveFrom >= version.effectiveFrom
        ? [ruleProblem('versions_must_be_in_order', at, { previous: previous.effectiveFrom })]
        : []),
    ]
  })
}
