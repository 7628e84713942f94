import { sql } from 'kysely'
import type { Tx } from '#db'
import { newId, newPublicId } from '#platform/db'
import type { InputChannel, InputKind } from './input.ts'

/** Something that was said, on its way into the register. */
export type NewInput = Said & (Confidential | Public)

type Confidential = { isPublic?: false }

/** May be shown to everybody once published, with the day of its receipt where we are and no more of the time. */
type Public = { isPublic: true; receivedOn: string }

type Said = {
  kind: InputKind
  channel: InputChannel
  /** Left out while nobody has said which dossier it concerns. */
  dossierId?: string | undefined
  /** The dialogue it was said in: a response to that dialogue answers it too. */
  dialogueId?: string | undefined
  /** What it was made from, such as a post: the same origin enters a dossier once. */
  originId?: string | undefined
  body?: string | undefined
  language?: string | undefined
  /** Waits for a moderator before it counts. */
  held?: boolean
  answerOn?: string | undefined
  receivedAt: Date
}

export type RegisterOutcome =
  | { kind: 'registered'; inputId: string }
  | { kind: 'already-registered'; inputId: string }
  | { kind: 'dossier-closed' }
  | { kind: 'dossier-not-found' }

/**
 * Enters something that was said into the register. Every room calls this in the transaction that stores what was
 * said, so that nothing is said without being counted.
 */
export async function registerInput(tx: Tx, input: NewInput): Promise<RegisterOutcome> {
  const obstacle = input.dossierId ? await findObstacle(tx, input.dossierId) : undefined
  if (obstacle) return obstacle
  const inserted = await tx
    .insertInto('input')
    .values({
      id: newId(),
      public_id: newPublicId(),
      kind: input.kind,
      channel: input.channel,
      dossier_id: input.dossierId ?? null,
      dialogue_id: input.dialogueId ?? null,
      origin_id: input.originId ?? null,
      body: input.body ?? null,
      language: input.language ?? null,
      state: input.held ? 'held' : 'published',
      published_at: input.held ? null : input.receivedAt,
      published_on: input.isPublic && !input.held ? input.receivedOn : null,
      is_public: input.isPublic ?? false,
      answer_on: input.answerOn ?? null,
      received_at: input.receivedAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['dossier_id', 'kind', 'origin_id']).where('origin_id', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (inserted) return { kind: 'registered', inputId: inserted.id }
  return { kind: 'already-registered', inputId: await getInputOfOrigin(tx, input) }
}

/** Something that nobody has said yet which dossier it concerns, and that only staff read. */
export type UnplacedInput = Required<
  Pick<Said, 'kind' | 'channel' | 'body' | 'language' | 'answerOn' | 'receivedAt'>
>

/** Enters many things at once that no dossier is known for; their ids are in the order of the inputs. */
export async function registerUnplaced(tx: Tx, inputs: readonly UnplacedInput[]): Promise<string[]> {
  if (inputs.length === 0) return []
  const rows = inputs.map(({ answerOn, receivedAt, body, language, ...input }) => ({
    ...input,
    ...{ id: newId(), public_id: newPublicId(), body: body ?? null, language: language ?? null },
    ...{ state: 'published' as const, published_at: receivedAt, received_at: receivedAt },
    ...{ is_public: false, answer_on: answerOn ?? null },
  }))
  await tx.insertInto('input').values(rows).execute()
  return rows.map(({ id }) => id)
}

/** What many inputs that are entered together have in common. */
export type ManyInputs = {
  dossierId: string
  dialogueId: string
  kind: 'statement' | 'votes'
  inputs: EnteredInput[]
}

type EnteredInput = {
  channel: InputChannel
  body?: string | undefined
  language?: string | undefined
  /** Of an import, held until all of it is there (see publishDialogueInputs), or refused as it was elsewhere. */
  state: 'published' | 'held' | 'refused'
  receivedAt: Date
}

/** Enters many inputs at once; their ids are in the order of the inputs. Votes are not public, so no day is needed. */
export async function registerInputs(
  tx: Tx,
  { dossierId, dialogueId, kind, inputs }: ManyInputs,
): Promise<{ kind: 'registered'; inputIds: string[] } | RegisterOutcome> {
  const inputIds = inputs.map(newId)
  const { rows } = await sql<{ state: string }>`
    with dossier_held as materialized (
      select state from dossier where id = ${dossierId}::uuid for key share
    ), entered as (
      insert into input
        (id, public_id, dossier_id, dialogue_id, kind, channel, state, is_public, body, language, received_at, published_at)
      select id, public_id, ${dossierId}::uuid, ${dialogueId}::uuid, ${kind}::text, channel, one.state,
        ${kind === 'statement'}::boolean, body, language, received_at, case when one.state = 'published' then received_at end
      from dossier_held, unnest(
        ${inputIds}::uuid[],
        ${inputs.map(newPublicId)}::uuid[],
        ${inputs.map((input) => input.channel)}::text[],
        ${inputs.map((input) => input.state)}::text[],
        ${inputs.map((input) => input.body ?? null)}::text[],
        ${inputs.map((input) => input.language ?? null)}::text[],
        ${inputs.map((input) => input.receivedAt.toISOString())}::timestamptz[]
      ) as one (id, public_id, channel, state, body, language, received_at)
      where dossier_held.state <> 'closed'
    )
    select state from dossier_held`.execute(tx)
  const obstacle = obstacleOf(rows[0])
  if (obstacle) return obstacle
  return { kind: 'registered', inputIds }
}

/** A shared lock on the dossier: many may register at once, but not while it is being closed. */
async function findObstacle(tx: Tx, dossierId: string): Promise<RegisterOutcome | undefined> {
  const dossier = await tx
    .selectFrom('dossier')
    .select('state')
    .where('id', '=', dossierId)
    .forKeyShare()
    .executeTakeFirst()
  return obstacleOf(dossier)
}

function obstacleOf(dossier: { state: string } | undefined): RegisterOutcome | undefined {
  if (!dossier) return { kind: 'dossier-not-found' }
  return dossier.state === 'closed' ? { kind: 'dossier-closed' } : undefined
}

async function getInputOfOrigin(tx: Tx, { dossierId, kind, originId }: NewInput): Promise<string> {
  const { id } = await tx
    .selectFrom('input')
    .select('id')
    .where('dossier_id', '=', dossierId ?? '')
    .where('kind', '=', kind)
    .where('origin_id', '=', originId ?? '')
    .executeTakeFirstOrThrow()
  return id
}
