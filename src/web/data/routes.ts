import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../routes.ts'
import { changesSearch, incompleteSearch, oddSearch, peopleSearch, recordsSearch, uploadSearch, uploadsSearch } from './search.ts'

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
    path: '/mapping-profiles/$profile',
    staticData: { permission: 'upload.read' },
    component: lazyRouteComponent(() => import('./mapping-profile-page.tsx'), 'MappingProfilePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/changes',
    staticData: { permission: 'upload.read' },
    validateSearch: changesSearch,
    component: lazyRouteComponent(() => import('./changes-page.tsx'), 'ChangesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/records',
    staticData: { permission: 'record.read' },
    component: lazyRouteComponent(() => import('./tables-page.tsx'), 'TablesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/records/$table',
    staticData: { permission: 'record.read' },
    validateSearch: recordsSearch,
    component: lazyRouteComponent(() => import('./records-page.tsx'), 'RecordsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/records/$table/$key',
    staticData: { permission: 'record.read' },
    component: lazyRouteComponent(() => import('./record-page.tsx'), 'RecordPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/people',
    staticData: { permission: 'record.read' },
    validateSearch: peopleSearch,
    component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/people/$employee',
    staticData: { permission: 'record.read' },
    component: lazyRouteComponent(() => import('./person-page.tsx'), 'PersonPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/regions',
    staticData: { permission: 'record.read' },
    component: lazyRouteComponent(() => import('./regions-page.tsx'), 'RegionsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/odd-records',
    staticData: { permission: 'odd.read' },
    validateSearch: oddSearch,
    component: lazyRouteComponent(() => import('./odd-page.tsx'), 'OddPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/periods/$period/incomplete',
    staticData: { permission: 'incomplete.read' },
    validateSearch: incompleteSearch,
    component: lazyRouteComponent(() => import('./incomplete-page.tsx'), 'IncompletePage'),
  }),
] as const
