import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../routes.ts'
import { pipelineSearch } from './pipeline/search.ts'
import { signaturesSearch } from './signatures/search.ts'

export const MANAGER_ROUTES = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/marks',
    staticData: { permission: 'mark.read' },
    component: lazyRouteComponent(() => import('./marks/marks-page.tsx'), 'MarksPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/signatures',
    staticData: { permission: 'confirmation.manager' },
    validateSearch: signaturesSearch,
    component: lazyRouteComponent(() => import('./signatures/signatures-page.tsx'), 'SignaturesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/opportunities',
    staticData: { permission: 'opportunity.read' },
    validateSearch: pipelineSearch,
    component: lazyRouteComponent(() => import('./pipeline/pipeline-page.tsx'), 'PipelinePage'),
  }),
] as const
