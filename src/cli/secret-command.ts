import { Command, Option } from 'commander'
import type { Language } from '../base/problem.ts'
import { EXIT } from './exit-status.ts'
import { languageOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { addServerOptions, type ServerOptions, serverPlace } from './server-options.ts'
import { userPath } from './user-path.ts'

interface SecretOptions {
  readonly data: string
  readonly lang: Language
}

export function secretCommand(done: (status: number) => void): Command {
  const rotate = new Command('rotate')
    .description('put a new secret before the one in the data folder; it signs from the next start on, and nobody is signed out')
    .addOption(new Option('--data <folder>', 'the data folder of the server').env('QUANHENG_DATA').default('quanheng-data'))
    .addOption(languageOption())
    .action(async ({ data, lang }: SecretOptions) => {
      const { rotateSecret } = await import('../server/operation/server-secret.ts')
      const rotated = rotateSecret(userPath(data))
      if (!rotated.ok) {
        sayProblems(rotated.problems, lang)
        return done(EXIT.errors)
      }
      const { path } = rotated
      process.stdout.write(
        lang === 'zh'
          ? `新密钥已写入 ${path}。请重新启动服务器；已登录的人不受影响，旧密钥仍用于核对他们的会话。\n`
          : `A new secret is in ${path}. Restart the server; whoever is signed in stays so, as the old secret goes on verifying.\n`,
      )
      done(EXIT.done)
    })
  return new Command('secret')
    .description('the secrets of the server: what signs sessions, and the key of second factors')
    .addCommand(rotate)
    .addCommand(rotateSecondFactor(done))
}

function rotateSecondFactor(done: (status: number) => void): Command {
  return addServerOptions(new Command('rotate-second-factor'))
    .description('encrypt second factors under a new key, also while the server runs; authenticators go on, backup codes are void')
    .option('--reason <text>', 'what the audit trail says', 'rotated on the command line')
    .action(async (options: ServerOptions & { reason: string }) => {
      const { lang, reason } = options
      const { rotateUsersKey } = await import('../server/operation/administer-accounts.ts')
      const rotated = await rotateUsersKey(serverPlace(options), reason)
      if (!rotated.ok) {
        sayProblems(rotated.problems, lang)
        return done(EXIT.errors)
      }
      const { accounts } = rotated.value
      process.stdout.write(
        lang === 'zh'
          ? `${accounts} 个账号的两步验证已用新密钥加密，验证器照常使用；原有备用码已失效，持有人已收到通知。\n`
          : `The second factors of ${accounts} accounts are encrypted under a new key; authenticators go on, backup codes are void and their owners were told.\n`,
      )
      done(EXIT.done)
    })
}
