import type { Reader } from '../database/connection.ts'
import { firstOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** An account that was signed in on a device. */
export interface DeviceUser {
  readonly account: string
  readonly name: string
  readonly employee: string | undefined
}

/** The accounts that were signed in on a device, by the hash of its mark. */
export async function usersOfDevice(reader: Reader, device: string): Promise<DeviceUser[]> {
  return rowsOf(
    reader,
    tables
      .selectFrom('staff_devices')
      .innerJoin('accounts', 'accounts.id', 'staff_devices.account')
      .select(['accounts.id as account', 'accounts.name', 'accounts.employee'])
      .where('device_sha256', '=', device)
      .orderBy('staff_devices.seen_at')
      .orderBy('accounts.id'),
  )
}

const devices = tables.selectFrom('staff_devices').select('device_sha256')

/** Whether an account is known on a device. */
export async function isKnownOn(reader: Reader, device: string, account: string): Promise<boolean> {
  return (await firstOf(reader, devices.where('device_sha256', '=', device).where('account', '=', account))) !== undefined
}

/** Notes an account on a device, once. */
export async function noteDeviceUser(transaction: WriteTransaction, device: string, account: string, at: string): Promise<void> {
  const noted = tables.insertInto('staff_devices').values({ device_sha256: device, account, seen_at: at })
  await rowsOf(
    transaction,
    noted.onConflict((conflict) => conflict.columns(['device_sha256', 'account']).doNothing()),
  )
}

/** Whether an account is known on any device. */
export async function isKnownSomewhere(reader: Reader, account: string): Promise<boolean> {
  return (await firstOf(reader, devices.where('account', '=', account).limit(1))) !== undefined
}
