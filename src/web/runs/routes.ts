import type { AnyRoute } from '@tanstack/react-router'

export const RUN_ROUTES = [] as const satisfies readonly AnyRoute[]
