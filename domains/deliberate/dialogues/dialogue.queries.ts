import { sql } from 'kysely'
import type { Db } from '#db'
import { type Translation, translationsOf, type Written } from '#domains/translation'
import { peopleTold } from '../votes/vote-steps.ts'
import type { Dialogue } from './dialogue.ts'
import { isOpenForAnswers, type Openness } from './open-for-answers.ts'

const columns = [
  'dialogue.id',
  'dialogue.dossier_id',
  'dialogue.slug',
  'dialogue.question',
  'dialogue.introduction',
  'dialogue.language',
  'dialogue.state',
  'dialogue.moderation',
  'entrance.access',
  'dialogue.results',
  'dialogue.closes_on',
  'entrance.key_destroyed_at',
  'dialogue.created_at',
  'dialogue.opened_at',
  'dialogue.closed_at',
] as const

/** A dialogue with the dossier it belongs to, and the key that makes its pseudonyms. */
export type DialoguePage = {
  dialogue: Dialogue & Written
  key: Buffer | null
  dossier: { id: string; slug: string; question: string; state: 'draft' | 'open' | 'closed' } & Written
  /** Of the dialogue with its statements, and of its dossier. */
  translations: readonly Translation[]
}

/** Finds a dialogue by its address; one that is still being imported is not there yet. */
export async function findDialogueBySlug(db: Db, slug: string): Promise<DialoguePage | undefined> {
  return findDialogue(db, { slug })
}

/** Finds a dialogue by its id, or by its address: no text is ever both. */
export async function findDialogue(
  db: Db,
  name: { id: string } | { slug: string },
): Promise<DialoguePage | undefined> {
  const found = await db
    .selectFrom('dialogue')
    .innerJoin('dossier', 'dossier.id', 'dialogue.dossier_id')
    .innerJoin('entrance', 'entrance.id', 'dialogue.id')
    .select([...columns, 'entrance.key'])
    .select([
      'dossier.slug as dossier_slug',
      'dossier.question as dossier_question',
      'dossier.state as dossier_state',
      'dossier.language as dossier_language',
    ])
    .select(translationsOf('dialogue.id', 'dialogue.dossier_id').as('translations'))
    .where('id' in name ? 'dialogue.id' : 'dialogue.slug', '=', 'id' in name ? name.id : name.slug)
    .where('dialogue.state', '<>', 'importing')
    .executeTakeFirst()
  if (!found) return undefined
  const { key, translations, dossier_slug, dossier_question, dossier_state, dossier_language, ...dialogue } =
    found
  return {
    dialogue,
    key,
    dossier: {
      id: dialogue.dossier_id,
      slug: dossier_slug,
      question: dossier_question,
      state: dossier_state,
      language: dossier_language,
    },
    translations,
  }
}

/** A dialogue in a list, with its translations and those of its statements. */
export type DialogueLine = Dialogue & Written & { translations: readonly Translation[] }

/** The dialogues of a dossier, newest first; drafts for staff only. */
export async function listDialogues(
  db: Db,
  dossierId: string,
  { withDrafts = false }: { withDrafts?: boolean } = {},
): Promise<DialogueLine[]> {
  return db
    .selectFrom('dialogue')
    .innerJoin('entrance', 'entrance.id', 'dialogue.id')
    .select([...columns, translationsOf('dialogue.id').as('translations')])
    .where('dossier_id', '=', dossierId)
    .where('dialogue.state', 'in', withDrafts ? ['draft', 'open', 'closed'] : ['open', 'closed'])
    .orderBy('dialogue.id', 'desc')
    .limit(100)
    .execute()
}

/** Of how many people everybody may know that they take part in a dialogue; 0 while they are too few to say. */
export async function countPeopleTold(db: Db, page: ToldDialogue, today: string): Promise<number> {
  return peopleTold(await countParticipants(db, page.dialogue.id), !isOpenForAnswers(page, today))
}

export type ToldDialogue = Openness & { dialogue: { id: string } }

/**
 * How many people take part: reads an index of all of them, so show it through a cache. Who answered nothing but statements
 * that were refused, here or elsewhere, is not among them; their votes are found from those statements, of which there are few.
 */
export async function countParticipants(db: Db, dialogueId: string): Promise<number> {
  const { rows } = await sql<{ participants: number }>`
    select (
      select count(*) from participant where dialogue_id = ${dialogueId}::uuid and input_id is not null
    )::integer - (
      select count(distinct vote.participant) from statement as refused
      join vote on vote.dialogue_id = refused.dialogue_id and vote.statement = refused.number
      where refused.dialogue_id = ${dialogueId}::uuid and refused.state = 'refused'
        and not exists (
          select from vote as other
          join statement on statement.dialogue_id = other.dialogue_id and statement.number = other.statement
          where other.dialogue_id = vote.dialogue_id and other.participant = vote.participant
            and statement.state in ('published', 'closed')
        )
    )::integer as participants`.execute(db)
  return rows[0]?.participants ?? 0
}

/** How far the work on a dialogue is, for staff: people, statements of each state. */
export type DialogueFigures = { participants: number; published: number; held: number; refused: number }

export async function countDialogue(db: Db, dialogueId: string): Promise<DialogueFigures> {
  const [participants, statements] = await Promise.all([
    countParticipants(db, dialogueId),
    db
      .selectFrom('statement')
      .select((eb) => ['state', eb.fn.countAll<number>().as('many')] as const)
      .where('dialogue_id', '=', dialogueId)
      .groupBy('state')
      .execute(),
  ])
  const many = (state: string) => statements.find((row) => row.state === state)?.many ?? 0
  return {
    participants,
    published: many('published'),
    held: many('held'),
    refused: many('refused'),
  }
}
