import { Command, InvalidArgumentError, Option } from 'commander'
import type { Language, Problem } from '../base/problem.ts'
import { ACCOUNT_POSITIONS, type AccountPosition } from '../domain/people/account-position.ts'
import { EXIT } from './exit-status.ts'
import { sayProblems } from './say-problems.ts'
import { addServerOptions, type ServerOptions, serverPlace } from './server-options.ts'

type Done = (status: number) => void

type UserOptions = ServerOptions

export function userCommand(done: Done): Command {
  return new Command('user')
    .description('the accounts of the server, for whoever keeps its database')
    .addCommand(listCommand(done))
    .addCommand(addCommand(done))
    .addCommand(resetCommand(done))
    .addCommand(removeSecondFactorCommand(done))
    .addCommand(closeCommand(done))
}

function onServer(name: string): Command {
  return addServerOptions(new Command(name))
}

function listCommand(done: Done): Command {
  return onServer('list')
    .description('every account with its positions, employee number and state, one a line')
    .action(async (options: UserOptions) => {
      const { lang } = options
      const { listUsers } = await import('../server/operation/administer-accounts.ts')
      const listed = await listUsers(serverPlace(options))
      if (!listed.ok) return done(refused(listed.problems, lang))
      for (const { username, name, positions, employee, closedAt } of listed.accounts) {
        const state = closedAt === null ? (lang === 'zh' ? '启用' : 'open') : lang === 'zh' ? '停用' : 'closed'
        process.stdout.write(`${[username, name, positions.join(','), employee ?? '-', state].map(oneLine).join('\t')}\n`)
      }
      done(EXIT.done)
    })
}

function addCommand(done: Done): Command {
  return onServer('add')
    .description('add an account; its one-time password is printed once')
    .argument('<username>', 'the user name')
    .requiredOption('--name <name>', 'the person’s name')
    .addOption(
      new Option('--position <position...>', `what they are here: ${ACCOUNT_POSITIONS.join(', ')}`)
        .argParser(parsePosition)
        .makeOptionMandatory(),
    )
    .option('--employee <number>', 'their number in the employees table')
    .option('--email <address>', 'their e-mail address, for reminders')
    .action(
      async (
        username: string,
        options: UserOptions & { name: string; position: readonly AccountPosition[]; employee?: string; email?: string },
      ) => {
        const { addUser } = await import('../server/operation/administer-accounts.ts')
        const { lang, name, position, employee, email } = options
        const wrong = await fieldProblems({ username, name, email })
        if (wrong.length > 0) return done(refused(wrong, lang))
        const added = await addUser(serverPlace(options), { username, name, positions: position, employee, email })
        done(added.ok ? saidPassword(added.value.account.username, added.value.oneTimePassword, lang) : refused(added.problems, lang))
      },
    )
}

function resetCommand(done: Done): Command {
  return onServer('reset-password')
    .description('give an account a new one-time password, printed once; unlocks it and ends its sessions')
    .argument('<username>', 'the user name')
    .option('--reason <text>', 'what the audit trail says', 'reset on the command line')
    .action(async (username: string, options: UserOptions & { reason: string }) => {
      const { lang, reason } = options
      const { resetUserPassword } = await import('../server/operation/administer-accounts.ts')
      const reset = await resetUserPassword(serverPlace(options), username, reason)
      done(reset.ok ? saidPassword(reset.value.account.username, reset.value.oneTimePassword, lang) : refused(reset.problems, lang))
    })
}

function removeSecondFactorCommand(done: Done): Command {
  return onServer('remove-second-factor')
    .description('remove the second factor of an account whose phone was lost; its sessions end, its password holds')
    .argument('<username>', 'the user name')
    .option('--reason <text>', 'what the audit trail says', 'removed on the command line')
    .action(async (username: string, options: UserOptions & { reason: string }) => {
      const { lang, reason } = options
      const { removeUserSecondFactor } = await import('../server/operation/administer-accounts.ts')
      const removed = await removeUserSecondFactor(serverPlace(options), username, reason)
      if (!removed.ok) return done(refused(removed.problems, lang))
      const { username: name } = removed.value
      process.stdout.write(lang === 'zh' ? `已关闭 ${name} 的两步验证\n` : `removed the second factor of ${name}\n`)
      done(EXIT.done)
    })
}

function closeCommand(done: Done): Command {
  return onServer('close')
    .description('close an account; its sessions end')
    .argument('<username>', 'the user name')
    .option('--reason <text>', 'what the audit trail says', 'closed on the command line')
    .action(async (username: string, options: UserOptions & { reason: string }) => {
      const { lang, reason } = options
      const { closeUser } = await import('../server/operation/administer-accounts.ts')
      const closed = await closeUser(serverPlace(options), username, reason)
      if (!closed.ok) return done(refused(closed.problems, lang))
      process.stdout.write(lang === 'zh' ? `已停用 ${closed.value.username}\n` : `closed ${closed.value.username}\n`)
      done(EXIT.done)
    })
}

function saidPassword(username: string, password: string, language: Language): number {
  process.stdout.write(
    language === 'zh'
      ? `${username} 的一次性密码（只显示这一次，首次登录时须更改）：${password}\n`
      : `one-time password of ${username} (shown once; to be changed at the first sign-in): ${password}\n`,
  )
  return EXIT.done
}

function refused(problems: readonly Problem[], language: Language): number {
  sayProblems(problems, language)
  return EXIT.errors
}

/** The same fields as those of the API, so that an account made here is one that HR's page can show and change. */
async function fieldProblems(given: { username: string; name: string; email: string | undefined }): Promise<Problem[]> {
  const { emailField, nameField, usernameField } = await import('../server/accounts/account-schema.ts')
  const { operationProblem } = await import('../server/operation/operation-problems.ts')
  const fields = { username: usernameField, name: nameField, email: emailField.optional() }
  return (['username', 'name', 'email'] as const)
    .filter((field) => !fields[field].safeParse(given[field]).success)
    .map((field) => operationProblem('account_field_must_be_valid', { field, found: given[field] ?? '' }))
}

function parsePosition(text: string, previous: readonly AccountPosition[] = []): AccountPosition[] {
  const positions = text.split(',').map((each) => {
    const position = ACCOUNT_POSITIONS.find((known) => known === each.trim())
    if (position === undefined) throw new InvalidArgumentError(`Positions are ${ACCOUNT_POSITIONS.join(', ')}.`)
    return position
  })
  return [...new Set([...previous, ...positions])]
}

/** Names come from people: a tab or a line break in one would pose as another column or account. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ')
}
