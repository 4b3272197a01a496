import { useQueryClient } from '@tanstack/react-query'
import type { FORM_LINK_ROUTES } from '../../server/forms/form-link-routes.ts'
import { answer, resource } from '../api/resource.ts'
import type { FormLinksSearch } from './form-links-search.ts'

export const links = resource<typeof FORM_LINK_ROUTES>()['form-links']

export type LinkPage = Awaited<ReturnType<typeof readLinks>>
export type FormLink = LinkPage['items'][number]
export interface MadeLink {
  readonly link: FormLink
  readonly url: string
}

/** One page of links, newest first. */
export function readLinks({ state, kind, of }: FormLinksSearch, cursor: string | undefined) {
  const narrowed = state === 'held' ? { entry: 'held' as const } : { state }
  return answer(links.$get({ query: { ...narrowed, kind, period: of, cursor, limit: 50 } }))
}

/** Reads the lists again after something was done to a link. */
export function useLinksChanged(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: ['form-links'] })
}
