import { sql } from 'kysely'
import type { Tx } from '#db'
import { type Access, pseudonymLocks, useAdmissions } from '#domains/entrance'
import { registerInputs } from '#domains/register'
import type { VoteChannel } from '../votes/vote.ts'

/** Where taking part is for some, nobody becomes a participant without having been let in. */
export type JoinOutcome = { kind: 'joined'; number: number } | { kind: 'not-admitted' }

export type RegisterVotesOutcome =
  | { kind: 'registered' }
  | { kind: 'not-admitted' }
  | { kind: 'dialogue-closed' }

/** A person on the way to their first vote. */
export type Newcomer = { pseudonym: Buffer; channel: VoteChannel; now: Date }

type Joining = { pseudonym: Buffer; now: Date; inputId: string | null }
type Participant = { number: number; input_id: string | null }

/** Makes a pseudonym a participant; who is one already stays the same. */
export async function joinDialogue(
  tx: Tx,
  { dialogue, pseudonym, now }: { dialogue: { id: string }; pseudonym: Buffer; now: Date },
): Promise<JoinOutcome> {
  const door = await holdDoor(tx, dialogue.id, [pseudonym])
  if (!door) throw new Error(`There is no dialogue ${dialogue.id} to join.`)
  const [known] = (await findParticipants(tx, dialogue.id, [pseudonym])).values()
  if (known) return { kind: 'joined', number: known.number }
  const [admitted] = await useAdmissions(tx, door, [pseudonym])
  if (!admitted) return { kind: 'not-admitted' }
  const first = await takeNumbers(tx, dialogue.id, [{ pseudonym, now, inputId: null }])
  return { kind: 'joined', number: first }
}

/**
 * Registers the votes of each of these people in this dialogue as one input of its dossier, once: whoever is not a
 * participant yet becomes one. Numbers are taken last, because from then on all other newcomers of the dialogue wait.
 * @param people  each once
 * @returns what became of each, in their order
 */
export async function registerVotes(
  tx: Tx,
  dialogue: { id: string; dossier_id: string },
  people: readonly Newcomer[],
): Promise<RegisterVotesOutcome[]> {
  const pseudonyms = people.map((one) => one.pseudonym)
  const door = await holdDoor(tx, dialogue.id, pseudonyms)
  if (!door?.is_open) return people.map(() => ({ kind: 'dialogue-closed' }))
  const participants = await findParticipants(tx, dialogue.id, pseudonyms)
  const strangers = pseudonyms.filter((one) => !participants.has(nameOf(one)))
  const admitted = new Set((await useAdmissions(tx, door, strangers)).map(nameOf))
  const unregistered = people.filter(({ pseudonym }) => {
    const known = participants.get(nameOf(pseudonym))
    return known ? known.input_id === null : admitted.has(nameOf(pseudonym))
  })
  const joining = await enterVotes(tx, dialogue, unregistered)
  await tieInputs(tx, dialogue.id, joining, participants)
  const newcomers = joining.filter(({ pseudonym }) => admitted.has(nameOf(pseudonym)))
  if (newcomers.length > 0) await takeNumbers(tx, dialogue.id, newcomers)
  return pseudonyms.map(nameOf).map((name) => ({
    kind: participants.has(name) || admitted.has(name) ? 'registered' : 'not-admitted',
  }))
}

type Door = { id: string; access: Access; is_open: boolean }

/**
 * Takes what is held while people come in, before the numbering: their pseudonyms, so that two requests of one browser
 * wait for each other; the dialogue and its dossier, so that they are not closed meanwhile; and the entrance, so that
 * its roll is not shuffled.
 */
export async function holdDoor(
  tx: Tx,
  dialogueId: string,
  pseudonyms: readonly Buffer[],
): Promise<Door | undefined> {
  const { rows } = await sql<Door>`
    with locked as materialized (select * from ${pseudonymLocks(pseudonyms)} as pseudonym)
    select dialogue.id, access, dialogue.state = 'open' and dossier.state = 'open' as is_open
    from locked
    cross join dialogue
    join dossier on dossier.id = dialogue.dossier_id
    join entrance on entrance.id = dialogue.id
    where dialogue.id = ${dialogueId}::uuid
    for key share of dialogue, dossier for share of entrance`.execute(tx)
  return rows[0]
}

/** By name of their pseudonym. */
async function findParticipants(
  tx: Tx,
  dialogueId: string,
  pseudonyms: readonly Buffer[],
): Promise<Map<string, Participant>> {
  const rows = await tx
    .selectFrom('participant')
    .select(['pseudonym', 'number', 'input_id'])
    .where('dialogue_id', '=', dialogueId)
    .where('pseudonym', '=', sql<Buffer>`any(${pseudonyms}::bytea[])`)
    .execute()
  return new Map(rows.map((row) => [nameOf(row.pseudonym), row]))
}

function nameOf(pseudonym: Buffer): string {
  return pseudonym.toString('hex')
}

async function enterVotes(
  tx: Tx,
  dialogue: { id: string; dossier_id: string },
  people: readonly Newcomer[],
): Promise<Joining[]> {
  if (people.length === 0) return []
  const entered = await registerInputs(tx, {
    kind: 'votes',
    dossierId: dialogue.dossier_id,
    dialogueId: dialogue.id,
    inputs: people.map(({ channel, now }) => ({ channel, state: 'published', receivedAt: now })),
  })
  if (!('inputIds' in entered)) throw new Error(`A dossier that was held takes no votes: ${entered.kind}.`)
  return people.map(({ pseudonym, now }, at) => ({ pseudonym, now, inputId: entered.inputIds[at] ?? null }))
}

/** For who takes part already and has not voted before, having only written a statement. */
async function tieInputs(
  tx: Tx,
  dialogueId: string,
  joining: readonly Joining[],
  participants: ReadonlyMap<string, Participant>,
): Promise<void> {
  const known = joining.flatMap(({ pseudonym, inputId }) => {
    const participant = participants.get(nameOf(pseudonym))
    return participant ? [{ number: participant.number, inputId }] : []
  })
  if (known.length === 0) return
  await sql`update participant set input_id = entered.input_id
    from unnest(${known.map((one) => one.number)}::integer[], ${known.map((one) => one.inputId)}::uuid[])
      as entered (number, input_id)
    where dialogue_id = ${dialogueId}::uuid and participant.number = entered.number`.execute(tx)
}

/**
 * Makes people participants under the next numbers, without gaps.
 * @returns the first of the numbers
 */
async function takeNumbers(tx: Tx, dialogueId: string, joining: readonly Joining[]): Promise<number> {
  const { rows } = await sql<{ first: number }>`
    with numbered as (
      update dialogue_numbering set next_participant = next_participant + ${joining.length}::integer
      where dialogue_id = ${dialogueId}::uuid
      returning next_participant - ${joining.length}::integer as first
    ), joined as (
      insert into participant (dialogue_id, number, pseudonym, input_id, joined_at)
      select ${dialogueId}::uuid, first + position - 1, pseudonym, input_id, joined_at
      from numbered, unnest(
        ${joining.map((one) => one.pseudonym)}::bytea[],
        ${joining.map((one) => one.inputId)}::uuid[],
        ${joining.map((one) => one.now.toISOString())}::timestamptz[]
      ) with ordinality as one (pseudonym, input_id, joined_at, position)
    )
    select first from numbered`.execute(tx)
  const [taken] = rows
  if (!taken) throw new Error(`Dialogue ${dialogueId} has no numbering.`)
  return taken.first
}
