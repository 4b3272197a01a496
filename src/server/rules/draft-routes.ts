import { z } from 'zod'
import { type Day, dayText } from '../../base/day.ts'
import { messageOf, type Problem } from '../../base/problem.ts'
import type { RuleDraft, RulePublication } from '../../store/aggregates/company-rules.ts'
import { codeField, dayField, periodField, reasonField, timeText } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { beginDraft } from './begin-draft.ts'
import { draftFigures } from './draft-figures.ts'
import { draftFiguresSchema } from './draft-figures-schema.ts'
import { listRuleParts } from './list-rule-parts.ts'
import { publishRule } from './publish-rule.ts'
import { readPublications } from './read-publications.ts'
import { checkDraft, discardDraft, readDraft, readDrafts, saveDraft } from './rule-drafts.ts'
import { rulePartsSchema } from './rule-parts-schema.ts'
import { ruleSchema, wordsSchema } from './rule-schema.ts'

const params = z.object({ rule: codeField })
const textField = z.string().max(200_000).meta({ description: 'The rule file as JSON text.' })

const draftSchema = z
  .object({ rule: z.string(), file: z.string(), text: z.string(), version: z.number().int(), at: timeText, by: z.string() })
  .meta({ id: 'RuleDraft' })

const publicationSchema = z
  .object({
    id: z.number().int(),
    rule: z.string(),
    file: z.string(),
    effectiveFrom: z.string().meta({ description: 'The first day on which it says anything else than what stood before.' }),
    reason: z.string(),
    at: timeText,
    by: z.string(),
    whatIf: z.string().nullable().meta({ description: 'The what-if that was seen before it was published.' }),
  })
  .meta({ id: 'RulePublication' })

const checkedSchema = z
  .object({
    problems: z.array(
      z.object({
        code: z.string(),
        words: wordsSchema,
        file: z.string().nullable(),
        path: z.string().nullable().meta({ description: 'Where in the version or the file: "tiers.bands".' }),
      }),
    ),
    rule: ruleSchema.nullable().meta({ description: 'As its page would show it; null while it cannot be read.' }),
  })
  .meta({ id: 'CheckedRule' })

function problemBody(problem: Problem) {
  const words = { zh: messageOf(problem, 'zh'), en: messageOf(problem, 'en') }
  return { code: problem.code, words, file: problem.place?.file ?? null, path: problem.values.path ?? null }
}

function publicationBody({ id, rule, file, effectiveFrom, reason, at, by, whatIf }: RulePublication) {
  return { id, rule, file, effectiveFrom: dayText(effectiveFrom as Day), reason, at, by, whatIf: whatIf ?? null }
}

const withTag = (draft: RuleDraft) => ({ ok: true as const, body: { ...draft }, version: draft.version })
const DRAFT_CODES = ['thing_must_exist', 'version_must_be_current']

