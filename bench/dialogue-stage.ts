import { sql } from 'kysely'
import type { Db } from '#db'
import { retally } from '#domains/deliberate/testing'
import { type Access, drawBrowserSecret, pseudonymOf } from '#domains/entrance'
import { makeOpenDialogue, type OpenDossier } from '#stories'

/** How many take part, how many statements there are, and how many of those each has answered beforehand. */
export type StageSize = { participants: number; statements: number; answered: number }

/** An open dialogue to measure on, with the secrets that its people's browsers keep. */
export type DialogueStage = StageSize & { id: string; slug: string; secrets: string[] }

/** A dialogue in which everybody has answered some statements, straight in the tables. */
export async function stageDialogue(
  db: Db,
  dossier: OpenDossier,
  size: StageSize,
  access: Access = 'everyone',
): Promise<DialogueStage> {
  const seeds = ['Er komen meer bomen, nummer 1.']
  const made = await makeOpenDialogue(db, { dossier, seeds, access, at: new Date() })
  const secrets = Array.from({ length: size.participants }, drawBrowserSecret)
  await fill(db, { ...size, id: made.id, dossierId: dossier.id, secrets })
  return { ...size, id: made.id, slug: made.slug, secrets }
}

/**
 * Browsers that never voted here; where taking part is for some, they were let in.
 * @returns the secrets that they keep
 */
export async function drawNewcomers(db: Db, dialogueId: string, many: number): Promise<string[]> {
  const secrets = Array.from({ length: many }, drawBrowserSecret)
  const { key, access } = await db
    .selectFrom('entrance')
    .select(['key', 'access'])
    .where('id', '=', dialogueId)
    .executeTakeFirstOrThrow()
  if (access === 'everyone') return secrets
  const pseudonyms = secrets.map((secret) => pseudonymOf(key ?? Buffer.alloc(0), secret))
  await sql`insert into admission (entrance_id, pseudonym)
    select ${dialogueId}::uuid, pseudonym from unnest(${pseudonyms}::bytea[]) as pseudonym`.execute(db)
  return secrets
}

/** With the counts that belong to the votes. */
async function fill(
  db: Db,
  { id, dossierId, secrets, ...size }: StageSize & { id: string; dossierId: string; secrets: string[] },
): Promise<void> {
  const { key } = await db.selectFrom('entrance').select('key').where('id', '=', id).executeTakeFirstOrThrow()
  const pseudonyms = secrets.map((secret) => pseudonymOf(key ?? Buffer.alloc(0), secret).toString('hex'))
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one)
    await sql`insert into statement (dialogue_id, number, text, fingerprint, language, state, created_at)
      select ${id}::uuid, n, 'Er komen meer bomen, nummer ' || n || '.', n, 'nl', 'published', now()
      from generate_series(2, ${size.statements}::int) n`.execute(one)
    await sql`create temporary table person as
      select row_number() over () as number, pseudonym, gen_random_uuid() as input
      from unnest(${pseudonyms}::text[]) as pseudonym`.execute(one)
    await sql`insert into input (id, public_id, dossier_id, dialogue_id, kind, channel, received_at, published_at)
      select input, gen_random_uuid(), ${dossierId}::uuid, ${id}::uuid, 'votes', 'web', now(), now() from person`.execute(
      one,
    )
    await sql`insert into participant (dialogue_id, number, pseudonym, input_id, joined_at)
      select ${id}::uuid, number, decode(pseudonym, 'hex'), input, now() from person`.execute(one)
    // Three kinds of people, who agree in a way of their own; who answered what is spread evenly.
    await sql`insert into vote (dialogue_id, participant, statement, choice, channel, voted_at)
      select ${id}::uuid, number, statement,
        case when hashint4((number * 1009 + statement)::int) % 5 = 0 then 0
          when (statement * 7 + (number % 3) * 3) % 5 < 3 then 1 else -1 end,
        'web', now() - number * interval '1 second'
      from person
      cross join lateral (
        select 1 + (number * 7 + n * 3) % ${size.statements}::int as statement
        from generate_series(1, ${size.answered}::int) n
      ) as asked
      on conflict do nothing`.execute(one)
    await sql`insert into vote_history (dialogue_id, participant, statement, choice, channel, voted_at)
      select dialogue_id, participant, statement, choice, channel, voted_at
      from vote where dialogue_id = ${id}::uuid`.execute(one)
    await retally(one, id)
    await sql`update dialogue_numbering set next_participant = ${size.participants + 1}::int,
      next_statement = ${size.statements + 1}::int where dialogue_id = ${id}::uuid`.execute(one)
    await sql`drop table person`.execute(one)
    await sql`set session_replication_role = origin`.execute(one)
  })
}

/** The statement that a person answers next: each time one that they have not answered. */
export function newStatementOf({ statements, answered }: StageSize, person: number, turn: number): number {
  return 1 + (((person + 1) * 7 + (answered + 1 + turn) * 3) % statements)
}

/** Whether a person has answered a statement beforehand. */
export function hasAnswered({ statements, answered }: StageSize, person: number, statement: number): boolean {
  for (let n = 1; n <= answered; n++)
    if (1 + (((person + 1) * 7 + n * 3) % statements) === statement) return true
  return false
}
