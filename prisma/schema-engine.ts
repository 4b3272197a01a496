import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as binding from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

export type Provider = 'sqlite' | 'postgresql'
export const PROVIDERS: readonly Provider[] = ['sqlite', 'postgresql']

const SCHEMA = new URL('./schema.prisma', import.meta.url)

/** The schema for a provider: the source is written for SQLite, the other differs in the provider line only. */
function schemaFor(provider: Provider): string {
  return readFileSync(SCHEMA, 'utf8').replace('provider = "sqlite"', `provider = "${provider}"`)
}

/**
 * Prisma's schema engine as WebAssembly, connected to a database through a driver adapter: no binary is downloaded. The
 * package is built for bundlers, which import .wasm files; Node does not, so the module is put together here.
 */
export async function schemaEngine(provider: Provider, url: string): Promise<binding.SchemaEngine> {
  instantiate()
  const adapter = provider === 'sqlite' ? new PrismaLibSql({ url }) : new PrismaPg(catalogPool(url), { disposeExternalPool: true })
  const schema: [string, string] = ['schema.prisma', schemaFor(provider)]
  return binding.SchemaEngine.new({ datamodels: [schema] }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter))
}

/** The SQL that leads from the database as it stands to the schema; undefined when they agree. */
export async function differenceToSchema(provider: Provider, url: string): Promise<string | undefined> {
  const engine = await schemaEngine(provider, url)
  const files = [{ path: 'schema.prisma', content: schemaFor(provider) }]
  const { stdout, exitCode } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: fileURLToPath(new URL('.', import.meta.url)) },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  })
  return exitCode === 0 ? undefined : (stdout ?? undefined)
}

/**
 * The engine reads columns of PostgreSQL's internal type "char" (18) in the catalogue, which the adapter refuses to name
 * ("could not be deserialized"); they are letters, so they are announced as text (25). PostgreSQL 18 lists NOT NULL as
 * constraints of kind "n", over which the engine panics; it reads them from the columns anyway.
 */
function catalogPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString })
  const query = pool.query.bind(pool) as (...parameters: readonly unknown[]) => Promise<pg.QueryResult>
  const announced = async (...parameters: readonly unknown[]) => {
    const result = await query(...parameters)
    for (const field of result.fields ?? []) if (field.dataTypeID === 18) field.dataTypeID = 25
    const kind = (result.fields ?? []).findIndex((field) => field.name === 'constraint_type')
    if (kind >= 0) result.rows = result.rows.filter((row: readonly unknown[]) => row[kind] !== 'n')
    return result
  }
  return Object.assign(pool, { query: announced })
}

/** The part of the platform's WebAssembly that is used here; its types otherwise come with those of a browser. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> }
}

/** The engine hands its panics to this object. */
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } })

let instantiated = false

function instantiate(): void {
  if (instantiated) return
  const file = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')).replace(/\.js$/, '.wasm')
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { './schema_engine_bg.js': binding })
  binding.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  instantiated = true
}
