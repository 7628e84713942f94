import { readTyped, type WebContext } from '#web/http'
import { Band, Notice, PageHead } from '#web/ui'
import { say } from '#web/words'
import { errorMessages } from './errors.messages.ts'
import { TypedTexts, textsOf } from './given-back.tsx'
import { getStaff } from './guard.ts'
import { deskPage } from './page.tsx'

type NotDone = {
  /** Why nothing was done: a colleague was first, or it may not be done any more. */
  words: string
  /** The page that says so where nothing was written. */
  back: string
}

/** Somebody at the desk sent what could not be done any more: they read why, and what they wrote is not lost. */
export async function notDonePage(c: WebContext, { words, back }: NotDone): Promise<Response> {
  const texts = textsOf((await readTyped(c))?.fields ?? [])
  if (texts.length === 0) return c.redirect(back, 303)
  const t = say(c, errorMessages)
  return deskPage(
    c,
    { title: t('notDoneTitle'), staff: await getStaff(c), status: 409 },
    <Band tight>
      <Notice kind="warning" title={words} justHappened />
      <PageHead title={t('notDoneTitle')} lead={t('notDone')} />
      <TypedTexts t={t} texts={texts} />
      <p>
        <a href={back}>{t('notDoneBack')}</a>
      </p>
    </Band>,
  )
}
