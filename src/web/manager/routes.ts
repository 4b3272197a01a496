import type { AnyRoute } from '@tanstack/react-router'

export const MANAGER_ROUTES = [] as const satisfies readonly AnyRoute[]
