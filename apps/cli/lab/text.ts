import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Command, Option } from 'commander'
import { compareTexts, type Similarity, stemDutch, stemEnglish } from '#cores/text'
import { guessLanguage } from '#platform/text'
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
  command
    .command('language')
    .description('say in which language a text is')
    .argument('<file>', 'a text')
    .addHelpText(
      'after',
      '\nPrints JSON: {language, p}; p is how sure that is, from 0 to 1. The language is "und", undetermined, where the text has fewer than' +
        '\n20 letters or could as well be in another.',
    )
    .action(async (file: string) => {
      console.log(JSON.stringify(await guessLanguage(readable(file, () => readFileSync(file, 'utf8')))))
    })
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
