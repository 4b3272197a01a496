import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../routes.ts'
import { kpisSearch, resultsSearch, sheetSearch } from './search.ts'

export const SHEET_ROUTES = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/my-sheet',
    staticData: { permission: 'result.read' },
    validateSearch: sheetSearch,
    component: lazyRouteComponent(() => import('./my-sheet-page.tsx'), 'MySheetPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/people/$employee',
    staticData: { permission: 'result.read' },
    validateSearch: sheetSearch,
    component: lazyRouteComponent(() => import('./person-sheet-page.tsx'), 'PersonSheetPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/results',
    staticData: { permission: 'result.read' },
    validateSearch: resultsSearch,
    component: lazyRouteComponent(() => import('./results-page.tsx'), 'ResultsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/kpis',
    staticData: { permission: 'result.read' },
    validateSearch: kpisSearch,
    component: lazyRouteComponent(() => import('./kpis-page.tsx'), 'KpisPage'),
  }),
] as const
