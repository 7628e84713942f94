import { Command } from 'commander'
import { type ExportPolisOutcome, exportPolis } from '#domains/deliberate'
import { SetupError } from '#platform/postgres'
import { withDatabase } from './with-database.ts'

type Exported = Extract<ExportPolisOutcome, { kind: 'exported' }>
type Refused = Exclude<ExportPolisOutcome, Exported>

/** `weerklank export …` */
export function exportCommand(): Command {
  const command = new Command('export').description('take out what was said, to analyse it elsewhere')
  command
    .command('polis')
    .description(
      'write a dialogue as Polis does: comments.csv, votes.csv, participants-votes.csv, summary.csv; 1 is agree',
    )
    .argument('<dialogue>', 'the dialogue: its id, or the last part of its address')
    .argument('<dir>', 'the folder to make; one that is there must be empty')
    .option('--json', 'print the result as JSON: {dialogue, statements, participants, votes, held, seconds}')
    .addHelpText(
      'after',
      '\nPeople get other numbers, drawn by lot. votes: the latest of each person on each statement;' +
        '\nheld: statements that wait for a moderator, which are left out.',
    )
    .action(runExport)
  return command
}

async function runExport(
  dialogue: string,
  folder: string,
  { json = false }: { json?: boolean },
): Promise<void> {
  const started = performance.now()
  const outcome = await withDatabase(({ db, config }) =>
    exportPolis(db, {
      dialogue,
      folder,
      urlOf: (name) => new URL(`/nl/dialogues/${name}`, config.url).href,
      now: new Date(),
      onProgress: json ? undefined : showProgress,
    }),
  )
  if (outcome.kind !== 'exported') throw new SetupError(sentenceOf(outcome, { dialogue, folder }))
  const { slug, statements, participants, votes, held } = outcome
  const seconds = Math.round((performance.now() - started) / 10) / 100
  if (json) {
    console.log(JSON.stringify({ dialogue: slug, statements, participants, votes, held, seconds }))
    return
  }
  console.log(
    `${folder}: ${statements} statements, ${votes} votes of ${participants} people, in ${seconds} s.`,
  )
  if (held > 0) console.log(`Left out: statements that wait for a moderator, ${held}.`)
}

function showProgress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} people${done === all ? '\n' : ''}`)
}

function sentenceOf(outcome: Refused, { dialogue, folder }: { dialogue: string; folder: string }): string {
  switch (outcome.kind) {
    case 'dialogue-not-found':
      return `There is no dialogue ${dialogue}: give its id, or the last part of its address.`
    case 'folder-not-empty':
      return `${folder} is not empty: name a folder that is, or that is not there yet.`
    case 'folder-not-usable':
      return `${folder} cannot be used: ${outcome.reason}.`
  }
}
