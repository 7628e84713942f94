import { Command } from 'commander'
import { z } from 'zod'
import type { Db } from '#db'
import { type ImportPolisOutcome, importPolis } from '#domains/deliberate'
import { findDossierBySlug } from '#domains/dossier'
import { dateIn } from '#platform/clock'
import { SetupError } from '#platform/postgres'
import { withDatabase } from './with-database.ts'

type Options = { dossier?: string; json?: boolean }
type Imported = Extract<ImportPolisOutcome, { kind: 'imported' }>
type Refused = Exclude<ImportPolisOutcome, Imported>

/** `weerklank import …` */
export function importCommand(): Command {
  const command = new Command('import').description('bring in what was said elsewhere')
  command
    .command('polis')
    .description(
      'import a conversation from a Polis export: a folder with comments.csv, votes.csv, summary.csv, or names that end so',
    )
    .argument('<dir>', 'the folder')
    .option(
      '--dossier <id>',
      'the dossier that it belongs to (id, or last part of its address); without it, one is made',
    )
    .option(
      '--json',
      'print the result as JSON: {dossier, dialogue, url, statements, participants, votes, repeated, skipped, refused, readAsAnsi, seconds}',
    )
    .addHelpText(
      'after',
      '\nvotes: the latest vote of each person on each statement; repeated: votes that were replaced later;' +
        '\nskipped: of the votes, those that were there already. Doing it again changes nothing.',
    )
    .action(runImport)
  return command
}

/** A dossier may be named by its id, or by the last part of its address. */
async function findDossierId(db: Db, name: string): Promise<string> {
  if (z.uuid().safeParse(name).success) return name
  const found = await findDossierBySlug(db, name)
  if (!found) throw new SetupError(sentenceOf({ kind: 'dossier-not-found' }))
  return found.dossier.id
}

async function runImport(folder: string, options: Options): Promise<void> {
  const started = performance.now()
  const { outcome, url } = await withDatabase(async ({ db, config, found }) => {
    const now = new Date()
    const request = {
      folder,
      dossierId: options.dossier && (await findDossierId(db, options.dossier)),
      now,
      today: dateIn(config.timeZone, now),
      onProgress: options.json ? undefined : showProgress,
    }
    const first = await importPolis(db, request)
    if (first.kind !== 'no-staff') return { url: config.url, outcome: first }
    await found()
    return { url: config.url, outcome: await importPolis(db, request) }
  })
  if (outcome.kind !== 'imported') throw new SetupError(sentenceOf(outcome))
  const seconds = Math.round((performance.now() - started) / 10) / 100
  report(outcome, { url: new URL(`/nl/dialogues/${outcome.slug}`, url).href, seconds, json: options.json })
}

function report(
  outcome: Imported,
  { url, seconds, json = false }: { url: string; seconds: number; json?: boolean | undefined },
): void {
  const { kind, slug, ...told } = outcome
  const { statements, participants, votes, repeated, skipped, refused, readAsAnsi } = told
  if (json) {
    console.log(JSON.stringify({ ...told, url, seconds }))
    return
  }
  console.log(`${url}: ${statements} statements, ${votes} votes of ${participants} people, in ${seconds} s.`)
  if (repeated > 0) console.log(`${repeated} votes were replaced by a later one of the same person.`)
  if (refused > 0) console.log(`${refused} statements were refused there, and are not shown.`)
  if (readAsAnsi.length > 0)
    console.log(
      `${readAsAnsi.join(' and ')}: no UTF-8, so read as ANSI (Windows-1252). Look whether é and ë are right in the statements.`,
    )
  if (skipped > 0) console.log(`${skipped} votes were there already.`)
}

function showProgress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} votes${done === all ? '\n' : ''}`)
}

function sentenceOf(outcome: Refused): string {
  switch (outcome.kind) {
    case 'refused':
      return outcome.line > 0
        ? `${outcome.file}, line ${outcome.line}: ${outcome.reason}. Nothing was imported.`
        : `${outcome.file}: ${outcome.reason}. Nothing was imported.`
    case 'dossier-not-found':
      return 'There is no dossier of this name: give its id or the last part of its address, or leave --dossier out.'
    case 'dossier-closed':
      return 'The dossier is closed: nothing can be added to it.'
    case 'in-other-dossier':
      return `This conversation was imported into the dossier ${outcome.dossier} before: name that one, or leave --dossier out.`
    case 'opened-since':
      return 'This conversation was opened to votes here after an earlier import: a newer export cannot be put over it.'
    case 'no-staff':
      return 'There is no administrator yet who could own the dossier: make one first ("weerklank start" does).'
  }
}
