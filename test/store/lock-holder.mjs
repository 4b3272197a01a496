// Another program that writes: takes the write lock of an SQLite file, keeps it for so many milliseconds, leaves it for as many as
// the next argument says, and so on. Prints a line each time it has it.
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'libsql'

const [path, ...durations] = process.argv.slice(2)
const database = new Database(path)

async function take() {
  for (;;) {
    try {
      return database.exec('BEGIN IMMEDIATE')
    } catch {
      await pause(3)
    }
  }
}

for (let index = 0; index < durations.length; index += 2) {
  await take()
  process.stdout.write('held\n')
  await pause(Number(durations[index]))
  database.exec('COMMIT')
  await pause(Number(durations[index + 1] ?? 0))
}
database.close()
