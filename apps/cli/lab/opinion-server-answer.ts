import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { loadRows, toVoteMatrix, type VoteMatrix, type VoteRow } from '#cores/opinion'
import { namingFile, readable, UnusableFile } from '../run/usable-file.ts'
import { readVotesCsv } from './opinion-files.ts'
import { findMissingRows, type MissingRows } from './opinion-missing-rows.ts'

const byId = <T extends z.ZodType>(value: T) => z.record(z.string(), value)

const representative = z.object({
  tid: z.number(),
  'n-success': z.number(),
  'n-trials': z.number(),
  'p-success': z.number(),
  'p-test': z.number(),
  repness: z.number(),
  'repness-test': z.number(),
  'repful-for': z.enum(['agree', 'disagree']),
})

const majority = z.object({
  tid: z.number(),
  'n-success': z.number(),
  'n-trials': z.number(),
  'p-success': z.number(),
  'p-test': z.number(),
})

/** What a Polis server computed, as it keeps it (sign: −1 = agree). */
const answerSchema = z.object({
  tids: z.array(z.number()),
  'mod-out': z.array(z.number()),
  'meta-tids': z.array(z.number()),
  'user-vote-counts': byId(z.number()),
  pca: z.object({
    center: z.array(z.number()),
    comps: z.array(z.array(z.number())).length(2),
    'comment-projection': z.array(z.array(z.number())).length(2),
    'comment-extremity': z.array(z.number()),
  }),
  'base-clusters': z.object({
    id: z.array(z.number()),
    members: z.array(z.array(z.number())),
    x: z.array(z.number()),
    y: z.array(z.number()),
  }),
  'group-clusters': z.array(z.object({ id: z.number(), members: z.array(z.number()) })),
  'group-votes': byId(z.object({ votes: byId(z.object({ A: z.number(), D: z.number(), S: z.number() })) })),
  'group-aware-consensus': byId(z.number()),
  'comment-priorities': byId(z.number()),
  repness: byId(z.array(representative)),
  consensus: z.object({ agree: z.array(majority), disagree: z.array(majority) }),
})

export type ServerAnswer = z.infer<typeof answerSchema>

/** Some exports write numbers as text. */
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
])

const fixtureVotes = z.array(
  z.union([
    z
      .object({ participant_id: number, statement_id: number, vote: number, modified: number })
      .transform((row) => ({ participant: row.participant_id, statement: row.statement_id, ...row })),
    z
      .object({ pid: number, tid: number, vote: number, modified: number })
      .transform((row) => ({ participant: row.pid, statement: row.tid, ...row })),
  ]),
)

/** A conversation with the answer of the server that held it. */
export interface ServerCase {
  readonly matrix: VoteMatrix
  readonly answer: ServerAnswer
  /** per row the server's group, or −1 */
  readonly labels: Int32Array
  readonly missing: MissingRows | undefined
}

function readAnswer(file: string): ServerAnswer {
  try {
    return answerSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new UnusableFile(
      `${file} is not the answer of a Polis server: it has other fields, or is cut short`,
      {
        cause,
      },
    )
  }
}

/** Reads votes.json, votes.csv or …-votes.csv, and math-pca2.json or …_math_blob.json. */
export function readServerCase(folder: string): ServerCase {
  const names = readable(folder, () => readdirSync(folder))
  const answerName = names.find((name) => name === 'math-pca2.json' || name.endsWith('_math_blob.json'))
  const votesName = names.find((name) => name === 'votes.json') ?? names.find(isVotesCsv)
  if (!answerName || !votesName)
    throw new UnusableFile(
      `${folder} holds no server's answer; expected math-pca2.json or …_math_blob.json, with votes.json, votes.csv or …-votes.csv`,
    )
  const answer = readAnswer(join(folder, answerName))
  const votesFile = join(folder, votesName)
  const table = namingFile(votesFile, () =>
    loadRows(votesName.endsWith('.json') ? readVotesJson(votesFile) : readVotesCsv(votesFile)),
  )
  const meta = new Set(answer['meta-tids'])
  const out = new Set(answer['mod-out'])
  for (const id of new Set([...meta, ...out]))
    table.setStatement(id, { moderatedOut: out.has(id), meta: meta.has(id) })
  const missing = findMissingRows(toVoteMatrix(table), answer)
  for (const { participant, statement, vote } of missing?.workedOut ?? [])
    table.setVote(participant, statement, vote)
  const matrix = toVoteMatrix(table)
  return { matrix, answer, labels: labelsOf(answer, matrix), missing }
}

/** A participants-votes.csv is another file: a row for each participant. */
function isVotesCsv(name: string): boolean {
  return /(^|-)votes\.csv$/.test(name) && !name.endsWith('participants-votes.csv')
}

function readVotesJson(file: string): VoteRow[] {
  try {
    return fixtureVotes
      .parse(JSON.parse(readFileSync(file, 'utf8')))
      .map(({ participant, statement, vote, modified }) => ({ participant, statement, vote, time: modified }))
  } catch (cause) {
    throw new UnusableFile(`${file} holds no votes of a Polis server: it has other fields, or is cut short`, {
      cause,
    })
  }
}

function labelsOf(answer: ServerAnswer, matrix: VoteMatrix): Int32Array {
  const base = answer['base-clusters']
  const groupOf = new Map<number, number>()
  answer['group-clusters'].forEach((group, label) => {
    for (const id of group.members)
      for (const participant of base.members[base.id.indexOf(id)] ?? []) groupOf.set(participant, label)
  })
  return Int32Array.from(matrix.participantIds, (id) => groupOf.get(id) ?? -1)
}
