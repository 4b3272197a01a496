// Another program that writes: takes the write lock of an SQLite file and keeps it for so many milliseconds. Prints a line when it has it.
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'libsql'

const [path, milliseconds] = process.argv.slice(2)
const database = new Database(path)
for (;;) {
  try {
    database.exec('BEGIN IMMEDIATE')
    break
  } catch {
    await pause(5)
  }
}
process.stdout.write('held\n')
await pause(Number(milliseconds))
database.exec('COMMIT')
database.close()
