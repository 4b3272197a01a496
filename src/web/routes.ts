import { createRootRoute, createRoute, isRedirect, Outlet, redirect } from '@tanstack/react-router'
import type { Permission } from '../server/kernel/access-types.ts'
import { ApiProblem } from './api/problem.ts'
import { queryClient } from './api/query-client.ts'
import { sessionQuery } from './api/session.ts'
import { Shell } from './shell/shell.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The screen is for those who have any of these; others are told that they may not see it. Everybody unless told. */
    readonly permission?: Permission | readonly Permission[]
  }
}

export const rootRoute = createRootRoute({ component: Outlet })

/** Header, navigation and somebody signed in: the parent of every screen but those before signing in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      const session = await queryClient.ensureQueryData(sessionQuery)
      if (session.account.mustChangePassword) throw redirect({ to: '/change-password', search: { to: location.href } })
      if (session.mustSetUpSecondFactor) throw redirect({ to: '/second-factor', search: { to: location.href } })
    } catch (failure) {
      if (isRedirect(failure) || !(failure instanceof ApiProblem) || failure.status !== 401) throw failure
      throw redirect({ to: '/sign-in', search: { to: location.href } })
    }
  },
})
