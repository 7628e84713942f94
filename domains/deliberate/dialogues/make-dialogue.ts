import type { Tx } from '#db'
import { type Dossier, slugOf } from '#domains/dossier'
import { type Access, makeEntrance } from '#domains/entrance'
import { publishPolicy } from '#domains/moderation'
import { newId } from '#platform/db'
import { readStatement } from '../statements/statement.ts'
import { defaultPolicyOf } from './default-policy.ts'
import type { NewDialogue } from './dialogue.schema.ts'
import type { Dialogue } from './dialogue.ts'

export type MakeDialogueOutcome =
  | { kind: 'made'; id: string; slug: string }
  | { kind: 'dossier-not-found' }
  | { kind: 'dossier-closed' }
  | { kind: 'seed-refused'; seed: number; why: string }

/** Makes a dialogue in a dossier, as a draft, with the statements and the rules that it begins with. */
export async function makeDialogue(
  tx: Tx,
  dialogue: NewDialogue,
  { now }: { now: Date },
): Promise<MakeDialogueOutcome> {
  const dossier = await lockState(tx, dialogue.dossierId)
  if (!dossier) return { kind: 'dossier-not-found' }
  if (dossier.state === 'closed') return { kind: 'dossier-closed' }
  const seeds = readSeeds(dialogue.seeds)
  if (seeds.kind === 'seed-refused') return seeds
  const made = await insertDialogue(tx, {
    dossier_id: dialogue.dossierId,
    question: dialogue.question,
    introduction: dialogue.introduction,
    language: dialogue.language,
    moderation: dialogue.moderation,
    access: dialogue.access,
    results: dialogue.results,
    closes_on: dialogue.closesOn,
    created_at: now,
  })
  await insertSeeds(tx, made.id, dialogue.language, seeds.read, now)
  await publishPolicy(tx, made.id, defaultPolicyOf(dialogue.language), { by: null, now })
  return { kind: 'made', ...made }
}

type Seed = { text: string; fingerprint: string }

/** Reads the statements that a dialogue begins with, or says which cannot be one. */
export function readSeeds(
  texts: readonly string[],
): { kind: 'read'; read: Seed[] } | { kind: 'seed-refused'; seed: number; why: string } {
  const seeds = texts.map(readStatement)
  const wrong = seeds.findIndex((seed) => seed.kind !== 'read')
  if (wrong >= 0) return { kind: 'seed-refused', seed: wrong + 1, why: seeds[wrong]?.kind ?? '' }
  return { kind: 'read', read: seeds.flatMap((seed) => (seed.kind === 'read' ? [seed] : [])) }
}

async function lockState(tx: Tx, id: string): Promise<Pick<Dossier, 'state'> | undefined> {
  return tx.selectFrom('dossier').select('state').where('id', '=', id).forKeyShare().executeTakeFirst()
}

type DialogueRow = {
  dossier_id: string
  question: string
  introduction: string
  language: string
  moderation: 'strict' | 'light'
  access?: Access
  results?: Dialogue['results']
  closes_on: string | null
  state?: 'draft' | 'importing'
  created_at: Date
}

/** Inserts a dialogue under the first address that is free: `name`, `name-2`, … */
export async function insertDialogue(tx: Tx, row: DialogueRow): Promise<{ id: string; slug: string }> {
  const name = slugOf(row.question, 'dialoog')
  const id = newId()
  const { access = 'everyone', ...dialogue } = row
  await makeEntrance(tx, { id, access })
  for (let attempt = 1; ; attempt++) {
    const slug = attempt === 1 ? name : `${name}-${attempt}`
    const { numInsertedOrUpdatedRows: inserted } = await tx
      .insertInto('dialogue')
      .values({ id, slug, ...dialogue })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .executeTakeFirstOrThrow()
    if (!inserted) continue
    await tx.insertInto('dialogue_numbering').values({ dialogue_id: id }).execute()
    return { id, slug }
  }
}

/** Stores the statements that a dialogue without any begins with, numbered from one. */
export async function insertSeeds(
  tx: Tx,
  dialogueId: string,
  language: string,
  seeds: Seed[],
  now: Date,
): Promise<void> {
  const different = [...new Map(seeds.map((seed) => [seed.fingerprint, seed])).values()]
  if (different.length === 0) return
  await tx
    .insertInto('statement')
    .values(
      different.map((seed, at) => ({
        dialogue_id: dialogueId,
        number: at + 1,
        text: seed.text,
        fingerprint: seed.fingerprint,
        language,
        state: 'published' as const,
        is_seed: true,
        created_at: now,
      })),
    )
    .execute()
  await tx
    .updateTable('dialogue_numbering')
    .set({ next_statement: different.length + 1 })
    .where('dialogue_id', '=', dialogueId)
    .execute()
}
