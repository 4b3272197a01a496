import { type DestinationStream, destination, type Logger, pino } from 'pino'
import type { Configuration } from './read-configuration.ts'

export type ServerLog = Logger

/**
 * The log of the server: one line of JSON an event, on standard error. It tells of requests their id, route (never the
 * address with what people typed into it), status, duration and the account's id, and of failures their kind and place in
 * the program. Messages of failures can hold a person's data, such as the value that a statement refused: they stay out.
 */
export function serverLog(level: Configuration['logLevel'], stream: DestinationStream = destination({ dest: 2, sync: true })): ServerLog {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { failure: failureOf, err: failureOf },
    },
    stream,
  )
}

interface LoggedFailure {
  readonly name: string
  /** Such as ECONNREFUSED or SQLITE_FULL. */
  readonly code: string | undefined
  /** Where it came up, without the message that stands above it. */
  readonly stack: readonly string[]
  readonly cause: LoggedFailure | undefined
}

/** A failure as it may be logged: what kind and where, never its message. */
function failureOf(failure: unknown, depth = 0): LoggedFailure {
  if (!(failure instanceof Error)) return { name: typeof failure, code: undefined, stack: [], cause: undefined }
  const code = 'code' in failure ? String(failure.code) : undefined
  const frames = (failure.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: failure.name,
    code: code !== undefined && /^[\w-]{1,40}$/.test(code) ? code : undefined,
    stack: frames.slice(0, 12).map((line) => line.trim()),
    cause: failure.cause !== undefined && depth < 3 ? failureOf(failure.cause, depth + 1) : undefined,
  }
}
