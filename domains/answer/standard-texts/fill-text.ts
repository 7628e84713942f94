import type { Db } from '#db'
import type { Letterhead } from '#domains/letters'
import { noonOf } from '#platform/clock'
import type { Locale } from '#platform/i18n'
import { type FieldValues, fillFields } from './fields.ts'
import { findStandardText } from './standard-text.queries.ts'

/** In which conversation a text is used, by whom, who work in which unit. */
export type TextUse = { conversationId: string; writer: { name: string; unit: string } }

/**
 * A standard text with its fields filled in for a conversation, in the language of that; what is not known is marked as a place to
 * fill in. Undefined: there is no such text, or none in that language.
 */
export async function fillStandardText(
  db: Db,
  textId: string,
  { conversationId, writer }: TextUse,
  letterhead: Letterhead,
): Promise<string | undefined> {
  const [text, about] = await Promise.all([findStandardText(db, textId), findAbout(db, conversationId)])
  if (!text || !about) return undefined
  const language: Locale = about.language === 'en' ? 'en' : 'nl'
  const body = text[language]
  if (body === '') return undefined
  const { names, isFirstLanguage } = await findSubjectNames(db, about.subjectId, language)
  const values: FieldValues = {
    asker: about.name ?? '',
    writer: writer.name,
    organisation: letterhead.organisation,
    unit: about.unit ?? writer.unit,
    subject: (isFirstLanguage ? names?.name : names?.otherName) ?? '',
    due: new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
      dateStyle: 'long',
      timeZone: letterhead.timeZone,
    }).format(noonOf(about.dueOn)),
    page: letterhead.pages.track(language),
  }
  return fillFields(body, values, language)
}

async function findAbout(db: Db, conversationId: string) {
  return db
    .selectFrom('conversation')
    .leftJoin('conversation_contact as contact', 'contact.conversation_id', 'conversation.id')
    .leftJoin('unit', 'unit.id', 'conversation.unit_id')
    .select(['conversation.language', 'subject_id as subjectId', 'due_on as dueOn'])
    .select(['contact.name', 'unit.name as unit'])
    .where('conversation.id', '=', conversationId)
    .executeTakeFirst()
}

/** What a subject is called: its first name is in the first language of the organisation. */
async function findSubjectNames(db: Db, subjectId: string | null, language: Locale) {
  const organisation = await db.selectFrom('organisation').select('languages').executeTakeFirst()
  const isFirstLanguage = !organisation || organisation.languages[0] === language
  if (subjectId === null) return { names: undefined, isFirstLanguage }
  const names = await db
    .selectFrom('subject_version')
    .select(['name', 'other_name as otherName'])
    .where('subject_id', '=', subjectId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { names, isFirstLanguage }
}
