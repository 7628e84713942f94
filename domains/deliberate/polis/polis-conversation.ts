import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { cleanText } from '#platform/text'
import { encodingOf } from './polis-encoding.ts'
import { PolisFault } from './polis-fault.ts'
import { digestFiles, readPolisRows } from './polis-file.ts'
import { findFile, findPolisFiles, type PolisFolder } from './polis-folder.ts'
import { PolisVotes } from './polis-votes.ts'

/** A statement of an export. */
export type PolisStatement = {
  id: number
  author: number
  text: string
  /** Taken out by a moderator there. */
  refused: boolean
  /** Shown there without a moderator having looked at it. */
  isUnread: boolean
  isMeta: boolean
  /** Whether the organisation wrote it; undefined where the export does not say, as those of Polis itself did not for years. */
  isSeed: boolean | undefined
  at: number
  /** How often it was agreed and disagreed with, later replaced votes counted too. */
  agrees: number
  disagrees: number
  line: number
}

/** A conversation from an export of Polis, checked as a whole. */
export type PolisConversation = {
  /** Stays the same in every export of the conversation. */
  origin: string
  digest: Buffer
  topic: string
  description: string
  statements: PolisStatement[]
  votes: PolisVotes
  /** What agree is in the file: 1 or −1. */
  agree: 1 | -1
  /** The files that were read as ANSI (Windows-1252), because they are no UTF-8. */
  readAsAnsi: string[]
}

export type PolisRefusal = { kind: 'refused'; file: string; line: number; reason: string }
export type ReadPolisOutcome = { kind: 'read'; conversation: PolisConversation } | PolisRefusal

/** Reads and checks the export in a folder: statements, votes, and the summary where there is one. */
export async function readPolisFolder(folder: string): Promise<ReadPolisOutcome> {
  try {
    const files = await findPolisFiles(folder)
    const statements = await readStatements(files)
    const votes = await readVotes(files, statements)
    const summary = await readSummary(files)
    const agree = establishSign(files, {
      statements: [...statements.values()],
      votes,
      declared: declaredSign(summary),
    })
    return {
      kind: 'read',
      conversation: {
        origin: originOf(summary, [...statements.values()]),
        digest: await digestFiles(folder, [files.comments, files.votes]),
        topic: summary.get('topic')?.trim() || basename(folder),
        description: summary.get('conversation-description')?.trim() ?? '',
        statements: [...statements.values()].sort((a, b) => a.id - b.id),
        votes,
        agree,
        readAsAnsi: await listAnsi(files),
      },
    }
  } catch (error) {
    if (!(error instanceof PolisFault)) throw error
    return { kind: 'refused', file: error.file, line: error.line, reason: error.reason }
  }
}

async function listAnsi({ path, comments, summary }: PolisFolder): Promise<string[]> {
  const read: string[] = []
  for (const name of summary ? [comments, summary] : [comments])
    if ((await encodingOf(path, name)) === 'windows-1252') read.push(name)
  return read
}

const statementColumns = [
  'timestamp',
  'comment-id',
  'author-id',
  'agrees',
  'disagrees',
  'moderated',
  'comment-body',
] as const

async function readStatements({ path, comments: file }: PolisFolder): Promise<Map<number, PolisStatement>> {
  const statements = new Map<number, PolisStatement>()
  for await (const row of readPolisRows(path, file, statementColumns)) {
    const id = row.number('comment-id')
    const before = statements.get(id)
    if (before)
      throw new PolisFault(
        file,
        row.line,
        `statement ${id} stands in the file twice, first in line ${before.line}`,
      )
    const text = cleanText(row.text('comment-body')).trim()
    const moderated = row.oneOf('moderated', ['-1', '0', '1'])
    const refused = moderated === '-1'
    if (text === '' && !refused) throw new PolisFault(file, row.line, `statement ${id} has no text`)
    statements.set(id, {
      id,
      text,
      refused,
      isUnread: moderated === '0',
      author: row.number('author-id'),
      isMeta: row.flag('is-meta') ?? false,
      isSeed: row.flag('is-seed'),
      at: row.instant('timestamp'),
      agrees: row.number('agrees'),
      disagrees: row.number('disagrees'),
      line: row.line,
    })
  }
  if (statements.size === 0) throw new PolisFault(file, 1, 'the file holds no statements')
  return statements
}

const voteColumns = ['timestamp', 'comment-id', 'voter-id', 'vote'] as const

