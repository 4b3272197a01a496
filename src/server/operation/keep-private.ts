import { chmod, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Only the user that the program runs as reads what it writes, whatever umask it was started with. To be called before anything is written. */
export function writePrivately(): void {
  process.umask(0o077)
}

/** Where an SQLite database stands besides its file. */
const BESIDE = ['', '-wal', '-shm', '-journal']

/**
 * Takes from others the right to read what earlier versions, or a copy, left readable: the files of an SQLite database and all
 * of a data folder. Answers what could not be changed, because it belongs to another user.
 */
export async function makePrivate(databaseFile: string | undefined, dataFolder: string): Promise<string[]> {
  const failed: string[] = []
  const narrow = async (path: string, mode: number) => {
    const found = await stat(path).catch(() => undefined)
    if (found && (found.mode & 0o077) !== 0) await chmod(path, mode).catch(() => failed.push(path))
  }
  if (process.platform === 'win32') return failed
  if (databaseFile !== undefined) for (const end of BESIDE) await narrow(databaseFile + end, 0o600)
  await narrow(dataFolder, 0o700)
  for (const entry of await readdir(dataFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await narrow(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600)
  }
  return failed
}
