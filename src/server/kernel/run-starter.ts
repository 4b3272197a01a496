import type { TrailFiles } from '../../store/trail/trail-files.ts'

/** All that a worker needs to know; it crosses to another thread, so it is plain data. */
export interface RunJob {
  readonly run: string
  readonly period: string
  /** The address of the store, with its password. */
  readonly address: string
  readonly rulesFolder: string
  /** Where the key of the audit trail is. */
  readonly trail: TrailFiles
  /** A run whose rules and settings are to be followed, instead of those in force: that of a closed period appraised again. */
  readonly follows?: string | undefined
  /** Who started it, for the audit trail. */
  readonly actor: { readonly id: string; readonly name: string; readonly address: string | undefined }
}

/** Begins runs that stand in the runs table, and waits for them. */
export interface RunStarter {
  /** Begins to compute a run, or lets it wait its turn. */
  start(job: RunJob): void
  /** Waits until a run is over; at once when it is not being computed. */
  finished(run: string): Promise<void>
}
