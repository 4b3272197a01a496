import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { Language } from '../base/problem.ts'
import { type ServerPlace, serverPlaceOf } from '../server/operation/server-place.ts'
import { languageOption } from './options.ts'
import { userPath } from './user-path.ts'

export interface ServerOptions {
  readonly database: string
  readonly data: string
  readonly auditKey?: string
  readonly lang: Language
}

/** Where the server keeps what a command is about: by option, else as the server itself is told. */
export function addServerOptions(command: Command): Command {
  return command
    .addOption(new Option('--database <url>', 'file:NAME.sqlite or postgres://...').env('QUANHENG_DATABASE').makeOptionMandatory())
    .addOption(
      new Option('--data <folder>', 'the data folder of the server, with the key of its audit trail')
        .env('QUANHENG_DATA')
        .default('quanheng-data'),
    )
    .addOption(new Option('--audit-key <file>', 'the file of that key, where it is not in the data folder').env('QUANHENG_AUDIT_KEY'))
    .addOption(languageOption())
}

export function serverPlace({ database, data, auditKey }: ServerOptions): ServerPlace {
  return serverPlaceOf(database, resolve(userPath(data)), auditKey === undefined ? undefined : resolve(userPath(auditKey)))
}
