import { DEPUTY_ROUTES } from './deputies.ts'
import { INCOMPLETE_ROUTES } from './incomplete.ts'
import { MARK_ROUTES } from './marks.ts'
import type { Route } from './route.ts'
import { SESSION_ROUTES } from './session.ts'

/** Every route of the API, one line a resource. Tests walk this list; what is not in it is not served. */
export const ROUTES: readonly Route[] = [...SESSION_ROUTES, ...DEPUTY_ROUTES, ...INCOMPLETE_ROUTES, ...MARK_ROUTES]
