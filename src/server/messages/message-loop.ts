import type { Service } from '../kernel/service.ts'
import { sendDue, type Transports } from './send-due.ts'
import { type Channels, writeReminders } from './write-reminders.ts'

export interface MessageLoop {
  /** Stops after the round that is under way. */
  stop(): Promise<void>
}

export interface MessageLoopOptions {
  readonly channels: Channels
  readonly transports: Transports
  /** Between the end of one round and the beginning of the next; a minute unless told. */
  readonly everyMs?: number
  /** Told when a round itself failed, such as on a database that does not answer. The next round tries again. */
  readonly onFailure: (failure: unknown) => void
}

/** Writes due reminders and sends what waits, round after round, while the server runs. */
export function startMessageLoop(service: Service, { channels, transports, everyMs = 60_000, onFailure }: MessageLoopOptions): MessageLoop {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  const next = () => {
    round = (async () => {
      try {
        await writeReminders(service, channels)
        await sendDue(service, transports)
      } catch (failure) {
        onFailure(failure)
      }
      if (!stopped) timer = setTimeout(next, everyMs)
    })()
  }
  next()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
      clearTimeout(timer)
      transports.mail?.close()
    },
  }
}
