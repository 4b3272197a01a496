import { DEMO_PERIOD } from '../appraisal/shipped.ts'
import type { Language } from '../base/problem.ts'
import type { RunningServer } from '../main.ts'
import { EXIT } from './exit-status.ts'
import { sayProblems } from './say-problems.ts'
import { serveUntilStopped } from './serve-until-stopped.ts'

/** The exit status when the demo was asked to serve other machines, where its printed passwords would let anybody in. */
export async function refusedHost(language: Language): Promise<number | undefined> {
  const host = process.env.QUANHENG_HOST
  const { isLoopback } = await import('../server/operation/operation-routes.ts')
  if (host === undefined || host === '' || isLoopback(host)) return undefined
  const { operationProblem } = await import('../server/operation/operation-problems.ts')
  sayProblems([operationProblem('demo_must_stay_on_this_machine', { host })], language)
  return EXIT.errors
}

/** Serves the demo company from a folder of its own until it is stopped; a company's own database is never touched. */
export async function serveDemo(folder: string, language: Language): Promise<number> {
  const { demoWorld } = await import('../server/operation/demo-world.ts')
  const { readConfiguration } = await import('../server/operation/read-configuration.ts')
  const zh = language === 'zh'
  process.stderr.write(zh ? '正在准备演示服务 ...\n' : 'preparing the demo service ...\n')
  const { database, dataFolder } = await demoWorld(folder)
  const { QUANHENG_HOST, QUANHENG_PORT, QUANHENG_LOG_LEVEL } = process.env
  const environment = {
    QUANHENG_HOST,
    QUANHENG_PORT,
    QUANHENG_LOG_LEVEL: QUANHENG_LOG_LEVEL || 'warn',
    QUANHENG_DATABASE: database,
    QUANHENG_DATA: dataFolder,
  }
  const read = readConfiguration(environment, folder)
  if (!read.ok) {
    sayProblems(read.problems, language)
    return EXIT.errors
  }
  const lines = await startLines(folder, language)
  const status = await serveUntilStopped(read.configuration, language, lines, { anyPort: !QUANHENG_PORT })
  if (status !== EXIT.done) process.stderr.write(zh ? `要从头开始演示，请删除 ${folder}\n` : `to begin the demo anew, remove ${folder}\n`)
  return status
}

async function startLines(folder: string, language: Language): Promise<(server: RunningServer) => string[]> {
  const { DEMO_ACCOUNTS, DEMO_PASSWORD } = await import('../server/operation/demo-people.ts')
  const zh = language === 'zh'
  const width = Math.max(...DEMO_ACCOUNTS.map(({ username }) => username.length))
  return ({ url }) => [
    '',
    zh ? '演示账号（密码相同）：' : 'Accounts of the demo (all with the same password):',
    ...DEMO_ACCOUNTS.map(
      ({ username, name, title, employee }) =>
        `  ${username.padEnd(width)}  ${name}  ${title[language]}${employee ? ` (${employee})` : ''}`,
    ),
    zh ? `密码：${DEMO_PASSWORD}` : `Password: ${DEMO_PASSWORD}`,
    zh
      ? `2026-08 已关闭；2026-09 已公布，等待确认；${DEMO_PERIOD} 正在评分，华东区经理（manager）尚未评分。数据在 ${folder}，删除它即可重新开始。`
      : `2026-08 is closed, 2026-09 published and waiting to be confirmed; ${DEMO_PERIOD} is being marked, and the manager of EAST (manager) has yet to mark. It is all in ${folder}; remove that to begin anew.`,
    zh ? `权衡已启动（仅限本机，Ctrl+C 停止）：${url}` : `Quanheng is running (this machine only, Ctrl+C stops it): ${url}`,
    zh ? `请用浏览器打开 ${url}  （接口说明：${url}/api/docs）` : `Open ${url} in a browser (the API is described at ${url}/api/docs)`,
  ]
}