async function readVotes(
  { path, comments, votes: file }: PolisFolder,
  statements: Map<number, PolisStatement>,
): Promise<PolisVotes> {
  const votes = new PolisVotes()
  for await (const row of readPolisRows(path, file, voteColumns)) {
    const statement = row.number('comment-id')
    if (!statements.has(statement))
      throw new PolisFault(file, row.line, `statement ${statement} is not in ${comments}`)
    const value = Number(row.oneOf('vote', ['1', '0', '-1']))
    votes.add(row.number('voter-id'), statement, value, row.instant('timestamp'))
  }
  return votes
}

/** Our own exports say what agree is; those of Polis do not. */
function declaredSign(summary: Map<string, string>): 1 | -1 | undefined {
  return ([1, -1] as const).find((value) => String(value) === summary.get('value-of-agree'))
}

/**
 * Finds out whether agree is +1 or −1, which differs between exports: the counts of every statement must be those of
 * comments.csv one way, and not the other. Where both ways fit, what the export declares decides.
 * @throws PolisFault where neither way fits, or both do and nothing is declared
 */
function establishSign(
  files: PolisFolder,
  {
    statements,
    votes,
    declared,
  }: { statements: PolisStatement[]; votes: PolisVotes; declared: 1 | -1 | undefined },
): 1 | -1 {
  const [positive, negative] = [new Map<number, number>(), new Map<number, number>()]
  for (let row = 0; row < votes.count; row++) {
    const counts = votes.value[row] === 1 ? positive : negative
    const statement = votes.statement[row] ?? 0
    if (votes.value[row] !== 0) counts.set(statement, (counts.get(statement) ?? 0) + 1)
  }
  const fits = (agree: Map<number, number>, disagree: Map<number, number>) => (one: PolisStatement) =>
    (agree.get(one.id) ?? 0) === one.agrees && (disagree.get(one.id) ?? 0) === one.disagrees
  const asIs = statements.filter(fits(positive, negative)).length
  const turned = statements.filter(fits(negative, positive)).length
  if (asIs === turned && asIs === statements.length) {
    if (declared) return declared
    throw new PolisFault(
      files.votes,
      1,
      'it cannot be established whether 1 means agree: every statement has as many of both',
    )
  }
  if (asIs === statements.length) return 1
  if (turned === statements.length) return -1
  const nearest = asIs >= turned ? fits(positive, negative) : fits(negative, positive)
  throw contradiction(
    files,
    statements.find((one) => !nearest(one)),
    asIs >= turned ? [positive, negative] : [negative, positive],
  )
}

function contradiction(
  { comments, votes }: PolisFolder,
  one: PolisStatement | undefined,
  [agree, disagree]: Map<number, number>[],
): PolisFault {
  const [id, line] = [one?.id ?? 0, one?.line ?? 1]
  return new PolisFault(
    comments,
    line,
    `statement ${id} should have ${one?.agrees} times agree and ${one?.disagrees} times disagree, but ${votes} holds ` +
      `${agree?.get(id) ?? 0} and ${disagree?.get(id) ?? 0}: a file is incomplete, or not of the same export. Take all files anew, at one moment at which nobody votes`,
  )
}

const LARGEST_SUMMARY = 1_000_000

/** The summary has a name and a value in each line; some exports have none. */
async function readSummary({ path, summary: file }: PolisFolder): Promise<Map<string, string>> {
  if (!file) return new Map()
  const { size } = await findFile(path, file)
  if (size > LARGEST_SUMMARY) throw new PolisFault(file, 1, 'the file is larger than a summary can be')
  const encoding = await encodingOf(path, file)
  const text = new TextDecoder(encoding).decode(await readFile(join(path, file)))
  const delimiter = /^\s*"?[a-z-]+"?([,;\t])/.exec(text)?.[1] ?? ','
  try {
    const lines: string[][] = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
    return new Map(lines.map(([name = '', value = '']) => [name.trim(), cleanText(value)]))
  } catch (error) {
    throw new PolisFault(file, 1, error instanceof Error ? error.message : String(error))
  }
}

/**
 * The address of a conversation is its name; without one, its first statement is. Each export of ours numbers people
 * anew, so that it is a conversation of its own.
 */
function originOf(summary: Map<string, string>, statements: PolisStatement[]): string {
  const url = summary.get('url')
  const address = url && URL.canParse(url) ? new URL(url) : undefined
  const drawn = summary.get('export')
  if (address) return `polis:${address.host}${address.pathname}${drawn ? `#${drawn}` : ''}`
  const first = statements.reduce((a, b) => (b.id < a.id ? b : a))
  return `polis:${first.id}:${first.at}:${first.text.slice(0, 200)}`
}
