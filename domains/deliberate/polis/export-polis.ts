import { randomInt } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { csvLine } from '#platform/csv'
import { newId } from '#platform/db'
import { type DialoguePage, findDialogue } from '../dialogues/dialogue.queries.ts'
import {
  type ExportedStatement,
  type ExportedVote,
  listExportedStatements,
  listVoters,
  listVotesOf,
} from './export-polis.queries.ts'

export type PolisExport = {
  /** The id of the dialogue, or the last part of its address. */
  dialogue: string
  /** A folder that is empty, or not there yet. */
  folder: string
  /** The public address of a dialogue: by it, and by the number of the export, an import knows what it is. */
  urlOf: (slug: string) => string
  now: Date
  /** Told how many of the people are out. */
  onProgress?: ((done: number, all: number) => void) | undefined
}

export type ExportPolisOutcome =
  | {
      kind: 'exported'
      slug: string
      statements: number
      participants: number
      votes: number
      /** Statements that wait for a moderator: they stay here. */
      held: number
    }
  | { kind: 'dialogue-not-found' }
  | { kind: 'folder-not-empty' }
  | { kind: 'folder-not-usable'; reason: string }

const isId = z.uuid()

const files = ['comments.csv', 'votes.csv', 'participants-votes.csv', 'summary.csv'] as const

/**
 * Writes a dialogue as Polis exports a conversation, for whoever analyses it elsewhere. The votes are those that
 * count: the latest of each person on each statement, of one moment. People get other numbers, in an order drawn by
 * lot.
 */
export async function exportPolis(db: Db, request: PolisExport): Promise<ExportPolisOutcome> {
  const { dialogue } = request
  const page = await findDialogue(
    db,
    isId.safeParse(dialogue).success ? { id: dialogue } : { slug: dialogue },
  )
  if (!page) return { kind: 'dialogue-not-found' }
  const refused = await claimFolder(request.folder)
  if (refused) return refused
  try {
    // One snapshot for all of it: the counts of comments.csv are those of the votes.
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((tx) => writeExport(tx, page.dialogue, request))
  } catch (error) {
    for (const file of files) await rm(join(request.folder, file), { force: true })
    throw error
  }
}

async function claimFolder(folder: string): Promise<ExportPolisOutcome | undefined> {
  try {
    await mkdir(folder, { recursive: true })
    return (await readdir(folder)).length > 0 ? { kind: 'folder-not-empty' } : undefined
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return { kind: 'folder-not-usable', reason: error.message }
  }
}

type Dialogue = DialoguePage['dialogue']
type Exported = Extract<ExportPolisOutcome, { kind: 'exported' }>

async function writeExport(tx: Tx, dialogue: Dialogue, request: PolisExport): Promise<Exported> {
  const { folder } = request
  const all = await listExportedStatements(tx, dialogue.id)
  const statements = all.filter((one) => one.state !== 'held')
  const voters = shuffle(await listVoters(tx, dialogue.id))
  const numbers = renumber(voters, statements)
  await writeStatements(folder, statements, numbers)
  const votes = await writeVotes(tx, { ...request, dialogueId: dialogue.id, statements, voters, numbers })
  await writeSummary(dialogue, request, { voters: voters.length, statements })
  return {
    kind: 'exported',
    slug: dialogue.slug,
    statements: statements.length,
    participants: voters.length,
    votes,
    held: all.length - statements.length,
  }
}

/** The numbers that people have in the export: first those who voted, then those who only wrote. Zero is the organisation. */
function renumber(voters: number[], statements: ExportedStatement[]): Map<number, number> {
  const authors = shuffle(statements.flatMap((one) => one.author ?? []))
  return new Map([...new Set([...voters, ...authors])].map((number, at) => [number, at + 1]))
}

/** Fisher and Yates, with numbers that nobody can foresee. */
function shuffle(numbers: readonly number[]): number[] {
  const drawn = [...numbers]
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    const kept = drawn[last] ?? 0
    drawn[last] = drawn[other] ?? 0
    drawn[other] = kept
  }
  return drawn
}

const ORGANISATION = 0

/**
 * Whatever is shown counts as accepted: tools that leave out what nobody looked at keep it. So does what was replaced
 * by a newer version: its votes are part of the maths here, and should be there too. What came from Polis unread goes back unread.
 */
