import { LONGEST_NEAR_WORDS, type NearReport } from '#domains/answer'
import { listTranslations, translate } from '#domains/translation'
import { isLocale, type Locale, languageName, locales } from '#platform/i18n'
import { type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'
import { Button, Details, TextArea } from '#web/ui'
import { langOf, say } from '#web/words'
import { nearDeskMessages } from './near-desk.messages.ts'

/** A text of a report with the translation that it has. */
type Translatable = { original: string; text: string; byMachine: boolean }

/** What can be translated of a report, and into which language. */
export type NearTranslation = { to: Locale; texts: Translatable[] }

/**
 * The title and what was said of each step, in the order in which they were written.
 * @param report  as it was written
 * @returns undefined where the pages are in no other language
 */
export async function readTranslation(
  c: WebContext,
  report: NearReport,
): Promise<NearTranslation | undefined> {
  const to = locales.find(
    (one) => one !== report.language && c.var.organisation.languages.some((spoken) => spoken === one),
  )
  if (!to || !isLocale(report.language)) return undefined
  const known = await listTranslations(c.var.services.db, [report.id], to)
  const originals = [report.title, ...report.steps.map(({ words }) => words)].filter((text) => text !== '')
  const texts = [...new Set(originals)].map((original) => {
    const found = known.find((one) => one.original === original)
    return { original, text: found?.text ?? '', byMachine: found?.byMachine ?? false }
  })
  return { to, texts }
}

/** Keeps what was typed; a text that was left empty has no translation. */
export async function keepTranslation(
  c: WebContext,
  report: NearReport,
  { to, texts }: NearTranslation,
  form: FormText,
): Promise<void> {
  const { db, clock } = c.var.services
  const { accountId: by } = await getStaff(c)
  const byMachine = textOf(form, 'byMachine') === 'yes'
  const typed = texts.map(({ original }, at) => ({
    ...{ original, byMachine },
    text: textOf(form, `text${at}`).trim().slice(0, LONGEST_NEAR_WORDS),
  }))
  await db
    .transaction()
    .execute((tx) => translate(tx, { ownerId: report.id, language: to, texts: typed, by, now: clock.now() }))
}

/** The same in the other language of the pages. */
export function TranslateForm({
  c,
  report,
  translation: { to, texts },
}: {
  c: WebContext
  report: NearReport
  translation: NearTranslation
}) {
  const t = say(c, nearDeskMessages)
  const language = languageName(c.var.locale, to) ?? to
  return (
    <Details summary={t('translateTitle', { language })}>
      <form
        class="wk-stack"
        method="post"
        action={pathHere(c, `/desk/near/${report.publicId}/translate`)}
        novalidate
      >
        <p>{t('translateText', { language })}</p>
        {texts.map(({ original, text }, at) => (
          <TextArea
            id={`text${at}`}
            name={`text${at}`}
            label={<span {...langOf(c, report.language)}>{t('translateOf', { text: original })}</span>}
            rows={2}
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
