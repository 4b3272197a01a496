import { spawn } from 'node:child_process'
import { program } from '../program.ts'

/** A server as a process of its own. */
export interface ServeProcess {
  /** Where it answers. */
  readonly url: string
  readonly said: { stdout: string; stderr: string }
  /** Sends a signal and waits until it has ended; answers the exit status, null when a signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Runs the command, as it is built unless told, until it says where it answers; rejects with what it said when it ends before. */
export function serveProcess(
  words: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  command = program('cli'),
): Promise<ServeProcess> {
  return serverProcess([process.execPath, ...command, ...words], folder, environment)
}

/** The same for a whole command line, its program first. */
export function serverProcess(
  [program = '', ...parameters]: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<ServeProcess> {
  const { INIT_CWD: _, QUANHENG_BUILT_THREADS: __, ...inherited } = process.env
  const child = spawn(program, parameters, {
    cwd: folder,
    env: { ...inherited, QUANHENG_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.stderr += text
    })
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text
      const url = /http:\/\/[\d.]+:\d+/.exec(said.stdout)?.[0]
      const end = (signal: NodeJS.Signals) => {
        child.kill(signal)
        return ended
      }
      if (url !== undefined) resolve({ url, said, end })
    })
    ended.then((status) => reject(new Error(`ended with ${status}: ${said.stdout}${said.stderr}`)))
  })
}

/** Signs in; answers a function that asks the API as that person. Paths are below /api/v1. */
export async function signedIn(url: string, username: string, password: string) {
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  if (!session.ok) throw new Error(`${username} could not sign in: ${session.status} ${await session.text()}`)
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return (path: string, { headers, ...rest }: RequestInit = {}) =>
    fetch(`${url}/api/v1${path}`, { ...rest, headers: { ...Object.fromEntries(new Headers(headers)), cookie } })
}
