import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Command, Option } from 'commander'
import { compareTexts, type Similarity, stemDutch, stemEnglish } from '#cores/text'
import { readable } from '../run/usable-file.ts'

/** `weerklank text …`: what is made of words and texts. */
export function textCommand(): Command {
  const command = new Command('text').description('what is made of words and texts')
  command
    .command('stem')
    .description('read words, one a line, and print the stem of each')
    .addOption(new Option('--language <language>', 'of the words').choices(['nl', 'en']).default('nl'))
    .addHelpText('after', '\nA stem is for comparing words: those of one stem are one word to a query.')
    .action(({ language }: { language: 'nl' | 'en' }) => printStems(language))
  command
    .command('similar')
    .description('say how much of two texts is word for word alike, and whether they are the same')
    .argument('<file>', 'a text')
    .argument('<other>', 'another')
    .addHelpText(
      'after',
      '\nPrints JSON: {jaccard, containment, same}. The same: six tenths of all runs of three words are in both, or eight tenths of those' +
        '\nof the shorter text are in the longer one.',
    )
    .action((file: string, other: string) => console.log(JSON.stringify(compareFiles(file, other))))
  return command
}

async function printStems(language: 'nl' | 'en'): Promise<void> {
  const stem = language === 'nl' ? stemDutch : stemEnglish
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${stem(line.trim().toLowerCase())}\n`)
  }
}

function compareFiles(file: string, other: string): Similarity {
  const read = (path: string) => readable(path, () => readFileSync(path, 'utf8'))
  return compareTexts(read(file), read(other))
}
