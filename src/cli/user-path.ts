import { resolve } from 'node:path'

/** A path as the user means it: relative to the folder they stand in, which npm keeps in INIT_CWD. */
export function userPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path)
}
