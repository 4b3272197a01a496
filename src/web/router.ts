import { createRouter } from '@tanstack/react-router'
import { ADMIN_ROUTES } from './admin/routes.ts'
import { onSignedOut, queryClient } from './api/query-client.ts'
import { DATA_ROUTES } from './data/routes.ts'
import { ENTRY_ROUTES } from './entry/routes.ts'
import { FINANCE_ROUTES } from './finance/routes.ts'
import { FORM_ROUTES } from './forms/routes.ts'
import { HOME_ROUTES } from './home/routes.ts'
import { MANAGER_ROUTES } from './manager/routes.ts'
import { NotFound, PageLoading } from './parts/page.tsx'
import { rootRoute, shellRoute } from './routes.ts'
import { RUN_ROUTES } from './runs/routes.ts'
import { SHEET_ROUTES } from './sheet/routes.ts'
import { Broken } from './shell/broken.tsx'

/** Every screen, by slice; screens inside of the shell want somebody signed in. */
const routeTree = rootRoute.addChildren([
  ...ENTRY_ROUTES,
  ...FORM_ROUTES.outside,
  shellRoute.addChildren([
    ...HOME_ROUTES,
    ...DATA_ROUTES,
    ...FORM_ROUTES.inside,
    ...RUN_ROUTES,
    ...FINANCE_ROUTES,
    ...MANAGER_ROUTES,
    ...SHEET_ROUTES,
    ...ADMIN_ROUTES,
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingMs: 150,
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: NotFound,
})

onSignedOut(() => {
  const { pathname, href } = router.state.location
  if (['/sign-in', '/first-administrator'].includes(pathname) || pathname.startsWith('/f/')) return
  queryClient.removeQueries({ queryKey: ['session'] })
  void router.navigate({ to: '/sign-in', search: { to: href }, replace: true })
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
