import type { Hono, Schema } from 'hono'
import type { Method, TypedRoute } from '../../server/kernel/route.ts'

/** "/periods/{period}/runs" as hono writes it: "/periods/:period/runs". */
type HonoPath<Path extends string> = Path extends `${infer Before}{${infer Name}}${infer After}`
  ? `${Before}:${Name}${HonoPath<After>}`
  : Path
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer After}` ? Name | NamesIn<After> : never

type ParamOf<Path extends string> = [NamesIn<Path>] extends [never] ? unknown : { param: Record<NamesIn<Path>, string> }
/** Queries are sent as text, so numbers and truths may be given as they are; undefined is not sent. */
type QueryOf<Query> = string extends keyof Query
  ? unknown
  : Partial<Query> extends Query
    ? { query?: { [Key in keyof Query]?: Sent<Query[Key]> } }
    : { query: { [Key in keyof Query]: Sent<Query[Key]> } }
type Sent<Value> = unknown extends Value ? string | number | boolean | undefined : Value | undefined
type BodyOf<Body> = [Body] extends [undefined] ? unknown : undefined extends Body ? { json?: Body } : { json: Body }

type AnyRoute = { readonly method: Method; readonly path: string }
type EndpointOf<Route> =
  Route extends TypedRoute<Method, infer Path, infer Shapes>
    ? Shapes extends { query: infer Query; body: infer Body; answer: infer Answer }
      ? { input: Record<never, never> & ParamOf<Path> & QueryOf<Query> & BodyOf<Body>; output: Answer; outputFormat: 'json'; status: 200 }
      : never
    : never

type SchemaOf<Route extends AnyRoute> = {
  [Path in Route['path'] as HonoPath<Path>]: {
    [Verb in Extract<Route, { path: Path }>['method'] as `$${Lowercase<Verb>}`]: EndpointOf<Extract<Route, { path: Path; method: Verb }>>
  }
}

/** The routes of one resource as a hono application, for `hc`: one client a resource is checked twice as fast as one for all. */
export type ApiOf<Routes extends readonly AnyRoute[]> = Hono<
  Record<never, never>,
  SchemaOf<Routes[number]> extends infer Known extends Schema ? Known : never,
  '/'
>
export type Routes = readonly AnyRoute[]