function moderatedOf(statement: ExportedStatement): 1 | 0 | -1 {
  if (statement.state === 'refused') return -1
  return statement.is_unread ? 0 : 1
}

async function writeStatements(
  folder: string,
  statements: ExportedStatement[],
  numbers: Map<number, number>,
): Promise<void> {
  await using file = await make(folder, 'comments.csv')
  const header =
    'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,comment-body'
  const lines = statements.map((one) =>
    csvLine([
      ...timesOf(one.created_at),
      one.number,
      one.author === null ? ORGANISATION : numbers.get(one.author),
      one.agree,
      one.disagree,
      moderatedOf(one),
      one.is_meta,
      one.is_seed,
      one.text,
    ]),
  )
  await file.appendFile(`${header}\n${lines.join('')}`)
}

type Ballots = Pick<PolisExport, 'folder' | 'onProgress'> & {
  dialogueId: string
  statements: ExportedStatement[]
  /** In the order of their new numbers. */
  voters: number[]
  numbers: Map<number, number>
}

/** People whose votes are in memory at once: two hundred of them, with two thousand statements, are some tens of MB. */
const BATCH = 200

/** Each vote in votes.csv, and each person in a line of participants-votes.csv. */
async function writeVotes(tx: Tx, ballots: Ballots): Promise<number> {
  const { folder, dialogueId, statements, voters, numbers } = ballots
  await using votesFile = await make(folder, 'votes.csv')
  await using peopleFile = await make(folder, 'participants-votes.csv')
  const columns = statements.map((one) => one.number)
  await votesFile.appendFile('timestamp,datetime,comment-id,voter-id,vote\n')
  await peopleFile.appendFile(
    csvLine(['participant', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree', ...columns]),
  )
  const written = countBy(statements.flatMap((one) => one.author ?? []))
  let many = 0
  for (let from = 0; from < voters.length; from += BATCH) {
    const batch = voters.slice(from, from + BATCH)
    const votes = Map.groupBy(await listVotesOf(tx, dialogueId, batch), (vote) => vote.participant)
    const people = batch.map((voter) => {
      const own = votes.get(voter) ?? []
      return { number: numbers.get(voter) ?? 0, comments: written.get(voter) ?? 0, own }
    })
    await votesFile.appendFile(people.map(voteLines).join(''))
    await peopleFile.appendFile(people.map((person) => personLine(person, columns)).join(''))
    many += people.reduce((sum, { own }) => sum + own.length, 0)
    ballots.onProgress?.(from + batch.length, voters.length)
  }
  return many
}

type Person = { number: number; comments: number; own: ExportedVote[] }

function voteLines({ number, own }: Person): string {
  return own.map((vote) => csvLine([...timesOf(vote.voted_at), vote.statement, number, vote.choice])).join('')
}

/** Groups are not told: the map is drawn anew by whoever analyses it. */
function personLine({ number, comments, own }: Person, columns: number[]): string {
  const choices = new Map(own.map((vote) => [vote.statement, vote.choice]))
  const many = (choice: number) => own.filter((vote) => vote.choice === choice).length
  const cells = columns.map((statement) => choices.get(statement))
  return csvLine([number, '', comments, own.length, many(1), many(-1), ...cells])
}

/** The last three lines are ours: Polis does not say what its numbers mean, nor which export a folder holds. */
async function writeSummary(
  dialogue: Dialogue,
  { folder, urlOf, now }: PolisExport,
  { voters, statements }: { voters: number; statements: ExportedStatement[] },
): Promise<void> {
  await using file = await make(folder, 'summary.csv')
  const lines = [
    ['topic', dialogue.question],
    ['url', urlOf(dialogue.slug)],
    ['voters', voters],
    ['voters-in-conv', voters],
    ['commenters', new Set(statements.flatMap((one) => one.author ?? [])).size],
    ['comments', statements.length],
    ['conversation-description', dialogue.introduction],
    ['value-of-agree', 1],
    ['export', newId()],
    ['exported-at', now.toISOString()],
  ]
  await file.appendFile(lines.map(csvLine).join(''))
}

/** Only for whoever made it: the files hold what each person answered. */
const OWNER_ONLY = 0o600

function make(folder: string, name: (typeof files)[number]): Promise<FileHandle> {
  return open(join(folder, name), 'wx', OWNER_ONLY)
}

function timesOf(at: Date): [number, string] {
  return [at.getTime(), at.toISOString()]
}

function countBy(numbers: number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return counts
}
