/**
 * Writes the migration that leads from prisma/migrations to prisma/schema.prisma, for both databases:
 *
 *     npx tsx prisma/author-migration.ts what-changes
 *
 * Existing migrations are applied to an empty database of each kind, by the program's own code; what Prisma's schema
 * engine then finds missing becomes the new one. Read the SQL before committing it; an applied migration never changes.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MIGRATIONS, migrate, migrationsIn } from '../src/store/database/migrations.ts'
import { openPostgres } from '../src/store/database/postgres-connection.ts'
import { openSqlite } from '../src/store/database/sqlite-connection.ts'
import { startPostgres } from '../test/store/embedded-postgres.ts'
import { differenceToSchema, PROVIDERS, type Provider } from './schema-engine.ts'

const purpose = process.argv[2]
if (purpose === undefined || !/^[a-z0-9-]+$/.test(purpose)) {
  console.error('Usage: tsx prisma/author-migration.ts NAME   (small letters, digits and hyphens, such as "add-batches")')
  process.exit(64)
}
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const folder = mkdtempSync(join(tmpdir(), 'quanheng-author-'))
const server = await startPostgres()
try {
  const urls = { sqlite: `file:${join(folder, 'author.sqlite')}`, postgresql: server.address }
  for (const provider of PROVIDERS) await author(provider, urls[provider], `${stamp}_${purpose}`)
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function author(provider: Provider, url: string, name: string): Promise<void> {
  const home = join(MIGRATIONS, provider)
  mkdirSync(home, { recursive: true })
  writeFileSync(
    join(home, 'migration_lock.toml'),
    `# Prisma reads from this file which database the migrations are for.\nprovider = "${provider}"\n`,
  )
  const connection =
    provider === 'sqlite'
      ? await openSqlite({ path: url.slice('file:'.length), shownUrl: url, temporary: true })
      : await openPostgres({ url, shownUrl: url })
  await migrate(connection, migrationsIn(MIGRATIONS, provider), url)
  await connection.close()

  const script = await differenceToSchema(provider, url)
  if (script === undefined) {
    console.log(`${provider}: nothing to change.`)
    return
  }
  mkdirSync(join(home, name))
  writeFileSync(join(home, name, 'migration.sql'), provider === 'sqlite' ? script : orderedByCodePoint(script))
  console.log(`${provider}: prisma/migrations/${provider}/${name}/migration.sql`)
}

/**
 * Text columns of PostgreSQL follow the collation "C" from the first day: codes, numbers and hashes sort by code point there
 * as they do in SQLite, whatever language the server was set up with. Prisma's schema language has no word for it.
 */
function orderedByCodePoint(script: string): string {
  return script.replace(/^(\s+"\w+" TEXT|(?:ALTER TABLE .* )?ADD COLUMN\s+"\w+" TEXT)/gm, '$1 COLLATE "C"')
}
