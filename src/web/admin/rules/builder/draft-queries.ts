import { queryOptions } from '@tanstack/react-query'
import type { RULE_DRAFT_ROUTES } from '../../../../server/rules/draft-routes.ts'
import { answer, answerWithVersion, ifMatch, resource } from '../../../api/resource.ts'

const api = resource<typeof RULE_DRAFT_ROUTES>()
const drafts = api['rule-drafts']

export const draftsQuery = queryOptions({ queryKey: ['rule-drafts'], queryFn: () => answer(drafts.$get()) })

export function draftQuery(rule: string) {
  return queryOptions({ queryKey: ['rule-drafts', rule], queryFn: () => readDraft(rule), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 })
}

export const partsQuery = queryOptions({ queryKey: ['rule-parts'], queryFn: () => answer(api['rule-parts'].$get()), staleTime: 60_000 })

export function publicationsQuery(rule: string) {
  return queryOptions({
    queryKey: ['rules', rule, 'publications'],
    queryFn: () => answer(api.rules[':rule'].publications.$get({ param: { rule } })),
  })
}

export function checkQuery(rule: string, text: string) {
  return queryOptions({ queryKey: ['rule-drafts', rule, 'check', text], queryFn: () => checkDraft(rule, text), gcTime: 60_000 })
}

export type Draft = Awaited<ReturnType<typeof readDraft>>
export type Checked = Awaited<ReturnType<typeof checkDraft>>
export type RuleParts = Awaited<ReturnType<typeof readParts>>

function readParts() {
  return answer(api['rule-parts'].$get())
}

function readDraft(rule: string) {
  return answerWithVersion(drafts[':rule'].$get({ param: { rule } }))
}

function checkDraft(rule: string, text: string) {
  return answer(drafts[':rule'].check.$post({ param: { rule }, json: { text } }))
}

/** What a measure as it is written counts in a period; `of` is whose records are asked for. */
export function figuresQuery(rule: string, text: string, period: string, of: string | undefined) {
  return queryOptions({
    queryKey: ['rule-drafts', rule, 'figures', period, of ?? null, text],
    queryFn: () => readFigures(rule, text, period, of),
    retry: false,
    gcTime: 60_000,
  })
}

export type Figures = Awaited<ReturnType<typeof readFigures>>

function readFigures(rule: string, text: string, period: string, of: string | undefined) {
  const json = { text, period, ...(of === undefined ? {} : { of }) }
  return answer(drafts[':rule'].figures.$post({ param: { rule }, json }))
}

export interface NewDraft {
  readonly from: string
  readonly rule: string
  readonly key?: string | undefined
  readonly title?: { readonly zh: string; readonly en: string } | undefined
  readonly effectiveFrom: string
}

export function beginDraft({ key, title, ...rest }: NewDraft) {
  const json = { ...rest, ...(key === undefined ? {} : { key }), ...(title === undefined ? {} : { title }) }
  return answer(drafts.$post({ json }))
}

/** Keeps a text; answers the version that it has now. */
export async function saveDraft(rule: string, text: string, version: string): Promise<string> {
  return (await answerWithVersion(drafts[':rule'].$put({ param: { rule }, json: { text } }, ifMatch(version)))).version
}

export function publishDraft(
  rule: string,
  { reason, whatIf }: { readonly reason: string; readonly whatIf: string | undefined },
  version: string,
) {
  const json = { reason, ...(whatIf === undefined ? {} : { whatIf }) }
  return answer(drafts[':rule'].publication.$post({ param: { rule }, json }, ifMatch(version)))
}

export function discardDraft(rule: string) {
  return answer(drafts[':rule'].$delete({ param: { rule } }))
}
