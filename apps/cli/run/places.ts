import { Command, InvalidArgumentError } from 'commander'
import { findPlaces, importPlaces } from '#domains/places'
import { SetupError } from '#platform/postgres'
import { withDatabase } from './with-database.ts'

/** `weerklank places …` */
export function placesCommand(): Command {
  const command = new Command('places').description(
    'areas, streets and addresses: take them in, and find them',
  )
  command
    .command('import')
    .description(
      'take in areas (GeoJSON or CSV of Statistics Netherlands), streets and towns (extract of the BAG, version 2, or CSV) or addresses (CSV)',
    )
    .argument('<file>', 'the file, unpacked')
    .option('--year <year>', 'of areas, where neither the file nor its name says it', readYear)
    .addHelpText(
      'after',
      '\nPrints JSON: {areas, streets, points, refused: [{line, reason}]}. Refused lines are left out; a file that is cut off, or is' +
        '\nsomething else, changes nothing. Doing it again changes nothing. Columns: docs/how-to/take-in-places.md',
    )
    .action(runImport)
  command
    .command('find')
    .description('find what somebody may mean: a street with its number, a postcode, a name, a code')
    .argument('<text...>', 'what they typed')
    .addHelpText('after', '\nPrints JSON: [{kind, name, within, why, …}], the likeliest first.')
    .action(runFind)
  return command
}

function readYear(text: string): number {
  const year = Number(text)
  if (!/^\d{4}$/.test(text) || year < 1800 || year > 2199)
    throw new InvalidArgumentError('give a year, such as 2024.')
  return year
}

async function runImport(path: string, { year }: { year?: number }): Promise<void> {
  const outcome = await withDatabase(({ db }) => importPlaces(db, { path, year }))
  if (outcome.kind === 'unreadable') throw new SetupError(`${path}: ${outcome.reason}. Nothing was taken in.`)
  const { kind: _, ...told } = outcome
  console.log(JSON.stringify(told, null, 2))
}

async function runFind(words: string[]): Promise<void> {
  const found = await withDatabase(({ db }) => findPlaces(db, words.join(' ')))
  console.log(JSON.stringify(found, null, 2))
}
