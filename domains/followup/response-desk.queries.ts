import { sql } from 'kysely'
import type { Db } from '#db'
import { type Input, type Unanswered, unansweredDialogues, unansweredInputs } from '#domains/register'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { ResponseVersion } from './response.ts'

/** An open dossier with what waits for a response in it. */
export type ResponseQueue = {
  dossierId: string
  slug: string
  question: string
  language: string
  unanswered: Unanswered
  /** The first day on which one of them is due. */
  dueOn: string
}

/** The day on which the newest promise of a dossier says that there will be an answer. */
const promisedOn = sql<string>`(
  select promise.answer_on from dossier_promise promise
  where promise.dossier_id = dossier.id order by promise.version desc limit 1
)`

const dueOn = sql<string>`coalesce(input.answer_on, ${promisedOn})`

/** Open dossiers with something to answer, the most urgent first. */
export async function listResponseQueues(db: Db): Promise<ResponseQueue[]> {
  const rows = await db
    .selectFrom('dossier')
    .innerJoin('input', 'input.dossier_id', 'dossier.id')
    .select([
      'dossier.id as dossierId',
      'dossier.slug',
      'dossier.question',
      'dossier.language',
      unansweredInputs.as('inputs'),
      unansweredDialogues.as('dialogues'),
      sql<string>`min(${dueOn})`.as('dueOn'),
    ])
    .where('dossier.state', '=', 'open')
    .where('input.state', '=', 'published')
    .where('input.answered_at', 'is', null)
    .groupBy('dossier.id')
    .orderBy('dueOn')
    .orderBy('dossier.id')
    .limit(200)
    .execute()
  return rows.map(({ inputs, dialogues, ...queue }) => ({ ...queue, unanswered: { inputs, dialogues } }))
}

/** An input that waits for a response. */
export type WaitingInput = Pick<
  Input,
  'id' | 'kind' | 'channel' | 'body' | 'language' | 'is_public' | 'received_at' | 'dialogue_id'
> & { dueOn: string }

/**
 * Inputs of a dossier that wait for a response of their own, by the day they are due. A participant's votes are not
 * among them: those are answered with their dialogue.
 */
export async function listWaitingInputs(
  db: Db,
  dossierId: string,
  page: PageRequest,
): Promise<Page<WaitingInput>> {
  const cursor = readCursor(page.after, ['instant', 'instant', 'uuid'])
  const rows = await db
    .selectFrom('input')
    .innerJoin('dossier', 'dossier.id', 'input.dossier_id')
    .select([
      'input.id',
      'input.kind',
      'input.channel',
      'input.body',
      'input.language',
      'input.is_public',
      'input.received_at',
      'input.dialogue_id',
      dueOn.as('dueOn'),
    ])
    .where('input.dossier_id', '=', dossierId)
    .where('input.state', '=', 'published')
    .where('input.answered_at', 'is', null)
    .where('input.kind', '!=', 'votes')
    .$if(cursor !== undefined, (query) =>
      query.where(
        sql<boolean>`(${dueOn}, input.received_at, input.id) > (${cursor?.[0]?.slice(0, 10) ?? ''}::date, ${cursor?.[1] ?? ''}::timestamptz, ${cursor?.[2] ?? ''}::uuid)`,
      ),
    )
    .orderBy(dueOn)
    .orderBy('input.received_at')
    .orderBy('input.id')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, (row) => [`${row.dueOn}T00:00Z`, row.received_at.toISOString(), row.id])
}

/** A dialogue of a dossier with what in it waits, and the response that it has already. */
export type WaitingDialogue = {
  dialogueId: string
  question: string | null
  language: string | null
  votes: number
  others: number
  responseId: string | null
}

/** Dialogues in which something waits for a response. */
export async function listWaitingDialogues(db: Db, dossierId: string): Promise<WaitingDialogue[]> {
  const rows = await db
    .selectFrom('input')
    .leftJoin('response_target', 'response_target.dialogue_id', 'input.dialogue_id')
    .leftJoin('dialogue', 'dialogue.id', 'input.dialogue_id')
    .select((eb) => [
      'input.dialogue_id as dialogueId',
      'dialogue.question',
      'dialogue.language',
      'response_target.response_id as responseId',
      eb.fn.countAll<number>().filterWhere('input.kind', '=', 'votes').as('votes'),
      eb.fn.countAll<number>().filterWhere('input.kind', '!=', 'votes').as('others'),
    ])
    .where('input.dossier_id', '=', dossierId)
    .where('input.dialogue_id', 'is not', null)
    .where('input.state', '=', 'published')
    .where('input.answered_at', 'is', null)
    .groupBy(['input.dialogue_id', 'dialogue.id', 'response_target.response_id'])
    .orderBy('input.dialogue_id')
    .execute()
  return rows.flatMap(({ dialogueId, ...row }) => (dialogueId ? [{ dialogueId, ...row }] : []))
}

