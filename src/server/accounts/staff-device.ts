import { createHash, randomBytes } from 'node:crypto'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { isKnownOn, isKnownSomewhere, noteDeviceUser } from '../../store/aggregates/staff-devices.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import type { Service } from '../kernel/service.ts'
import { newDeviceNotice } from './account-notices.ts'

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

/**
 * The same where they sign in on it, as a part of that. On a device on which their account was never used, while it was on another, they
 * are told, in the product and by mail.
 */
export async function rememberSignIn(
  transaction: WriteTransaction,
  account: string,
  device: string,
  { address, at }: { readonly address: string | undefined; readonly at: string },
): Promise<void> {
  if (await isKnownOn(transaction, device, account)) return
  if (await isKnownSomewhere(transaction, account)) await writeMessages(transaction, newDeviceNotice(account, address, at), at)
  await noteDeviceUser(transaction, device, account, at)
}
