import { type MailFile, type MailScan, verdictOn } from '#domains/answer'
import { isOfOutlook } from '#platform/received-mail'
import { pathHere, type WebContext } from '#web/http'
import { Files } from '#web/ui'
import { say } from '#web/words'
import { kindOfFile, mayRun } from './file-kind.ts'
import { whyHeld } from './scan-words.tsx'
import { shownMailMessages } from './shown-mail.messages.ts'

type Listed = MailFile & { path: string; isMessage: boolean }

type Props = { c: WebContext; rawId: string; files: readonly Listed[]; scan: MailScan | undefined }

/** The files of a mail, each to be stored by itself unless it is held; a message among them can be looked at. */
export function MailFiles({ c, rawId, files, scan }: Props) {
  const t = say(c, shownMailMessages)
  if (files.length === 0) return null
  const at = (way: 'file' | 'shown', path: string) => pathHere(c, `/desk/mail/${rawId}/${way}/${path}`)
  return (
    <>
      <Files
        files={files.map((file, n) => {
          const label = describeMailFile(c, file, n + 1)
          const held = whyHeld(c, verdictOn(scan, file.path), label)
          return held ? { label: held } : { href: at('file', file.path), label }
        })}
      />
      {files.some((file) => mayRun(file) && verdictOn(scan, file.path).kind === 'clean') && (
        <p class="wk-small">{t('program')}</p>
      )}
      {files.some(isOfOutlook) && <p class="wk-small">{t('packed')}</p>}
      {files.map(
        (file, n) =>
          file.isMessage && (
            <p class="wk-small">
              <a href={at('shown', file.path)}>{t('lookMessage', { file: nameOf(c, file, n + 1) })}</a>
            </p>
          ),
      )}
    </>
  )
}

function nameOf(c: WebContext, { name }: MailFile, n: number): string {
  return name || say(c, shownMailMessages)('nameless', { n })
}

/** A file with its name, kind and size. */
function describeMailFile(c: WebContext, file: MailFile, n: number): string {
  const t = say(c, shownMailMessages)
  const kb = Math.max(1, Math.round(file.bytes / 1024))
  const size = kb < 1024 ? t('kb', { kb }) : t('mb', { mb: Math.round(kb / 102.4) / 10 })
  return t('file', { name: nameOf(c, file, n), kind: t(kindOfFile(file)), size })
}
