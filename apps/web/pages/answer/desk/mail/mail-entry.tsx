import type { Child } from 'hono/jsx'
import { type ConversationPage, type Entry, type MailOfEntry, verdictOn } from '#domains/answer'
import { foldMail, type MailFold } from '#platform/received-mail'
import { pathHere, type WebContext } from '#web/http'
import { Details } from '#web/ui'
import { Prose, say } from '#web/words'
import { mailMessages } from './mail.messages.ts'
import { MailFiles } from './mail-files.tsx'
import { scanMessages } from './scan.messages.ts'
import { Original } from './scan-words.tsx'
import { shownMailMessages } from './shown-mail.messages.ts'

type Mailed = { c: WebContext; entry: Entry; mail: MailOfEntry; lang: string | undefined }

/** What somebody mailed: their words, what they quoted folded, and what came along. */
export function MailBody({ c, entry, mail, lang }: Mailed) {
  const t = say(c, mailMessages)
  const body = entry.body ?? ''
  return (
    <>
      {mail.mayBeNewTopic && <p class="wk-small">{t('newTopic', { subject: mail.subject })}</p>}
      {body ? <FoldedText c={c} text={body} lang={lang} /> : <p>{t('empty')}</p>}
      {mail.isCut && <p class="wk-small">{t('cut')}</p>}
      <Pictures c={c} mail={mail} />
      <MailFacts c={c} mail={mail} />
    </>
  )
}

/** A text with what was quoted and signed folded. */
export function FoldedText({ c, text, lang }: { c: WebContext; text: string; lang: string | undefined }) {
  return (
    <>
      {partsOf(text).map((part) => (
        <Part c={c} {...part} lang={lang} />
      ))}
    </>
  )
}

type TextPart = { text: string; fold: MailFold['kind'] | undefined }

/** A text in its parts: what was written now, and what stands folded; nothing is left out but empty lines between them. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const { kind, start, end } of foldMail(text)) {
    parts.push({ text: text.slice(at, start), fold: undefined }, { text: text.slice(start, end), fold: kind })
    at = end
  }
  return [...parts, { text: text.slice(at), fold: undefined }]
    .map((part) => ({ ...part, text: part.text.replace(/^\n+|\s+$/g, '') }))
    .filter((part) => part.text !== '')
}

function Part({ c, text, fold, lang }: TextPart & { c: WebContext; lang: string | undefined }) {
  if (!fold) return <Prose text={text} lang={lang} />
  return (
    <Details summary={say(c, mailMessages)(fold)}>
      <Prose text={text} lang={lang} />
    </Details>
  )
}

function Pictures({ c, mail: { rawId, pictures } }: { c: WebContext; mail: MailOfEntry }) {
  const t = say(c, mailMessages)
  return (
    <>
      {pictures.map(({ hash, width, height }, at) => (
        <p>
          <a href={pathHere(c, `/desk/mail/${rawId}/picture/${hash}`)}>
            <img
              src={pathHere(c, `/desk/mail/${rawId}/picture/${hash}`)}
              alt={t('picture', { n: at + 1 })}
              width={Math.round((width * shownHeight(height)) / height)}
              height={shownHeight(height)}
              loading="lazy"
            />
          </a>
        </p>
      ))}
    </>
  )
}

/** Small beside the words; whoever wants to see more opens it. */
const shownHeight = (height: number) => Math.min(height, 160)

/** Who sent it where that is somebody else, what is different about it, and the way to all of it. */
function MailFacts({ c, mail }: { c: WebContext; mail: MailOfEntry }) {
  const t = say(c, mailMessages)
  const w = say(c, shownMailMessages)
  const shown = pathHere(c, `/desk/mail/${mail.rawId}/shown`)
  const isHeld = ['found', 'unchecked'].includes(verdictOn(mail.scan, '').kind)
  const facts: Child[] = [
    mail.isAutomatic && t('automatic'),
    mail.channels.length > 1 && t('arrivedAt', { channels: mail.channels.join(', ') }),
    mail.isKept && mail.hasHtml && <a href={shown}>{w('look')}</a>,
    mail.isKept && isHeld && <a href={shown}>{say(c, scanMessages)('why')}</a>,
    mail.isKept ? <Original c={c} rawId={mail.rawId} scan={mail.scan} /> : t('originalGone'),
  ].filter(Boolean)
  return (
    <>
      {mail.isKept && (
        <MailFiles
          c={c}
          rawId={mail.rawId}
          scan={mail.scan}
          files={mail.files.map((file, at) => ({
            ...file,
            path: String(at),
            isMessage: file.type === 'message/rfc822',
          }))}
        />
      )}
      {facts.map((fact) => (
        <p class="wk-small">{fact}</p>
      ))}
    </>
  )
}

/** Who wrote a mail: by name where that is whoever asked, else with the address that tells them apart. */
export function senderOf(
  { from }: MailOfEntry,
  contact: ConversationPage['contact'],
  otherwise: string,
): string {
  if (from.address === '' || from.address.toLowerCase() === contact.address?.toLowerCase()) return otherwise
  return from.name ? `${from.name} (${from.address})` : from.address
}
