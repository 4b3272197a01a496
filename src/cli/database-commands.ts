import { Command, Option } from 'commander'
import type { Language, Problem } from '../base/problem.ts'
import { EXIT } from './exit-status.ts'
import { languageOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { userPath } from './user-path.ts'

interface DatabaseOptions {
  readonly database: string
  readonly lang: Language
}

/** The database of the server: by option, else as the server itself is told. */
function serverDatabase(): Option {
  return new Option('--database <url>', 'file:NAME.sqlite or postgres://...').env('QUANHENG_DATABASE').makeOptionMandatory()
}

export function backupCommand(done: (status: number) => void): Command {
  return new Command('backup')
    .description('copy the whole database, as it stands at one moment, into a file; the server may be running')
    .argument('<file>', 'the file to write, an SQLite database; an existing one is not overwritten')
    .addOption(serverDatabase())
    .addOption(languageOption())
    .action(async (file: string, options: DatabaseOptions) => {
      const { backupDatabase } = await import('../app/keep-database.ts')
      done(
        told(await backupDatabase(options.database, userPath(file)), options.lang, {
          zh: `已备份：${userPath(file)}`,
          en: `backed up: ${userPath(file)}`,
        }),
      )
    })
}

export function restoreCommand(done: (status: number) => void): Command {
  return new Command('restore')
    .description('bring a backup into a new, empty database (SQLite or PostgreSQL); its audit trail is proved first')
    .argument('<file>', 'a file that backup wrote')
    .addOption(serverDatabase())
    .addOption(languageOption())
    .action(async (file: string, options: DatabaseOptions) => {
      const { restoreDatabase } = await import('../app/keep-database.ts')
      done(told(await restoreDatabase(userPath(file), options.database), options.lang, { zh: '已恢复', en: 'restored' }))
    })
}

export function auditCommand(done: (status: number) => void): Command {
  const verify = new Command('verify')
    .description('prove the audit trail entry by entry, or name the first one at which the chain of hashes breaks')
    .addOption(serverDatabase())
    .addOption(languageOption())
    .action(async (options: DatabaseOptions) => {
      const { verifyAuditTrail } = await import('../app/keep-database.ts')
      const answer = await verifyAuditTrail(options.database)
      if (!answer.ok) return done(told(answer.problems, options.lang, { zh: '', en: '' }))
      const { entries, lastHash, firstBreak } = answer
      if (firstBreak) {
        const { sequence, kind } = firstBreak
        process.stdout.write(
          options.lang === 'zh'
            ? `审计日志在第 ${sequence} 条断开（${kind}）\n`
            : `the audit trail breaks at entry ${sequence} (${kind})\n`,
        )
        return done(EXIT.errors)
      }
      process.stdout.write(
        options.lang === 'zh'
          ? `审计日志完整：${entries} 条，末条 ${lastHash}\n`
          : `the audit trail holds: ${entries} entries, last ${lastHash}\n`,
      )
      done(EXIT.done)
    })
  return new Command('audit').description('the audit trail of the server').addCommand(verify)
}

function told(problems: readonly Problem[], language: Language, success: Readonly<Record<Language, string>>): number {
  sayProblems(problems, language)
  if (problems.length > 0) return EXIT.errors
  process.stdout.write(`${success[language]}\n`)
  return EXIT.done
}
