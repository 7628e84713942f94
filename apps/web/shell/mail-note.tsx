import { pathHere, type WebContext } from '#web/http'
import { Notice } from '#web/ui'
import { say } from '#web/words'
import { mailNoteMessages } from './mail-note.messages.ts'

/** A demo without a mail server: what it would send is read on a page. */
export function isSilentDemo({ var: { organisation, services } }: WebContext): boolean {
  return organisation.is_demo && services.config.smtpUrl === undefined
}

/** Stands wherever somebody is told to look in their mail: where that mail really is, when it goes nowhere. */
export function MailNote({ c }: { c: WebContext }) {
  const t = say(c, mailNoteMessages)
  if (c.var.services.config.smtpUrl !== undefined) return null
  if (isSilentDemo(c))
    return (
      <Notice kind="warning" title={t('demo')}>
        <p>
          <a href={pathHere(c, '/demo/mail')}>{t('demoLink')}</a>
        </p>
      </Notice>
    )
  const { phone } = c.var.organisation
  return (
    <Notice kind="warning" title={t('notSetUp')}>
      {phone ? t('notSetUpCall', { phone }) : ''}
    </Notice>
  )
}
