import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '../program.ts'

export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  /** The folder of the process. */
  readonly folder: string
  /** The folder the user stands in as npm hands it on; without npm there is none. */
  readonly initFolder?: string
}

/** Starts the command as a user's shell does, without npm in between. */
export function start(words: readonly string[], { folder, initFolder }: Surroundings) {
  const { INIT_CWD: _, ...env } = process.env
  return spawn(process.execPath, [...program('cli'), ...words], {
    cwd: folder,
    env: initFolder === undefined ? env : { ...env, INIT_CWD: initFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs the command to its end. */
export async function quanheng(words: readonly string[], surroundings: Surroundings): Promise<Ended> {
  const child = start(words, surroundings)
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text
  })
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  return { status, ...said }
}

/** A new empty folder with a space and Chinese in its name, as users have them. */
export async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'quanheng 验收 '))
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
