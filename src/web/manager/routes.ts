import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../routes.ts'

export const MANAGER_ROUTES = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/marks',
    staticData: { permission: 'mark.read' },
    component: lazyRouteComponent(() => import('./marks/marks-page.tsx'), 'MarksPage'),
  }),
] as const
