import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { program } from '../program.ts'

export interface RunningProgram {
  /** What it said when it was ready. */
  readonly line: string
  end(signal: NodeJS.Signals): Promise<void>
}

/** Starts child-program.ts and waits for the line it says when it is ready. */
export function startChild(...parameters: readonly string[]): Promise<RunningProgram> {
  return startProgram('child-program', ...parameters)
}

/** The same with another program of the tests. */
export async function startProgram(name: string, ...parameters: readonly string[]): Promise<RunningProgram> {
  const child: ChildProcess = spawn(process.execPath, [...program(name), ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
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