/** A response with all its versions, newest first, as staff see it. */
export type ResponseHistory = {
  responseId: string
  dossierId: string
  dialogueId: string | null
  /** What the dialogue asks. */
  question: string | null
  /** In which it asks that. */
  language: string | null
  /** The first of the inputs that it answers by name. */
  inputs: Pick<Input, 'id' | 'kind' | 'channel' | 'body' | 'language' | 'is_public' | 'received_at'>[]
  versions: (ResponseVersion & { unit: string; author: string })[]
}

const INPUTS_SHOWN = 50

export async function findResponse(db: Db, responseId: string): Promise<ResponseHistory | undefined> {
  const found = await db
    .selectFrom('response')
    .leftJoin('response_target', (join) =>
      join.onRef('response_id', '=', 'response.id').on('dialogue_id', 'is not', null),
    )
    .leftJoin('dialogue', 'dialogue.id', 'response_target.dialogue_id')
    .select([
      'response.id as responseId',
      'response.dossier_id as dossierId',
      'response_target.dialogue_id as dialogueId',
      'dialogue.question',
      'dialogue.language',
    ])
    .where('response.id', '=', responseId)
    .executeTakeFirst()
  if (!found) return undefined
  const [inputs, versions] = await Promise.all([
    db
      .selectFrom('response_target')
      .innerJoin('input', 'input.id', 'response_target.input_id')
      .select(['input.id', 'kind', 'channel', 'body', 'language', 'is_public', 'received_at'])
      .where('response_id', '=', responseId)
      .orderBy('input.received_at')
      .orderBy('input.id')
      .limit(INPUTS_SHOWN)
      .execute(),
    db
      .selectFrom('response_version')
      .innerJoin('unit', 'unit.id', 'response_version.unit_id')
      .innerJoin('account', 'account.id', 'response_version.published_by')
      .selectAll('response_version')
      .select(['unit.name as unit', 'account.name as author'])
      .where('response_id', '=', responseId)
      .orderBy('version', 'desc')
      .execute(),
  ])
  return { ...found, inputs, versions }
}

/** Inputs that were chosen to be answered together, in the order they came. */
export async function listChosenInputs(
  db: Db,
  dossierId: string,
  inputIds: string[],
): Promise<WaitingInput[]> {
  if (inputIds.length === 0) return []
  return db
    .selectFrom('input')
    .innerJoin('dossier', 'dossier.id', 'input.dossier_id')
    .select([
      'input.id',
      'input.kind',
      'input.channel',
      'input.body',
      'input.language',
      'input.is_public',
      'input.received_at',
      'input.dialogue_id',
      dueOn.as('dueOn'),
    ])
    .where('input.id', 'in', inputIds)
    .where('input.dossier_id', '=', dossierId)
    .where('input.state', '=', 'published')
    .orderBy('input.received_at')
    .orderBy('input.id')
    .execute()
}

/** A response in the list of those that a dossier has. */
export type ResponseLine = Pick<
  ResponseVersion,
  'version' | 'verdict' | 'action' | 'published_at' | 'inputs' | 'voters'
> & {
  responseId: string
  /** What the dialogue asks that it answers; null where it answers inputs by name. */
  question: string | null
  /** The words of one of the inputs that it answers. */
  body: string | null
}

/** The responses of a dossier in their newest version, newest first. */
export async function listResponses(
  db: Db,
  dossierId: string,
  page: PageRequest,
): Promise<Page<ResponseLine>> {
  const cursor = readCursor(page.after, ['uuid'])
  const rows = await db
    .selectFrom('response')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('response_version')
          .select(['version', 'verdict', 'action', 'published_at', 'inputs', 'voters'])
          .whereRef('response_version.response_id', '=', 'response.id')
          .orderBy('version', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .leftJoin('response_target as target', (join) =>
      join.onRef('target.response_id', '=', 'response.id').on('target.dialogue_id', 'is not', null),
    )
    .leftJoin('dialogue', 'dialogue.id', 'target.dialogue_id')
    .select((eb) => [
      'response.id as responseId',
      'dialogue.question',
      eb
        .selectFrom('response_target as named')
        .innerJoin('input', 'input.id', 'named.input_id')
        .select('input.body')
        .whereRef('named.response_id', '=', 'response.id')
        .orderBy('input.received_at')
        .limit(1)
        .as('body'),
      'version',
      'verdict',
      'action',
      'published_at',
      'inputs',
      'voters',
    ])
    .where('response.dossier_id', '=', dossierId)
    .$if(cursor !== undefined, (query) => query.where('response.id', '<', cursor?.[0] ?? ''))
    .orderBy('response.id', 'desc')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, (row) => [row.responseId])
}
