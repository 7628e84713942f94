import { Hono } from 'hono'
import { listNewestMail, type ReadMail } from '#platform/mail'
import { pathHere, type Web, type WebContext } from '#web/http'
import { isSilentDemo, notFoundPage, publicPage } from '#web/shell'
import { Band, ButtonLink, Empty, PageHead, Stack } from '#web/ui'
import { say } from '#web/words'
import { demoMailMessages } from './demo-mail.messages.ts'

/** The mail of a demo, which sends none: its accounts are open to everybody on this machine anyway. */
export const demoMailRoutes = new Hono<Web>()

const SHOWN = 20

demoMailRoutes.get('/demo/mail', async (c) => {
  if (!isSilentDemo(c)) return notFoundPage(c)
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  const t = say(c, demoMailMessages)
  const mails = await listNewestMail(c.var.services.db, SHOWN)
  return publicPage(
    c,
    { title: t('title'), noIndex: true, ask: false },
    <Band tight>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        actions={<ButtonLink href={pathHere(c, '/demo/mail')}>{t('again')}</ButtonLink>}
      />
      {mails.length === 0 ? (
        <Empty level={2} icon="envelope-simple" title={t('none')}>
          {t('noneText')}
        </Empty>
      ) : (
        <Stack gap="l">
          {mails.map((mail) => (
            <Mail c={c} mail={mail} />
          ))}
        </Stack>
      )}
    </Band>,
  )
})

function Mail({ c, mail: { id, subject, recipient, text, createdAt } }: { c: WebContext; mail: ReadMail }) {
  const t = say(c, demoMailMessages)
  return (
    <article class="wk-box wk-stack wk-stack--s" aria-labelledby={id}>
      <h2 id={id} class="wk-h4">
        {subject}
      </h2>
      <p class="wk-small wk-soft">{t('to', { to: recipient, at: createdAt })}</p>
      {text
        .trim()
        .split(/\n{2,}/)
        .map((paragraph) => (
          <p dir="auto">
            {paragraph
              .split('\n')
              .flatMap((line, at) => (at === 0 ? [linked(line)] : [<br />, linked(line)]))}
          </p>
        ))}
    </article>
  )
}

/** A line that is an address leads there. */
function linked(line: string) {
  return /^https?:\/\/\S+$/.test(line) ? <a href={line}>{line}</a> : line
}
