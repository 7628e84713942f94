import type { MailFile } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { Files } from '#web/ui'
import { say } from '#web/words'
import { kindOfFile, mayRun } from './file-kind.ts'
import { shownMailMessages } from './shown-mail.messages.ts'

type Listed = MailFile & { path: string; isMessage: boolean }

/** The files of a mail, each to be stored by itself; a message among them can be looked at. */
export function MailFiles({ c, rawId, files }: { c: WebContext; rawId: string; files: readonly Listed[] }) {
  const t = say(c, shownMailMessages)
  if (files.length === 0) return null
  const at = (way: 'file' | 'shown', path: string) => pathHere(c, `/desk/mail/${rawId}/${way}/${path}`)
  return (
    <>
      <Files
        files={files.map((file, n) => ({
          href: at('file', file.path),
          label: describeMailFile(c, file, n + 1),
        }))}
      />
      {files.some(mayRun) && <p class="wk-small">{t('program')}</p>}
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

/** A file in which Outlook packs others, and that hardly any other program opens. */
function isOfOutlook({ name, type }: MailFile): boolean {
  return type.includes('ms-tnef') || name.toLowerCase() === 'winmail.dat'
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
