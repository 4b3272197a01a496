import type { Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** An account that was signed in on a device. */
export interface DeviceUser {
  readonly account: string
  readonly name: string
  readonly employee: string | undefined
}

/** The accounts that were signed in on a device, by the hash of its mark. */
export async function usersOfDevice(reader: Reader, device: string): Promise<DeviceUser[]> {
  const rows = await reader.all(
    `SELECT accounts.id, accounts.name, accounts.employee FROM staff_devices JOIN accounts ON accounts.id = staff_devices.account
     WHERE device_sha256 = $1 ORDER BY staff_devices.seen_at, accounts.id`,
    [device],
  )
  return rows.map(([account, name, employee]) => ({
    account: String(account),
    name: String(name),
    employee: typeof employee === 'string' ? employee : undefined,
  }))
}

/** Whether an account is known on a device. */
export async function isKnownOn(reader: Reader, device: string, account: string): Promise<boolean> {
  const rows = await reader.all('SELECT 1 FROM staff_devices WHERE device_sha256 = $1 AND account = $2', [device, account])
  return rows.length > 0
}

/** Notes an account on a device, once. */
export async function noteDeviceUser(transaction: WriteTransaction, device: string, account: string, at: string): Promise<void> {
  await transaction.all(
    'INSERT INTO staff_devices (device_sha256, account, seen_at) VALUES ($1, $2, $3) ON CONFLICT (device_sha256, account) DO NOTHING',
    [device, account, at],
  )
}

/** Whether an account is known on any device. */
export async function isKnownSomewhere(reader: Reader, account: string): Promise<boolean> {
  return (await reader.all('SELECT 1 FROM staff_devices WHERE account = $1 LIMIT 1', [account])).length > 0
}
