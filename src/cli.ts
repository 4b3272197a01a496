#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { appraiseCommand } from './cli/appraise-command.ts'
import { convertCommand } from './cli/convert-command.ts'
import { auditCommand, backupCommand, backupKeyCommand, restoreCommand } from './cli/database-commands.ts'
import { demoCommand } from './cli/demo-command.ts'
import { EXIT } from './cli/exit-status.ts'
import { explainCommand } from './cli/explain-command.ts'
import { exportCommand } from './cli/export-command.ts'
import { measuresCommand } from './cli/measures-command.ts'
import { rulesCommand } from './cli/rules-command.ts'
import { secretCommand } from './cli/secret-command.ts'
import { serveCommand } from './cli/serve-command.ts'
import { simulateCommand } from './cli/simulate-command.ts'
import { templateCommand } from './cli/template-command.ts'
import { userCommand } from './cli/user-command.ts'
import { verifyCommand } from './cli/verify-command.ts'
import { writePrivately } from './server/operation/keep-private.ts'

/**
 * The command `quanheng` (CONTRACT section 2). Answers the exit status. Each command loads what it does when it is run: all of it
 * takes a second, and help or a mistyped option need none.
 */
async function run(argv: readonly string[]): Promise<number> {
  if (argv[0] === '--version' || argv[0] === '-V') {
    const { engineVersion } = await import('./appraisal/engine-version.ts')
    process.stdout.write(`${engineVersion()}\n`)
    return EXIT.done
  }
  let status: number = EXIT.done
  const program = new Command('quanheng')
    .description('权衡 Quanheng: scores service engineers and sales representatives and splits the service bonus')
    .option('-V, --version', 'print the version of the program')
    .helpOption('-h, --help', 'show what a command does and its options')
    .exitOverride()
    .configureHelp({ showGlobalOptions: false })
  const done = (code: number) => {
    status = code
  }
  const commands = [
    appraiseCommand,
    convertCommand,
    verifyCommand,
    explainCommand,
    simulateCommand,
    measuresCommand,
    rulesCommand,
    templateCommand,
    demoCommand,
    serveCommand,
    userCommand,
    backupCommand,
    backupKeyCommand,
    restoreCommand,
    auditCommand,
    secretCommand,
    exportCommand,
  ]
  for (const command of commands) {
    const made = command(done).copyInheritedSettings(program)
    for (const below of made.commands) below.copyInheritedSettings(program)
    program.addCommand(made)
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (failure) {
    if (!(failure instanceof CommanderError)) throw failure
    return failure.exitCode === 0 ? EXIT.done : EXIT.usage
  }
  return status
}

// Whoever reads us may stop early, as `head` does: what is left to say is then said to nobody, and the status stands.
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code !== 'EPIPE') throw failure
})

writePrivately()
process.exitCode = await run(process.argv.slice(2))
