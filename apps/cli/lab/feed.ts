import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { type FeedWarning, type ParsedFeed, readFeed } from '#domains/listen'
import { readConfig } from '#platform/config'
import { readable, UnusableFile } from '../run/usable-file.ts'

/** `weerklank feed …`: what a feed says, as it would be read when it is listened to. */
export function feedCommand(): Command {
  const command = new Command('feed').description('feeds, from files')
  command
    .command('parse')
    .description('print what a feed says as JSON: cleaned, with its dates as instants')
    .argument('<file>', 'RSS, RDF, Atom or JSON Feed, as a site sends it')
    .option('--url <url>', 'where it comes from, to make relative addresses whole', '')
    .addHelpText(
      'after',
      '\nPrints JSON: {format, title, language, items: [{id, url, title, text, html, published, updated, language, attachments[]}],' +
        '\nwarnings[]}. Dates without a zone are those of WEERKLANK_TIME_ZONE. The name of who wrote something is left behind.',
    )
    .action((file: string, { url }: { url: string }) => console.log(JSON.stringify(parse(file, url))))
  return command
}

const reasons = {
  html: 'this is a web page and no feed',
  empty: 'there is nothing in it',
  'too-deep': 'its elements lie too deep in each other',
  'too-much': 'it holds more than a feed can',
  'too-long': 'reading it takes too long',
  unreadable: 'this is no RSS, RDF, Atom or JSON Feed',
}

/** @throws UnusableFile that says in one line why it is no feed */
function parse(file: string, url: string) {
  const bytes = readable(file, () => readFileSync(file))
  const outcome = readFeed({ bytes, url, timeZone: readConfig(process.env).timeZone })
  if (outcome.kind === 'not-a-feed') throw new UnusableFile(`${file}: ${reasons[outcome.reason]}`)
  const { format, title, language = null, items, warnings } = outcome.feed
  return { format, title, language, items: items.map(shown), warnings: warnings.map(tell) }
}

function shown(item: ParsedFeed['items'][number]) {
  const {
    guid = null,
    url = null,
    title,
    text,
    html,
    publishedAt,
    updatedAt,
    language = null,
    attachments,
  } = item
  const [published, updated] = [publishedAt?.toISOString() ?? null, updatedAt?.toISOString() ?? null]
  return { id: guid, url, title, text, html, published, updated, language, attachments }
}

function tell({ kind, n = 0 }: FeedWarning): string {
  const sentences: Record<FeedWarning['kind'], string> = {
    gzip: 'it was compressed, and not called so',
    'broken-letters': `${n} broken letters were replaced`,
    'text-before': `${n} characters before the feed were left out`,
    'unread-dates': `${n} dates could not be read: those are unknown`,
    'older-items': `the ${n} oldest items were left out`,
    'not-items': `${n} items are none, and were left out`,
  }
  return sentences[kind]
}
