import type { Permission as AnyPermission, Scope as AnyScope } from './access.ts'

/** The names of the table of access, for clients in TypeScript, which see the types of this layer only. */
export type Permission = AnyPermission
export type Scope = AnyScope
