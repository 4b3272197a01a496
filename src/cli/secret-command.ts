import { Command, Option } from 'commander'
import type { Language } from '../base/problem.ts'
import { EXIT } from './exit-status.ts'
import { languageOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
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
  return new Command('secret').description('the secret that signs the sessions of the server').addCommand(rotate)
}
