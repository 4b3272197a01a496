import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface RunningProgram {
  /** What it said when it was ready. */
  readonly line: string
  end(signal: NodeJS.Signals): Promise<void>
}

/** Starts child-program.ts and waits for the line it says when it is ready. */
export function startChild(...parameters: readonly string[]): Promise<RunningProgram> {
  return startProgram('child-program.ts', ...parameters)
}

/** The same with another program of this folder. */
export async function startProgram(name: string, ...parameters: readonly string[]): Promise<RunningProgram> {
  const script = fileURLToPath(new URL(`./${name}`, import.meta.url))
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (!child.stdout) throw new Error('The child has an output.')
  const lines = createInterface({ input: child.stdout })
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    child.once('exit', (code) => reject(new Error(`The child ended with ${code} before it was ready.`)))
  })
  return {
    line,
    async end(signal) {
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}
