import { type CommandKey, type KeptAnswer, keepAnswer, keptAnswer } from '../../store/aggregates/idempotency.ts'
import { beginUnit } from '../../store/unit-of-work.ts'
import type { Service } from './service.ts'

/** What was answered to a command when it was carried out; undefined when it was not. */
export async function answeredBefore(service: Service, command: CommandKey): Promise<KeptAnswer | undefined> {
  return keptAnswer(service.store, command, service.now())
}

export interface CarriedOut<T> {
  readonly value: T
  /** What is to be answered when the command is sent again with its key; nothing for one without a key or without effect. */
  readonly kept: { readonly command: CommandKey; readonly status: number; readonly body: string } | undefined
}

/**
 * Carries out a command in one transaction with the answer that is kept of it, so that after a kill at any moment both are
 * there or neither is. `use` does all it does through the service that it is given.
 */
export async function inOneTransaction<T>(service: Service, use: (service: Service) => Promise<CarriedOut<T>>): Promise<T> {
  const unit = beginUnit(service.store)
  const { store, afterCommit } = unit
  let done: CarriedOut<T>
  try {
    done = await use({ ...service, store, afterCommit })
    await keep(unit.store, service.now(), done.kept)
  } catch (failure) {
    await unit.rollBack()
    throw failure
  }
  await unit.commit()
  return done.value
}

/**
 * Carries out a command that works in several transactions, or waits for other threads: interrupted, it is carried out again,
 * and finds what it did already. Its answer is kept at the end.
 */
export async function inSteps<T>(service: Service, use: (service: Service) => Promise<CarriedOut<T>>): Promise<T> {
  const { value, kept } = await use(service)
  await keep(service.store, service.now(), kept)
  return value
}

async function keep(store: Service['store'], now: Date, kept: CarriedOut<unknown>['kept']): Promise<void> {
  if (!kept) return
  const { command, status, body } = kept
  await store.write(async (transaction) => {
    await keepAnswer(transaction, command, { status, body }, now)
    return { ok: true }
  })
}