/** Drafts of rules, plans and measures, and how they come into force. */
export const RULE_DRAFT_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/rule-drafts',
    serves: readDrafts,
    summary: 'Drafts 草稿 of rules, pay plans and measures, by id',
    success: { status: 200, description: 'The drafts.', body: z.object({ items: z.array(draftSchema), next: z.null() }) },
    handler: async ({ service, actor }) => {
      const found = await readDrafts(service, actor)
      return found.ok ? { ok: true, body: { items: [...found.drafts], next: null } } : found
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rule-drafts',
    elsewhere: 'work',
    serves: beginDraft,
    summary: 'Begins a draft: a new version of a rule, or a rule of the company’s own copied from another or a template',
    description:
      'With `rule` the same as `from` it is a new version; else a copy of the newest version under that id, in force from a day on. What was a template is none any more.',
    body: z.object({
      from: codeField,
      rule: codeField,
      key: z.string().trim().max(60).optional().meta({ description: 'Under what KPIs take a measure that is copied.' }),
      title: z.object({ zh: z.string().trim().min(1).max(100), en: z.string().trim().min(1).max(100) }).optional(),
      effectiveFrom: dayField,
    }),
    success: { status: 201, description: 'The draft.', body: draftSchema },
    problems: [
      ...['thing_must_exist', 'rule_template_must_be_copied', 'rule_id_must_be_free', 'rule_id_must_suit_its_kind'],
      'rule_key_must_be_a_name',
    ],
    creates: true,
    handler: async ({ service, actor, body }) => {
      const begun = await beginDraft(service, actor, { ...body, key: body.key, title: body.title })
      return begun.ok ? { ...withTag(begun.draft), location: `/rule-drafts/${begun.draft.rule}` } : begun
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/rule-drafts/{rule}',
    serves: readDraft,
    summary: 'A draft; its ETag is what If-Match names later',
    params,
    success: { status: 200, description: 'The draft.', body: draftSchema },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params: { rule } }) => {
      const found = await readDraft(service, actor, rule)
      return found.ok ? withTag(found.draft) : found
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/rule-drafts/{rule}',
    serves: saveDraft,
    summary: 'Keeps what a draft says, sound or not',
    params,
    body: z.object({ text: textField }),
    success: { status: 200, description: 'The draft.', body: draftSchema },
    problems: DRAFT_CODES,
    ifMatch: true,
    handler: async ({ service, actor, params: { rule }, body, version = '' }) => {
      const saved = await saveDraft(service, actor, { rule, text: body.text, version })
      return saved.ok ? withTag(saved.draft) : saved
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/rule-drafts/{rule}',
    serves: discardDraft,
    summary: 'Throws a draft away',
    params,
    success: { status: 204, description: 'It is gone; what was published stays.' },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params: { rule } }) => {
      const discarded = await discardDraft(service, actor, rule)
      return discarded.ok ? { ok: true } : discarded
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rule-drafts/{rule}/check',
    elsewhere: 'reading',
    serves: checkDraft,
    summary: 'Checks a text as the file of that rule, among all others, without keeping it',
    description: 'What is wrong with it is the answer and no refusal; every example is tried.',
    params,
    body: z.object({ text: textField }),
    success: { status: 200, description: 'What is wrong, and the rule as it would be shown.', body: checkedSchema },
    handler: async ({ service, actor, params: { rule }, body }) => {
      const found = await checkDraft(service, actor, { rule, text: body.text })
      if (!found.ok) return found
      return { ok: true, body: { problems: found.checked.problems.map(problemBody), rule: found.checked.rule ?? null } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rule-drafts/{rule}/publication',
    elsewhere: 'work',
    serves: publishRule,
    summary: 'Publishes a draft: its text holds from then on, each version from its day',
    description:
      'The whole book is checked with it. What differs from the text that stands takes effect after the last period that is published or closed. Runs that are done stay with the texts that they were computed by.',
    params,
    body: z.object({
      reason: reasonField,
      whatIf: z
        .string()
        .max(100)
        .optional()
        .meta({ description: 'The what-if of this very text that was seen; needed of a plan where there are periods to try it on.' }),
    }),
    success: { status: 201, description: 'What was published.', body: publicationSchema },
    problems: [
      ...DRAFT_CODES,
      ...['rule_version_must_take_effect_later', 'rule_heading_must_stay', 'rule_must_change_something', 'rules_must_stay_meanwhile'],
      'plan_must_be_tried',
      'reason_must_be_given',
    ],
    creates: true,
    ifMatch: true,
    handler: async ({ service, actor, params: { rule }, body, version = '' }) => {
      const published = await publishRule(service, actor, { rule, version, ...body })
      return published.ok ? { ok: true, body: publicationBody(published.value), location: `/rules/${rule}` } : published
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/rules/{rule}/publications',
    serves: readPublications,
    summary: 'What was published of a rule on the server, newest first',
    params,
    success: { status: 200, description: 'Publications.', body: z.object({ items: z.array(publicationSchema), next: z.null() }) },
    handler: async ({ service, actor, params: { rule } }) => {
      const found = await readPublications(service, actor, rule)
      return found.ok ? { ok: true, body: { items: found.publications.map(publicationBody), next: null } } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/rule-parts',
    elsewhere: 'reading',
    serves: listRuleParts,
    summary: 'What plans and measures can be made of: measures, KPIs, positions, regions, and tables with their fields and operators',
    success: { status: 200, description: 'The parts.', body: rulePartsSchema },
    handler: async ({ service, actor }) => {
      const found = await listRuleParts(service, actor)
      return found.ok ? { ok: true, body: found.parts } : found
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rule-drafts/{rule}/figures',
    elsewhere: 'reading',
    serves: draftFigures,
    summary: 'What a measure that is being written counts in a period, and the records behind one of the figures',
    description: 'For those who write rules and see all records. Counted by the statement that runs count with; nothing is kept.',
    params,
    body: z.object({
      text: textField,
      period: periodField,
      of: z.string().max(100).optional().meta({ description: 'Whose records: a number or code, empty for the company.' }),
    }),
    success: { status: 200, description: 'The figures.', body: draftFiguresSchema },
    handler: async ({ service, actor, params: { rule }, body }) => {
      const found = await draftFigures(service, actor, { rule, text: body.text, period: body.period, of: body.of })
      return found.ok ? { ok: true, body: found.figures } : found
    },
  }),
]
