import { randomUUID } from 'node:crypto'
import { open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { isFullDisk } from '../../base/full-disk.ts'

/** Less than this is no room: one upload takes more. */
const LEAST_BYTES = 1024 * 1024
const TRIED_BYTES = 64 * 1024

/** What of a folder is to be had: room, none, or it cannot be written for another reason. */
export type Room = 'room' | 'full' | 'not writable'

/**
 * Looks whether a folder takes another file, by writing one and removing it: what a disk says it has free knows nothing of
 * quotas and of disks that have become read-only.
 */
export async function roomIn(folder: string): Promise<Room> {
  const path = join(folder, `.quanheng-room-${randomUUID()}`)
  try {
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < LEAST_BYTES) return 'full'
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(Buffer.alloc(TRIED_BYTES))
      // A disk on the network says at this point what it did not take.
      await file.sync()
    } finally {
      await file.close()
    }
    return 'room'
  } catch (failure) {
    return isFullDisk(failure) ? 'full' : 'not writable'
  } finally {
    await rm(path, { force: true }).catch(() => undefined)
  }
}
