import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, shellRoute } from '../routes.ts'
import { formLinksSearch } from './form-links-search.ts'

/** `outside`: what clients open without signing in; `inside`: the links and their QR codes. */
export const FORM_ROUTES = {
  outside: [
    createRoute({
      getParentRoute: () => rootRoute,
      path: '/f/$token',
      component: lazyRouteComponent(() => import('./client-form-page.tsx'), 'ClientFormPage'),
    }),
  ],
  inside: [
    createRoute({
      getParentRoute: () => shellRoute,
      path: '/form-links',
      staticData: { permission: 'form.read' },
      validateSearch: formLinksSearch,
      component: lazyRouteComponent(() => import('./form-links-page.tsx'), 'FormLinksPage'),
    }),
  ],
} as const
