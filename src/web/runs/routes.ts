import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../routes.ts'
import { appealsSearch, comparisonSearch, confirmationsSearch, publishSearch } from './search.ts'

export const RUN_ROUTES = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/runs',
    staticData: { permission: 'run.read' },
    component: lazyRouteComponent(() => import('./runs-page.tsx'), 'RunsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/runs/$run',
    staticData: { permission: 'run.read' },
    component: lazyRouteComponent(() => import('./run-page.tsx'), 'RunPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/comparison',
    staticData: { permission: 'run.read' },
    validateSearch: comparisonSearch,
    component: lazyRouteComponent(() => import('./comparison-page.tsx'), 'ComparisonPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/publish',
    staticData: { permission: 'run.read' },
    validateSearch: publishSearch,
    component: lazyRouteComponent(() => import('./publish-page.tsx'), 'PublishPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/appeals',
    staticData: { permission: 'appeal.read' },
    validateSearch: appealsSearch,
    component: lazyRouteComponent(() => import('./appeals-page.tsx'), 'AppealsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/appeals/$appeal',
    staticData: { permission: 'appeal.read' },
    component: lazyRouteComponent(() => import('./appeal-page.tsx'), 'AppealPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/confirmations',
    staticData: { permission: 'confirmation.read' },
    validateSearch: confirmationsSearch,
    component: lazyRouteComponent(() => import('./confirmations-page.tsx'), 'ConfirmationsPage'),
  }),
] as const
