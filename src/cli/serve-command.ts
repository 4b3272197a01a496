import { Command } from 'commander'
import type { Language } from '../base/problem.ts'
import type { RunningServer } from '../main.ts'
import { EXIT } from './exit-status.ts'
import { languageOption } from './options.ts'
import { sayProblems } from './say-problems.ts'
import { serveUntilStopped } from './serve-until-stopped.ts'
import { userPath } from './user-path.ts'

export function serveCommand(done: (status: number) => void): Command {
  return new Command('serve')
    .description('run the service for a company; configured by environment variables, see docs/operation.md')
    .addOption(languageOption())
    .action(async ({ lang }: { lang: Language }) => {
      const { readConfiguration } = await import('../server/operation/read-configuration.ts')
      const read = readConfiguration(process.env, userPath('.'))
      if (!read.ok) {
        sayProblems(read.problems, lang)
        return done(EXIT.errors)
      }
      done(await serveUntilStopped(read.configuration, lang, (server) => startLines(server, lang)))
    })
}

function startLines({ url, firstAdministrator, interruptedRuns }: RunningServer, language: Language): string[] {
  const zh = language === 'zh'
  const lines = [zh ? `权衡已启动：${url}` : `Quanheng is running: ${url}`]
  if (interruptedRuns > 0)
    lines.push(
      zh
        ? `上次中断的运算 ${interruptedRuns} 个，已标为失败，可重新开始。`
        : `${interruptedRuns} runs that were cut off are marked as failed; start them again.`,
    )
  if (firstAdministrator !== undefined)
    lines.push(
      zh
        ? `还没有账号。请在 24 小时内用此链接建立第一个管理员（只能用一次）：\n${firstAdministrator}\n或在服务器上执行 quanheng user add。`
        : `There is no account yet. Make the first administrator with this link, once and within 24 hours:\n${firstAdministrator}\nor run \`quanheng user add\` on the server.`,
    )
  return lines
}
