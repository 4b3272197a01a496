import { Command, Option } from 'commander'
import type { Language, Problem } from '../base/problem.ts'
import { EXIT } from './exit-status.ts'
import { languageOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { addServerOptions, type ServerOptions, serverPlace } from './server-options.ts'
import { userPath } from './user-path.ts'

export function backupCommand(done: (status: number) => void): Command {
  return addServerOptions(new Command('backup'))
    .description('copy the whole database, as it stands at one moment, into a file; the server may be running')
    .argument('<file>', 'the file to write, an SQLite database; an existing one is not overwritten')
    .addOption(
      new Option('--encrypt-to <key>', 'encrypt it to a public key of age, so that only its identity reads it; may be given again')
        .argParser((key: string, before: readonly string[]) => [...before, key])
        .default([], 'not encrypted'),
    )
    .action(async (file: string, options: ServerOptions & { encryptTo: readonly string[] }) => {
      const { backupDatabase } = await import('../server/operation/keep-database.ts')
      const { sealedBackup } = await import('../server/operation/sealed-backup.ts')
      const answer = await sealedBackup(userPath(file), options.encryptTo, (plain) => backupDatabase(serverPlace(options), plain))
      if (!answer.ok) return done(refused(answer.problems, options.lang))
      const zh = options.lang === 'zh'
      process.stdout.write(zh ? `已备份：${userPath(file)}\n` : `backed up: ${userPath(file)}\n`)
      const { anchor } = answer
      if (anchor) process.stdout.write(anchorLine(anchor, options.lang))
      done(EXIT.done)
    })
}

export function backupKeyCommand(done: (status: number) => void): Command {
  return new Command('backup-key')
    .description('make a pair of keys for encrypted backups: the identity goes into a file, the key to encrypt to is printed')
    .argument('<file>', 'the file to write the identity to; keep it where the backups are not')
    .addOption(languageOption())
    .action(async (file: string, { lang }: { lang: Language }) => {
      const { newBackupKey } = await import('../server/operation/sealed-backup.ts')
      const made = await newBackupKey(userPath(file))
      if (!made.ok) return done(refused(made.problems, lang))
      process.stdout.write(`${made.key}\n`)
      process.stderr.write(
        lang === 'zh'
          ? `私钥在 ${userPath(file)}。请另行保管：没有它，加密的备份无法恢复。\n`
          : `The identity is in ${userPath(file)}. Keep it elsewhere: without it nobody restores the encrypted backups.\n`,
      )
      done(EXIT.done)
    })
}

export function restoreCommand(done: (status: number) => void): Command {
  return addServerOptions(new Command('restore'))
    .description('bring a backup into a new, empty database (SQLite or PostgreSQL); its audit trail, and what it proves, is proved first')
    .argument('<file>', 'a file that backup wrote')
    .option('--identity <file>', 'the file with the identity that an encrypted backup opens with')
    .option('--unproved', 'restore also what cannot be proved for want of the key; never what is broken')
    .action(async (file: string, options: ServerOptions & { unproved?: true; identity?: string }) => {
      const { restoreDatabase } = await import('../server/operation/keep-database.ts')
      const { openedBackup } = await import('../server/operation/sealed-backup.ts')
      const identity = options.identity === undefined ? undefined : userPath(options.identity)
      const answer = await openedBackup(userPath(file), identity, (plain) => restoreDatabase(plain, serverPlace(options), options.unproved))
      if (!answer.ok) return done(refused(answer.problems, options.lang))
      const { trailLines } = await import('../server/operation/trail-lines.ts')
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
      const { verifyAuditTrail } = await import('../server/operation/keep-database.ts')
      const answer = await verifyAuditTrail(serverPlace(options), options.expect)
      if (!answer.ok) return done(refused(answer.problems, options.lang))
      const { trailLines } = await import('../server/operation/trail-lines.ts')
      process.stdout.write(trailLines(answer, options.lang))
      done(answer.firstBreak ? EXIT.errors : EXIT.done)
    })
}

function rotateCommand(done: (status: number) => void): Command {
  return addServerOptions(new Command('rotate-key'))
    .description('bring a new key for the audit trail into use, from the next entry on; the server may be running')
    .action(async (options: ServerOptions) => {
      const { rotateTrailKey } = await import('../server/operation/keep-database.ts')
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
      const { sealAuditTrail } = await import('../server/operation/keep-database.ts')
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
