import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../routes.ts'
import { changesSearch, uploadSearch, uploadsSearch } from './search.ts'

export const DATA_ROUTES = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/uploads',
    staticData: { permission: 'upload.read' },
    validateSearch: uploadsSearch,
    component: lazyRouteComponent(() => import('./uploads-page.tsx'), 'UploadsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/uploads/$upload',
    staticData: { permission: 'upload.read' },
    validateSearch: uploadSearch,
    component: lazyRouteComponent(() => import('./upload-page.tsx'), 'UploadPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/uploads/$upload/columns',
    staticData: { permission: 'upload.write' },
    component: lazyRouteComponent(() => import('./columns-page.tsx'), 'ColumnsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/mapping-profiles',
    staticData: { permission: 'upload.read' },
    component: lazyRouteComponent(() => import('./profiles-page.tsx'), 'ProfilesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/changes',
    staticData: { permission: 'upload.read' },
    validateSearch: changesSearch,
    component: lazyRouteComponent(() => import('./changes-page.tsx'), 'ChangesPage'),
  }),
] as const
