import { createInterface } from 'node:readline'
import { Command, Option } from 'commander'
import { stemDutch, stemEnglish } from '#cores/text'

/** `weerklank text …`: what is made of words. */
export function textCommand(): Command {
  const command = new Command('text').description('what is made of words')
  command
    .command('stem')
    .description('read words, one a line, and print the stem of each')
    .addOption(new Option('--language <language>', 'of the words').choices(['nl', 'en']).default('nl'))
    .addHelpText('after', '\nA stem is for comparing words: those of one stem are one word to a query.')
    .action(({ language }: { language: 'nl' | 'en' }) => printStems(language))
  return command
}

async function printStems(language: 'nl' | 'en'): Promise<void> {
  const stem = language === 'nl' ? stemDutch : stemEnglish
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${stem(line.trim().toLowerCase())}\n`)
  }
}
