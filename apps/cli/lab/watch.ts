import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { Command, Option } from 'commander'
import { dutchRoot, englishRoot } from '#cores/text'
import { explain, Matcher, type Query, readQuery, type Stemmer } from '#cores/watch'
import { readable, refuseUnreadable, UnusableFile } from '../run/usable-file.ts'
import { tellFault } from './query-fault.ts'

type MatchFlags = { watches: string; posts: string; out?: string; language: Language }
type Language = keyof typeof stemmers

const stemmers = { nl: dutchRoot, en: englishRoot } satisfies Record<string, Stemmer>

const languageOption = () =>
  new Option('--language <language>', 'of the posts').choices(['nl', 'en']).default('nl')

/** `weerklank watch …`: holds saved queries against posts, from files. */
export function watchCommand(): Command {
  const command = new Command('watch').description('saved queries against posts, from files')
  command
    .command('match')
    .description('hold many queries against many posts, and tell how fast that went')
    .requiredOption('--watches <file>', 'a query a line')
    .requiredOption('--posts <file>', 'a post a line')
    .option('--out <file>', 'write each match: number of the post, number of the query, from 0')
    .addOption(languageOption())
    .addHelpText(
      'after',
      '\nPrints JSON: {watches, posts, matches, compileMs, matchMs, postsPerSecond, mbPerSecond, peakRssMb}. Reading the files is not in' +
        '\nmatchMs; finding words, folding and stemming them is.',
    )
    .action((flags: MatchFlags) => console.log(JSON.stringify(matchFiles(flags))))
  command
    .command('explain')
    .description('say whether a query matches a text, and where')
    .argument('<query>', `as 'fiets* AND (weg OR "oude haven") NOT auto'`)
    .argument('<file>', 'a text')
    .addOption(languageOption())
    .action((query: string, file: string, { language }: { language: Language }) => {
      const text = readable(file, () => readFileSync(file, 'utf8'))
      console.log(JSON.stringify(explain(read(query), { title: '', text }, stemmers[language])))
    })
  return command
}

/** @throws UnusableFile that says what is wrong with the query */
function read(query: string, place = ''): Query {
  const outcome = readQuery(query)
  if (outcome.kind === 'read') return outcome.query
  throw new UnusableFile(`${place}${tellFault(outcome.fault)}`)
}

function matchFiles({ watches, posts, out, language }: MatchFlags) {
  refuseUnreadable(posts)
  const lines = readable(watches, () => readFileSync(watches, 'utf8')).split('\n')
  if (lines.at(-1) === '') lines.pop()
  const matcher = new Matcher(stemmers[language])
  const began = performance.now()
  for (const [at, line] of lines.entries()) matcher.add(at, read(line, `${watches}, line ${at + 1}: `))
  const compileMs = performance.now() - began
  const told = matchPosts(matcher, posts, out === undefined ? undefined : openSync(out, 'w'))
  const seconds = told.matchMs / 1000
  return {
    watches: lines.length,
    ...told,
    compileMs: round(compileMs),
    matchMs: round(told.matchMs),
    postsPerSecond: Math.round(told.posts / seconds),
    mbPerSecond: round(told.bytes / 1e6 / seconds),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    bytes: undefined,
  }
}

/** Posts that are held in memory at once. */
const POSTS_AT_ONCE = 1024

function matchPosts(matcher: Matcher, file: string, out: number | undefined) {
  let [posts, matches, matchMs, bytes] = [0, 0, 0, 0]
  let pairs: string[] = []
  for (const lines of readLines(file, POSTS_AT_ONCE)) {
    const began = performance.now()
    matcher.match(
      lines.map((text) => ({ title: '', text })),
      (at, watch) => {
        matches += 1
        if (out !== undefined) pairs.push(`${posts + at}\t${watch}\n`)
      },
    )
    matchMs += performance.now() - began
    posts += lines.length
    for (const line of lines) bytes += Buffer.byteLength(line)
    if (out !== undefined) writeSync(out, pairs.join(''))
    pairs = []
  }
  if (out !== undefined) closeSync(out)
  return { posts, matches, matchMs, bytes }
}

const READ_AT_ONCE = 1 << 22

/** The lines of a file, so many at once; what is no UTF-8 is replaced. */
function* readLines(file: string, most: number): Generator<string[]> {
  const handle = openSync(file, 'r')
  let lines: string[] = []
  let rest = Buffer.alloc(0)
  const chunk = Buffer.alloc(READ_AT_ONCE)
  for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)])
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      lines.push(bytes.toString('utf8', start, end))
      start = end + 1
      if (lines.length < most) continue
      yield lines
      lines = []
    }
    rest = bytes.subarray(start)
  }
  closeSync(handle)
  if (rest.length > 0) lines.push(rest.toString())
  if (lines.length > 0) yield lines
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
