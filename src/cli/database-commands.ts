import { Command, Option } from 'commander'
import type { Language, Problem } from '../base/problem.ts'
import { EXIT } from './exit-status.ts'
import { sayProblems } from './say-problems.ts'
import { addServerOptions, type ServerOptions, serverPlace } from './server-options.ts'
import { userPath } from './user-path.ts'

export function backupCommand(done: (status: number) => void): Command {
  return addServerOptions(new Command('backup'))
    .description('copy the whole database, as it stands at one moment, into a file; the server may be running')
    .argument('<file>', 'the file to write, an SQLite database; an existing one is not overwritten')
    .action(async (file: string, options: ServerOptions) => {
      const { backupDatabase } = await import('../app/keep-database.ts')
      const answer = await backupDatabase(serverPlace(options), userPath(file))
      if (!answer.ok) return done(refused(answer.problems, options.lang))
      const zh = options.lang === 'zh'
      process.stdout.write(zh ? `已备份：${userPath(file)}\n` : `backed up: ${userPath(file)}\n`)
      const { anchor } = answer
      if (anchor) process.stdout.write(anchorLine(anchor, options.lang))
      done(EXIT.done)
    })
}

export function restoreCommand(done: (status: number) => void): Command {
  return addServerOptions(new Command('restore'))
    .description('bring a backup into a new, empty database (SQLite or PostgreSQL); its audit trail, and what it proves, is proved first')
    .argument('<file>', 'a file that backup wrote')
    .option('--unproved', 'restore also what cannot be proved for want of the key; never what is broken')
    .action(async (file: string, options: ServerOptions & { unproved?: true }) => {
      const { restoreDatabase } = await import('../app/keep-database.ts')
      const answer = await restoreDatabase(userPath(file), serverPlace(options), options.unproved)
      if (!answer.ok) return done(refused(answer.problems, options.lang))
      const { trailLines } = await import('../app/trail-lines.ts')
      process.stdout.write(options.lang === 'zh' ? '已恢复\n' : 'restored\n')
      process.stdout.write(trailLines(answer.verified, options.lang))
      done(EXIT.done)
    })
}

export function auditCommand(done: (status: number) => void): Command {
  return new Command('audit')
    .description('the audit trail of the server')
    .addCommand(verifyCommand(done))
    .addCommand(rotateCommand(done))
    .addCommand(sealCommand(done))
}

function verifyCommand(done: (status: number) => void): Command {
  return addServerOptions(new Command('verify'))
    .description(
      'prove the audit trail entry by entry, and that results, documents, payments and records stand as it says; or name the first place where not',
    )
    .addOption(
      new Option('--expect <hash...>', 'a hash that was written down earlier: some entry must have it').default(
        [],
        'those of the data folder',
      ),
    )
    .action(async (options: ServerOptions & { expect: string[] }) => {
      const { verifyAuditTrail } = await import('../app/keep-database.ts')
      const answer = await verifyAuditTrail(serverPlace(options), options.expect)
      if (!answer.ok) return done(refused(answer.problems, options.lang))
      const { trailLines } = await import('../app/trail-lines.ts')
      process.stdout.write(trailLines(answer, options.lang))
      done(answer.firstBreak ? EXIT.errors : EXIT.done)
    })
}

function rotateCommand(done: (status: number) => void): Command {
  return addServerOptions(new Command('rotate-key'))
    .description('bring a new key for the audit trail into use, from the next entry on; the server may be running')
    .action(async (options: ServerOptions) => {
      const { rotateTrailKey } = await import('../app/keep-database.ts')
      const answer = await rotateTrailKey(serverPlace(options))
      if (!answer.ok) return done(refused(answer.problems, options.lang))
      process.stdout.write(options.lang === 'zh' ? '审计日志已改用新密钥\n' : 'the audit trail has a new key\n')
      process.stdout.write(anchorLine(answer.anchor, options.lang))
      done(EXIT.done)
    })
}

function sealCommand(done: (status: number) => void): Command {
  return addServerOptions(new Command('seal'))
    .description('take the audit trail and the database as they stand, whatever is wrong with them, and prove everything from here on')
    .requiredOption('--reason <text>', 'what was found, and why it is right so; it stands in the trail')
    .action(async (options: ServerOptions & { reason: string }) => {
      const { sealAuditTrail } = await import('../app/keep-database.ts')
      const answer = await sealAuditTrail(serverPlace(options), options.reason)
      if (!answer.ok) return done(refused(answer.problems, options.lang))
      process.stdout.write(options.lang === 'zh' ? '审计日志已封存\n' : 'the audit trail is sealed\n')
      process.stdout.write(anchorLine(answer.anchor, options.lang))
      done(EXIT.done)
    })
}

function anchorLine({ entry, hash }: { readonly entry: number; readonly hash: string }, language: Language): string {
  return language === 'zh'
    ? `审计日志第 ${entry} 条，哈希 ${hash}；请留存，以后可用 audit verify --expect 核对\n`
    : `audit trail at entry ${entry}, hash ${hash}; keep it for audit verify --expect\n`
}

function refused(problems: readonly Problem[], language: Language): number {
  sayProblems(problems, language)
  return EXIT.errors
}
