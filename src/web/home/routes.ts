import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../routes.ts'

export const HOME_ROUTES = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods',
    staticData: { permission: 'period.read' },
    // The month that is to be opened, where one comes to open it.
    validateSearch: ({ open }: Record<string, unknown>): { open?: string } => (typeof open === 'string' ? { open } : {}),
    component: lazyRouteComponent(() => import('./periods-page.tsx'), 'PeriodsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period',
    staticData: { permission: 'outstanding.read' },
    component: lazyRouteComponent(() => import('./month-page.tsx'), 'MonthPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/messages',
    staticData: { permission: 'message.own' },
    validateSearch: ({ unread }: Record<string, unknown>): { unread?: true } => (unread === true ? { unread } : {}),
    component: lazyRouteComponent(() => import('./messages-page.tsx'), 'MessagesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/profile',
    component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
  }),
] as const
