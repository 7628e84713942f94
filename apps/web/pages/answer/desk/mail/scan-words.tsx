import { type MailScan, type Verdict, verdictOn } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { Button } from '#web/ui'
import { say } from '#web/words'
import { mailMessages } from './mail.messages.ts'
import { scanMessages } from './scan.messages.ts'

/** What of a mail is not handed out, and why; undefined for what is. */
export function whyHeld(c: WebContext, verdict: Verdict, what: string): string | undefined {
  const t = say(c, scanMessages)
  switch (verdict.kind) {
    case 'clean':
      return undefined
    case 'waiting':
      return verdict.isAway ? `${t('waiting', { what })} ${t('away')}` : t('waiting', { what })
    case 'found':
      return t('found', { what, name: verdict.name })
    case 'unchecked':
      return `${t('unchecked', { what })} ${t('uncheckedWay')}`
  }
}

type Scanned = { c: WebContext; rawId: string; scan: MailScan | undefined }

/** The way to a mail as it came, or why there is none. */
export function Original({ c, rawId, scan }: Scanned) {
  const words = say(c, mailMessages)('original')
  return (
    whyHeld(c, verdictOn(scan, ''), words) ?? (
      <a href={pathHere(c, `/desk/mail/${rawId}/original`)}>{words}</a>
    )
  )
}

/** Whether something of a mail is held that the scanner may know better by now. */
export function mayBeClean(c: WebContext, scan: MailScan | undefined): boolean {
  const { kind } = verdictOn(scan, '')
  return (kind === 'found' || kind === 'unchecked') && c.var.services.config.clamd !== undefined
}

/** The button that has a mail looked at once more. */
export function ScanAgain({ c, rawId, scan }: Scanned) {
  if (!mayBeClean(c, scan)) return null
  return (
    <form method="post" action={pathHere(c, `/desk/mail/${rawId}/scan`)}>
      <Button small>{say(c, scanMessages)('again')}</Button>
    </form>
  )
}
