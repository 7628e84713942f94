import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import { type Translation, translationsOf, type Written } from '#domains/translation'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { openForAnswers } from './open-for-answers.ts'

/** What is looked for, as `prepareSearch` makes it; and the day, as `2026-05-08`. */
export type Sought = { tsquery: string; today: string }

/** A dialogue that was found by its question or its introduction. */
export type FoundDialogue = Written & {
  slug: string
  question: string
  introduction: string
  isOpen: boolean
  dossier: { slug: string; question: string } & Written
  translations: readonly Translation[]
}

/** A statement that was found, in the dialogue that it is in. */
export type FoundStatement = Written & {
  number: number
  text: string
  dialogue: Pick<FoundDialogue, 'slug' | 'question' | 'isOpen'> & Written
  translations: readonly Translation[]
}

/** Dialogues that everybody can see and that are found, newest first. */
export async function findDialoguesBySearch(
  db: Db,
  { tsquery, today }: Sought,
  page: PageRequest,
): Promise<Page<FoundDialogue>> {
  const after = readCursor(page.after, ['uuid'])?.[0]
  const rows = await selectVisible(db, today)
    .select(['dialogue.id', 'dialogue.introduction'])
    .select(['dossier.slug as dossierSlug', 'dossier.question as dossierQuestion'])
    .select('dossier.language as dossierLanguage')
    .select(translationsOf('dialogue.id', 'dossier.id').as('translations'))
    .where(dialogueIsFoundBy(tsquery))
    .$if(after !== undefined, (query) => query.where('dialogue.id', '<', after ?? ''))
    .orderBy('dialogue.id', 'desc')
    .limit(page.size + 1)
    .execute()
  const { rows: shown, next } = pageOf(rows, page.size, ({ id }) => [id])
  return {
    next,
    rows: shown.map(({ id: _, dossierSlug, dossierQuestion, dossierLanguage, ...dialogue }) => ({
      ...dialogue,
      dossier: { slug: dossierSlug, question: dossierQuestion, language: dossierLanguage },
    })),
  }
}

/**
 * Statements that everybody can read and that are found; those of newer dialogues first. Where results are hidden until the end,
 * so are statements: who takes part reads them one by one.
 */
export async function findStatementsBySearch(
  db: Db,
  { tsquery, today }: Sought,
  page: PageRequest,
): Promise<Page<FoundStatement>> {
  const after = readCursor(page.after, ['uuid', 'number'])
  const rows = await selectReadable(db, today)
    .select(['dialogue.id', 'statement.number', 'statement.text', 'statement.language as textLanguage'])
    .select(translationsOf('dialogue.id').as('translations'))
    .where(statementIsFoundBy(tsquery))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(dialogue.id, statement.number) < (${after?.[0] ?? ''}::uuid, ${after?.[1] ?? ''}::integer)`,
      ),
    )
    .orderBy('dialogue.id', 'desc')
    .orderBy('statement.number', 'desc')
    .limit(page.size + 1)
    .execute()
  const { rows: shown, next } = pageOf(rows, page.size, ({ id, number }) => [id, String(number)])
  return {
    next,
    rows: shown.map(({ number, text, textLanguage, translations, slug, question, language, isOpen }) => ({
      number,
      text,
      language: textLanguage,
      translations,
      dialogue: { slug, question, language, isOpen },
    })),
  }
}

/** Words that everybody can read now: questions of dialogues, and statements of the newest of them. */
export async function listReadableTexts(
  db: Db,
  { today, most }: { today: string; most: number },
): Promise<string[]> {
  const [dialogues, statements] = await Promise.all([
    selectVisible(db, today).orderBy('dialogue.id', 'desc').limit(most).execute(),
    selectReadable(db, today)
      .select('statement.text')
      .orderBy('dialogue.id', 'desc')
      .orderBy('statement.number', 'desc')
      .limit(most)
      .execute(),
  ])
  return [...dialogues.map(({ question }) => question), ...statements.map(({ text }) => text)]
}

/** Dialogues with a page of their own. */
function selectVisible(db: Db, today: string) {
  return db
    .selectFrom('dialogue')
    .innerJoin('dossier', 'dossier.id', 'dialogue.dossier_id')
    .select(['dialogue.slug', 'dialogue.question', 'dialogue.language'])
    .select(openForAnswers(sql`${today}`).as('isOpen'))
    .where('dialogue.state', 'in', ['open', 'closed'])
    .where('dossier.state', 'in', ['open', 'closed'])
}

/** Their statements, where their results can be seen. */
function selectReadable(db: Db, today: string) {
  return selectVisible(db, today)
    .innerJoin('statement', 'statement.dialogue_id', 'dialogue.id')
    .where('statement.state', '=', 'published')
    .where(sql<boolean>`(dialogue.results = 'live' or not ${openForAnswers(sql`${today}`)})`)
}

function dialogueIsFoundBy(tsquery: string): RawBuilder<boolean> {
  return sql`dialogue.id in (
    select id from dialogue where found_words(question || E'\n' || introduction) @@ ${tsquery}::tsquery
    union
    select dialogue.id from translation join dialogue on dialogue.id = translation.owner_id
    where found_words(translation.text) @@ ${tsquery}::tsquery and translation.original in (question, introduction)
  )`
}

function statementIsFoundBy(tsquery: string): RawBuilder<boolean> {
  return sql`(statement.dialogue_id, statement.number) in (
    select dialogue_id, number from statement where found_words(text) @@ ${tsquery}::tsquery
    union
    select dialogue_id, number from translation
    join statement on statement.dialogue_id = translation.owner_id and statement.text = translation.original
    where found_words(translation.text) @@ ${tsquery}::tsquery
  )`
}
