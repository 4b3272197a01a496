import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { RULE_DRAFT_ROUTES } from '../../../server/rules/draft-routes.ts'
import type { WHAT_IF_ROUTES } from '../../../server/what-if/what-if-routes.ts'
import { answer, resource } from '../../api/resource.ts'

const whatIfs = resource<typeof WHAT_IF_ROUTES>()['what-ifs']
const drafts = resource<typeof RULE_DRAFT_ROUTES>()['rule-drafts']

export type WhatIf = Awaited<ReturnType<typeof readWhatIf>>
export type Summary = NonNullable<WhatIf['summary']>
export type WhatIfPerson = Awaited<ReturnType<typeof readPeople>>['items'][number]

const readWhatIf = (id: string) => answer(whatIfs[':id'].$get({ param: { id } }))
const WHILE_RUNNING_MS = 1000

/** One what-if; asked again while it is being computed. */
export const whatIfQuery = (id: string) =>
  queryOptions({
    queryKey: ['what-ifs', id],
    queryFn: () => readWhatIf(id),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? WHILE_RUNNING_MS : false),
  })

/** All of them, newest first, a page at a time. */
export const whatIfsQuery = infiniteQueryOptions({
  queryKey: ['what-ifs'],
  queryFn: ({ pageParam }) => answer(whatIfs.$get({ query: { cursor: pageParam, limit: 20 } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
})

const readPeople = (id: string, first: 'gain' | 'loss', cursor: string | undefined) =>
  answer(whatIfs[':id'].people.$get({ param: { id }, query: { first, cursor, limit: 20 } }))

/** The people for whom something differs. */
export const whatIfPeopleQuery = (id: string, first: 'gain' | 'loss') =>
  infiniteQueryOptions({
    queryKey: ['what-ifs', id, 'people', first],
    queryFn: ({ pageParam }) => readPeople(id, first, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

/** The drafts of rules that can be tried. */
export const ruleDraftsQuery = queryOptions({ queryKey: ['rule-drafts'], queryFn: () => answer(drafts.$get()) })

export interface WhatIfInput {
  readonly title: string
  readonly periods: string[]
  readonly settings: Record<string, string | null>
  readonly texts: Record<string, string>
}

export const startWhatIf = (input: WhatIfInput) => answer(whatIfs.$post({ json: input }))
export const removeWhatIf = (id: string) => answer(whatIfs[':id'].$delete({ param: { id } }))
export const whatIfWorkbook = (id: string) => whatIfs[':id'].workbook.$get({ param: { id } })
