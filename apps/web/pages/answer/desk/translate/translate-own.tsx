import { listTranslations, translate } from '#domains/translation'
import { isLocale, type Locale, languageName, locales } from '#platform/i18n'
import { type FormText, textOf, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'
import { Button, Details, TextArea } from '#web/ui'
import { langOf, say } from '#web/words'
import { translateOwnMessages } from './translate-own.messages.ts'

/** What the organisation wrote itself, by what translations are found by: a title, and what was said of each step. */
export type OwnTexts = { id: string; language: string; originals: readonly string[] }

/** A text with the translation that it has. */
type Translatable = { original: string; text: string; byMachine: boolean }

/** What can be translated, and into which language. */
export type OwnTranslation = { from: string; to: Locale; texts: Translatable[] }

/**
 * Texts as they were written, each once, in the order in which they were.
 * @returns undefined where the pages are in no other language
 */
export async function readTranslation(
  c: WebContext,
  { id, language, originals }: OwnTexts,
): Promise<OwnTranslation | undefined> {
  const to = locales.find(
    (one) => one !== language && c.var.organisation.languages.some((spoken) => spoken === one),
  )
  if (!to || !isLocale(language)) return undefined
  const known = await listTranslations(c.var.services.db, [id], to)
  const texts = [...new Set(originals.filter((text) => text !== ''))].map((original) => {
    const found = known.find((one) => one.original === original)
    return { original, text: found?.text ?? '', byMachine: found?.byMachine ?? false }
  })
  return { from: language, to, texts }
}

/**
 * Keeps what was typed; a text that was left empty has no translation.
 * @param longest  more of a text is not kept
 */
export async function keepTranslation(
  c: WebContext,
  { ownerId, longest }: { ownerId: string; longest: number },
  { to, texts }: OwnTranslation,
  form: FormText,
): Promise<void> {
  const { db, clock } = c.var.services
  const { accountId: by } = await getStaff(c)
  const byMachine = textOf(form, 'byMachine') === 'yes'
  const typed = texts.map(({ original }, at) => ({
    ...{ original, byMachine },
    text: textOf(form, `text${at}`).trim().slice(0, longest).toWellFormed(),
  }))
  await db
    .transaction()
    .execute((tx) => translate(tx, { ownerId, language: to, texts: typed, by, now: clock.now() }))
}

/** The same in the other language of the pages. */
export function TranslateForm({
  c,
  action,
  translation: { from, to, texts },
}: {
  c: WebContext
  action: string
  translation: OwnTranslation
}) {
  const t = say(c, translateOwnMessages)
  const language = languageName(c.var.locale, to) ?? to
  return (
    <Details summary={t('translateTitle', { language })}>
      <form class="wk-stack" method="post" action={action} novalidate>
        <p>{t('translateText', { language })}</p>
        {texts.map(({ original, text }, at) => (
          <TextArea
            id={`text${at}`}
            name={`text${at}`}
            label={<span {...langOf(c, from)}>{t('translateOf', { text: original })}</span>}
            rows={2}
            lang={to}
            value={text}
          />
        ))}
        <label class="wk-option">
          <input
            type="checkbox"
            name="byMachine"
            value="yes"
            checked={texts.some(({ byMachine }) => byMachine)}
          />
          <span>{t('byMachine')}</span>
        </label>
        <div>
          <Button>{t('translate')}</Button>
        </div>
      </form>
    </Details>
  )
}
