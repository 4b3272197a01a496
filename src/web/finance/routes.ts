import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../routes.ts'
import { adjustmentsSearch, boardSearch, documentsSearch, paymentsSearch } from './finance-search.ts'

export const FINANCE_ROUTES = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/bonus',
    staticData: { permission: 'bonus.read' },
    validateSearch: boardSearch,
    component: lazyRouteComponent(() => import('./bonus-page.tsx'), 'BonusPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/bonus/$region',
    staticData: { permission: 'bonus.read' },
    validateSearch: boardSearch,
    component: lazyRouteComponent(() => import('./region-page.tsx'), 'RegionPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/payments',
    staticData: { permission: 'bonus.read' },
    validateSearch: paymentsSearch,
    component: lazyRouteComponent(() => import('./payments-page.tsx'), 'PaymentsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/documents',
    staticData: { permission: 'document.read' },
    validateSearch: documentsSearch,
    component: lazyRouteComponent(() => import('./documents-page.tsx'), 'DocumentsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/adjustments',
    staticData: { permission: 'adjustment.read' },
    validateSearch: adjustmentsSearch,
    component: lazyRouteComponent(() => import('./adjustments-page.tsx'), 'AdjustmentsPage'),
  }),
] as const
