import { createHash, randomBytes } from 'node:crypto'
import { isKnownOn, noteDeviceUser } from '../../../store/staff-devices.ts'
import type { Service } from '../service.ts'

/** A browser by the mark that it was given; only the mark's hash is kept. */
export function deviceOfMark(mark: string): string {
  return createHash('sha256').update(mark).digest('hex')
}

/** A mark for a browser that has none. */
export function newDeviceMark(): string {
  return randomBytes(24).toString('base64url')
}

/**
 * Remembers that somebody of the company was signed in on a device. What is answered there for a client waits for HR, also
 * long after they signed out.
 */
export async function rememberDevice(service: Service, account: string, device: string): Promise<void> {
  if (await isKnownOn(service.store, device, account)) return
  await service.store.write(async (transaction) => {
    await noteDeviceUser(transaction, device, account, service.now().toISOString())
    return { ok: true }
  })
}
