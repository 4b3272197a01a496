import type { AnyRoute } from '@tanstack/react-router'

export const ADMIN_ROUTES = [] as const satisfies readonly AnyRoute[]
