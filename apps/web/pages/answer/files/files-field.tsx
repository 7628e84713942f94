import { MOST_BYTES_AT_ONCE, MOST_FILES_AT_ONCE, MOST_FILES_IN_CONVERSATION } from '#domains/answer'
import { type KeptFile, LARGEST_FILE, LARGEST_FILM } from '#platform/blobs'
import type { WebContext } from '#web/http'
import { Choice, Details, FileField, Hidden, Section, TextArea } from '#web/ui'
import { say } from '#web/words'
import { filesMessages } from './files.messages.ts'
import { aboutField, fileFields, type SentFiles } from './sent-files.ts'

/** What a browser offers first. */
const ACCEPTED = '.jpg,.jpeg,.png,.webp,.mp4,.m4v,.mov,.webm,.pdf,.docx,.odt,.txt'

const MEGABYTE = 1024 * 1024

const limits = {
  n: MOST_FILES_AT_ONCE,
  mb: LARGEST_FILE / MEGABYTE,
  filmMb: LARGEST_FILM / MEGABYTE,
  allMb: MOST_BYTES_AT_ONCE / MEGABYTE,
}

/** The part of a form with which pictures and documents come along; its form is sent as `multipart/form-data`. */
export function FilesField({ c, sent }: { c: WebContext; sent: SentFiles | undefined }) {
  const t = say(c, filesMessages)
  const error = filesError(c, sent)
  return (
    <Section id="files-title" title={t('title')} gap="m">
      {sent && sent.waiting.length > 0 && (
        <>
          <Hidden values={{ [fileFields.key]: sent.key }} />
          <Choice
            id="keep"
            name={fileFields.keep}
            legend={t('waiting')}
            multiple
            value={sent.waiting.map(({ hash }) => hash)}
            options={sent.waiting.map((file) => ({ value: file.hash, label: describeFile(c, file) }))}
          />
        </>
      )}
      {sent?.waiting
        .filter(({ picture, film }) => picture || film)
        .map(({ hash, film, name, alternative }, at) => (
          <TextArea
            id={`about-${at}`}
            name={aboutField(hash)}
            label={film ? t('aboutFilm', { name }) : t('aboutWaiting', { n: at + 1 })}
            rows={film ? 4 : 1}
            value={alternative}
            autocomplete="off"
          />
        ))}
      <FileRow c={c} at={0} sent={sent} error={error} />
      <Details summary={t('more')}>
        <div class="wk-stack">
          {rows.slice(1).map((at) => (
            <FileRow c={c} at={at} sent={sent} />
          ))}
        </div>
      </Details>
    </Section>
  )
}

const rows = Array.from({ length: MOST_FILES_AT_ONCE }, (_, at) => at)

type Row = { c: WebContext; at: number; sent: SentFiles | undefined; error?: string | undefined }

/** A file, and what is seen on it if it is a photo: each photo has words of its own. */
function FileRow({ c, at, sent, error }: Row) {
  const t = say(c, filesMessages)
  const n = at + 1
  return (
    <>
      <FileField
        id={at === 0 ? 'file' : `file-${n}`}
        name={fileFields.file}
        accept={ACCEPTED}
        label={at === 0 ? t('files') : t('fileMore', { n })}
        {...(at === 0 ? { description: t('filesHelp', limits) } : {})}
        {...(error ? { error } : {})}
      />
      <TextArea
        id={`alternative-${n}`}
        name={fileFields.alternatives}
        rows={2}
        label={at === 0 ? t('alternative') : t('alternativeMore', { n })}
        {...(at === 0 ? { description: t('alternativeHelp') } : {})}
        value={sent?.alternatives[at] ?? ''}
        autocomplete="off"
      />
    </>
  )
}

/** Why some files did not come along, each by its name. */
export function filesError(c: WebContext, sent: SentFiles | undefined): string | undefined {
  const t = say(c, filesMessages)
  const told = (sent?.problems ?? []).map(({ name, kind }) =>
    t(kind, { name, ...limits, most: MOST_FILES_IN_CONVERSATION }),
  )
  return told.length > 0 ? [...told, t('nothingLost')].join(' ') : undefined
}

/** A file in a few words, with its size. */
export function describeFile(c: WebContext, file: KeptFile): string {
  const t = say(c, filesMessages)
  const what = sizedFile(c, file)
  return file.state === 'clean' ? what : t(file.state, { what, name: file.name })
}

function sizedFile(c: WebContext, { name, alternative, film, size }: KeptFile): string {
  const t = say(c, filesMessages)
  const picture = alternative ? t('pictureOf', { what: alternative }) : t('picture')
  const what = film ? t('film', { name }) : name || picture
  if (size >= MEGABYTE) return t('sizedLarge', { what, mb: Math.round(size / MEGABYTE) })
  return t('sized', { what, kb: Math.max(1, Math.round(size / 1024)) })
}
