import type { AnyRoute } from '@tanstack/react-router'

/** `outside`: what clients open without signing in; `inside`: the links and their QR codes. */
export const FORM_ROUTES = { outside: [], inside: [] } as const satisfies { outside: readonly AnyRoute[]; inside: readonly AnyRoute[] }
