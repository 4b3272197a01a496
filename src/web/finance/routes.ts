import type { AnyRoute } from '@tanstack/react-router'

export const FINANCE_ROUTES = [] as const satisfies readonly AnyRoute[]
