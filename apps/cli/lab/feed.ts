import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { type FeedList, type FeedWarning, type ParsedFeed, readFeed, readList } from '#domains/listen'
import { readConfig } from '#platform/config'
import { readable, UnusableFile } from '../run/usable-file.ts'

/** `weerklank feed …`: what a feed says, as it would be read when it is listened to. */
export function feedCommand(): Command {
  const command = new Command('feed').description('feeds, from files')
  command
    .command('parse')
    .description('print what a feed says as JSON: cleaned, with its dates as instants')
    .argument('<file>', 'RSS, RDF, Atom, JSON Feed or a sitemap of news, as a site sends it')
    .option('--url <url>', 'where it comes from, to make relative addresses whole', '')
    .addHelpText(
      'after',
      '\nPrints JSON: {format, title, language, items: [{id, url, title, text, html, published, updated, language, attachments[]}],' +
        '\nwarnings[]}. Dates without a zone are those of WEERKLANK_TIME_ZONE. The name of who wrote something is left behind.',
    )
    .action((file: string, { url }: { url: string }) => console.log(JSON.stringify(parse(file, url))))
  command
    .command('list')
    .description('print which feeds a list names as JSON')
    .argument('<file>', 'OPML, or RDF with FOAF, as programs that read feeds write it')
    .addHelpText(
      'after',
      '\nPrints JSON: {format, title, owner: {name, url}, created, modified, feeds: [{url, title, categories[][]}],' +
        '\nsites: [{url, title}], lists: [{url, title}], warnings[]}: each feed once, with the headings that it stands under.',
    )
    .action((file: string) => console.log(JSON.stringify(list(file))))
  return command
}

const listReasons = {
  ...{ empty: 'there is nothing in it', 'too-deep': 'its elements lie too deep in each other' },
  ...{ 'too-much': 'it holds more than a list can', 'too-long': 'reading it takes too long' },
}

/** @throws UnusableFile that says in one line why it is no list */
function list(file: string) {
  const bytes = readable(file, () => readFileSync(file))
  const outcome = readList({ bytes, timeZone: readConfig(process.env).timeZone })
  if (outcome.kind === 'not-a-list') throw new UnusableFile(`${file}: ${listReasons[outcome.reason]}`)
  const { createdAt, modifiedAt, warnings, ...list } = outcome.list
  if (list.format === 'unknown') throw new UnusableFile(`${file}: this is no OPML, and no RDF with FOAF`)
  const dates = {
    created: createdAt?.toISOString() ?? null,
    modified: modifiedAt?.toISOString() ?? null,
  }
  return { ...list, ...dates, warnings: warnings.map(tellOfList) }
}

function tellOfList({ kind, n }: FeedList['warnings'][number]): string {
  return kind === 'left-out'
    ? `${n} sources were left out`
    : `${n} dates could not be read: those are unknown`
}

const reasons = {
  html: 'this is a web page and no feed',
  empty: 'there is nothing in it',
  'too-deep': 'its elements lie too deep in each other',
  'too-much': 'it holds more than a feed can',
  'too-long': 'reading it takes too long',
  'sitemap-index': 'this is a list of sitemaps: give one of those',
  'no-news': 'this sitemap names pages, and says no title of any',
  unreadable: 'this is no RSS, RDF, Atom, JSON Feed or sitemap',
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
