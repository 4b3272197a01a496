import { type TrailFiles, trailFiles } from '../../store/trail/trail-files.ts'

/** Where a server keeps what it keeps, as its commands are told. */
export interface ServerPlace {
  readonly database: string
  readonly dataFolder: string
  readonly trail: TrailFiles
}

/** The place with its data folder, and the file of the audit trail's key where it is not there. Absolute paths. */
export function serverPlaceOf(database: string, dataFolder: string, auditKey: string | undefined): ServerPlace {
  return { database, dataFolder, trail: trailFiles(dataFolder, auditKey) }
}
