import type { AnyRoute } from '@tanstack/react-router'

export const DATA_ROUTES = [] as const satisfies readonly AnyRoute[]
