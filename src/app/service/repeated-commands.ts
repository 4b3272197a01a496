import { type CommandKey, type KeptAnswer, release, reserve, settle } from '../../store/idempotency.ts'
import type { Service } from './service.ts'

/** Reserves the key of a command that begins; answers what is kept when it was used before. */
export async function reserveKey(service: Service, command: CommandKey): Promise<KeptAnswer | undefined> {
  return reserve(service.store, command, service.now())
}

/** Keeps what a command answered, to be answered again. */
export async function keepAnswer(service: Service, command: CommandKey, status: number, body: string): Promise<void> {
  await settle(service.store, command, status, body)
}

/** Gives the key of a command without effect back. */
export async function releaseKey(service: Service, command: CommandKey): Promise<void> {
  await release(service.store, command)
}
