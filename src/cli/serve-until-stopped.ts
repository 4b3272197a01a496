import type { Language } from '../base/problem.ts'
import type { RunningServer } from '../main.ts'
import type { Configuration } from '../server/operation/read-configuration.ts'
import { EXIT } from './exit-status.ts'
import { sayProblems } from './say-problems.ts'

/** A second signal ends the process at once, unless it comes with the first: a terminal and npm both pass one on. */
const SAME_SIGNAL_MS = 1_000

/** Starts the server, says where it is, and stops it cleanly at SIGINT or SIGTERM. Answers the exit status. */
export async function serveUntilStopped(
  configuration: Configuration,
  language: Language,
  say: (server: RunningServer) => readonly string[],
  { anyPort = false }: { /** Takes any free port when the configured one is taken. */ readonly anyPort?: boolean } = {},
): Promise<number> {
  const { startServer } = await import('../main.ts')
  let started = await startServer(configuration)
  if (anyPort && !started.ok && started.problems.some(({ code }) => code === 'address_must_be_free'))
    started = await startServer({ ...configuration, port: 0 })
  if (!started.ok) {
    sayProblems(started.problems, language)
    return EXIT.errors
  }
  const { server } = started
  const signalled = stopSignal()
  process.stdout.write(say(server).join('\n').concat('\n'))
  const lost = await Promise.race([signalled, server.lost])
  if (lost) sayProblems([lost], language)
  await server.stop()
  process.stdout.write(language === 'zh' ? '已停止。\n' : 'Stopped.\n')
  // Everything is closed: what might still hold a thread or a socket does not hold the process.
  const status = lost ? EXIT.errors : EXIT.done
  setTimeout(() => process.exit(status), SAME_SIGNAL_MS).unref()
  return status
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    const received = () => {
      const at = performance.now()
      if (first === undefined) {
        first = at
        resolve()
      } else if (at - first > SAME_SIGNAL_MS) process.exit(EXIT.errors)
    }
    process.on('SIGINT', received)
    process.on('SIGTERM', received)
  })
}
