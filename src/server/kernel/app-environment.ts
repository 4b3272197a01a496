import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Language } from '../../base/problem.ts'

/** Where the API is. */
export const API = '/api/v1'

export interface AppEnvironment {
  Bindings: Partial<HttpBindings>
  Variables: {
    requestId: string
    language: Language
    address: string | undefined
    route: string
    actor: string | undefined
  }
}
export type App = Hono<AppEnvironment>
