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
    path: '/periods/$period',
    staticData: { permission: 'outstanding.read' },
    component: lazyRouteComponent(() => import('./month-page.tsx'), 'MonthPage'),
  }),
] as const
