import type { AnyRoute } from '@tanstack/react-router'

export const SHEET_ROUTES = [] as const satisfies readonly AnyRoute[]
