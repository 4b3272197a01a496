import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../routes.ts'

/** Where to go afterwards: a path of this site only. */
function validateSearch(search: Record<string, unknown>): { to?: string } {
  const { to } = search
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {}
}

export const ENTRY_ROUTES = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch,
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/first-administrator',
    component: lazyRouteComponent(() => import('./first-administrator-page.tsx'), 'FirstAdministratorPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/change-password',
    validateSearch,
    component: lazyRouteComponent(() => import('./change-password-page.tsx'), 'ChangePasswordPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/second-factor',
    validateSearch,
    component: lazyRouteComponent(() => import('../second-factor/demanded-page.tsx'), 'DemandedPage'),
  }),
] as const
