import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { feedCommand } from './lab/feed.ts'
import { opinionCommand } from './lab/opinion.ts'
import { textCommand } from './lab/text.ts'
import { watchCommand } from './lab/watch.ts'
import { answerCommand } from './run/answer.ts'
import { backupCommand } from './run/backup.ts'
import { doctorCommand } from './run/doctor.ts'
import { exportCommand } from './run/export.ts'
import { importCommand } from './run/import.ts'
import { mailCommand } from './run/mail.ts'
import { migrateCommand } from './run/migrate.ts'
import { packageRoot } from './run/package-root.ts'
import { peopleCommand } from './run/people.ts'
import { placesCommand } from './run/places.ts'
import { leaveOnFault, reportFailure } from './run/report-failure.ts'
import { restoreCommand } from './run/restore.ts'
import { retentionCommand } from './run/retention.ts'
import { serveCommand, workerCommand } from './run/serve.ts'
import { startCommand } from './run/start.ts'

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
    .addCommand(retentionCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(importCommand())
    .addCommand(exportCommand())
    .addCommand(mailCommand())
    .addCommand(placesCommand())
    .addCommand(answerCommand())
    .addCommand(peopleCommand())
    .addCommand(opinionCommand())
    .addCommand(feedCommand())
    .addCommand(watchCommand())
    .addCommand(textCommand())
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
