import type { Child } from 'hono/jsx'
import { pathHere, type WebContext } from '#web/http'
import { isFormHeld, MailNote, publicPage } from '#web/shell'
import { Band, Button, ButtonLink, ErrorSummary, Field, Notice, PageHead } from '#web/ui'
import { say } from '#web/words'
import { accountMessages } from '../account.messages.ts'

/** Asks for the address to send a link to. */
export async function signInPage(
  c: WebContext,
  { email, invalid = false }: { email: string; invalid?: boolean },
): Promise<Response> {
  const t = say(c, accountMessages)
  const error = invalid ? t('emailInvalid') : undefined
  const wrong = invalid === true
  return publicPage(
    c,
    { title: t('signIn'), noIndex: true, wrong },
    <Band tight>
      {error && <ErrorSummary title={t('errors')} errors={[{ id: 'email', message: error }]} />}
      {isFormHeld(c) && (
        <Notice kind="warning" title={t('heldTitle')}>
          {t('held')}
        </Notice>
      )}
      <PageHead title={t('signIn')} lead={t('lead')} />
      <form method="post" action={pathHere(c, '/sign-in')} class="wk-stack" novalidate>
        <Field
          id="email"
          name="email"
          type="email"
          width="m"
          label={t('email')}
          description={t('emailHelp')}
          value={email}
          autocomplete="email"
          required
          {...(error ? { error } : {})}
        />
        <Button kind="primary">{t('send')}</Button>
      </form>
    </Band>,
  )
}

/** Says the same whether or not the address has an account. */
export async function sentPage(c: WebContext): Promise<Response> {
  const t = say(c, accountMessages)
  const again = <a href={pathHere(c, '/sign-in')}>{t('again')}</a>
  return stepPage(
    c,
    { title: t('sentTitle'), lead: t('sent'), actions: again },
    <>
      <MailNote c={c} />
      <p>{t('nothingCame')}</p>
    </>,
  )
}

/** The page behind a mailed link: one button, because some mail programs open links beforehand and would use it up. */
export async function openLinkPage(c: WebContext, token: string): Promise<Response> {
  const t = say(c, accountMessages)
  return stepPage(
    c,
    { title: t('openTitle'), lead: t('openLead') },
    <form method="post" action={pathHere(c, '/sign-in/open')}>
      <input type="hidden" name="token" value={token} />
      <Button kind="primary">{t('open')}</Button>
    </form>,
  )
}

export async function expiredPage(c: WebContext): Promise<Response> {
  const t = say(c, accountMessages)
  const again = (
    <ButtonLink kind="primary" href={pathHere(c, '/sign-in')}>
      {t('again')}
    </ButtonLink>
  )
  return stepPage(c, { title: t('expiredTitle'), lead: t('expired'), actions: again, status: 410 })
}

function stepPage(
  c: WebContext,
  {
    title,
    lead,
    actions,
    status = 200,
  }: { title: string; lead: string; actions?: Child; status?: 200 | 410 },
  content?: Child,
): Promise<Response> {
  return publicPage(
    c,
    { title, noIndex: true, status },
    <Band tight>
      <PageHead title={title} lead={lead} actions={actions} />
      {content}
    </Band>,
  )
}
