import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { backupCommand } from './backup.ts'
import { doctorCommand } from './doctor.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { opinionCommand } from './opinion.ts'
import { packageRoot } from './package-root.ts'
import { leaveOnFault, reportFailure } from './report-failure.ts'
import { restoreCommand } from './restore.ts'
import { serveCommand, workerCommand } from './serve.ts'
import { startCommand } from './start.ts'

function makeProgram(): Command {
  const about = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as Record<string, string>
  return new Command('weerklank')
    .description(about.description ?? '')
    .version(about.version ?? '')
    .addHelpText('after', '\nSettings come from the environment: see docs/SETTINGS.md.')
    .addCommand(startCommand())
    .addCommand(serveCommand())
    .addCommand(workerCommand())
    .addCommand(migrateCommand())
    .addCommand(doctorCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(importCommand())
    .addCommand(exportCommand())
    .addCommand(opinionCommand())
}

/** Done is done: what was left open by mistake does not keep the command from ending. */
const LINGER_MS = 3000

process.on('uncaughtException', leaveOnFault)
process.on('unhandledRejection', leaveOnFault)
try {
  await makeProgram().parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error)
}
setTimeout(() => process.exit(), LINGER_MS).unref()
