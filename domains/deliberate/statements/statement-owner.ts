import type { Db, Tx } from '#db'
import type { DescribedText, LockedText, ModerationDecision, TextKey, TextOwner } from '#domains/moderation'
import { forgetTranslations } from '#domains/translation'
import type { Statement } from './statement.ts'

/** Which statement: its number in its dialogue. */
export type StatementKey = { dialogueId: string; number: number }

/** A statement as moderation knows it: its dialogue is the space that it stands in. */
export function textKeyOf({ dialogueId, number }: StatementKey): TextKey {
  return { kind: 'statement', spaceId: dialogueId, number }
}

/** A statement as whoever decides about it has locked it. */
export type LockedStatement = Pick<Statement, 'dialogue_id' | 'number' | 'state' | 'input_id'> & {
  dossier_id: string
}

/** Of two who decide the second waits; votes do not. */
export async function lockStatement(
  tx: Tx,
  { dialogueId, number }: StatementKey,
): Promise<LockedStatement | undefined> {
  return tx
    .selectFrom('statement')
    .innerJoin('dialogue', 'dialogue.id', 'statement.dialogue_id')
    .select(['statement.dialogue_id', 'statement.number', 'statement.state', 'statement.input_id'])
    .select('dialogue.dossier_id')
    .where('statement.dialogue_id', '=', dialogueId)
    .where('statement.number', '=', number)
    .forNoKeyUpdate('statement')
    .executeTakeFirst()
}

export function lockedTextOf(statement: LockedStatement): LockedText {
  const { dialogue_id, number, state, input_id, dossier_id } = statement
  const isPublic = state === 'published' || state === 'closed'
  return {
    ...textKeyOf({ dialogueId: dialogue_id, number }),
    state: isPublic ? 'public' : state,
    inputId: input_id,
    dossierId: dossier_id,
  }
}

/** Statements as the texts that moderators decide about. */
export const statementOwner: TextOwner = {
  async lock(tx, { spaceId, number }) {
    const statement = await lockStatement(tx, { dialogueId: spaceId, number })
    return statement && lockedTextOf(statement)
  },
  apply: applyDecision,
  describe: describeStatements,
}

async function applyDecision(tx: Tx, key: TextKey, decision: ModerationDecision): Promise<void> {
  const outcome =
    decision.kind === 'refuse'
      ? ({ state: 'refused', reason_code: decision.reason } as const)
      : ({ state: await publicStateOf(tx, key), reason_code: null } as const)
  const statement = await tx
    .updateTable('statement')
    .set(outcome)
    .where('dialogue_id', '=', key.spaceId)
    .where('number', '=', key.number)
    .returning('text')
    .executeTakeFirst()
  if (decision.kind === 'refuse' && statement)
    await forgetTranslations(tx, { ownerId: key.spaceId, original: statement.text })
}

/** One that has a newer version comes back as closed. */
async function publicStateOf(tx: Tx, { spaceId, number }: TextKey): Promise<'published' | 'closed'> {
  const newer = await tx
    .selectFrom('statement_lineage')
    .select('to_statement')
    .where('dialogue_id', '=', spaceId)
    .where('from_statement', '=', number)
    .limit(1)
    .executeTakeFirst()
  return newer ? 'closed' : 'published'
}

async function describeStatements(db: Db, keys: readonly TextKey[]): Promise<DescribedText[]> {
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('statement')
    .innerJoin('dialogue', 'dialogue.id', 'statement.dialogue_id')
    .select(['statement.dialogue_id as dialogueId', 'statement.number', 'statement.text'])
    .select(['statement.language', 'dialogue.slug', 'dialogue.question'])
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('statement.dialogue_id', 'statement.number'),
        'in',
        keys.map(({ spaceId, number }) => tuple(spaceId, number)),
      ),
    )
    .execute()
  return rows.map(({ dialogueId, number, text, language, slug, question }) => ({
    ...textKeyOf({ dialogueId, number }),
    text,
    language,
    space: { slug, title: question },
  }))
}
