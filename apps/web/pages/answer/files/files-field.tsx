import { MOST_FILES_AT_ONCE, MOST_FILES_IN_CONVERSATION } from '#domains/answer'
import { type KeptFile, LARGEST_FILE } from '#platform/blobs'
import type { WebContext } from '#web/http'
import { Choice, Details, Field, FileField, Hidden, Section } from '#web/ui'
import { say } from '#web/words'
import { filesMessages } from './files.messages.ts'
import { aboutField, fileFields, type SentFiles } from './sent-files.ts'

/** What a browser offers first. */
const ACCEPTED = '.jpg,.jpeg,.png,.webp,.pdf,.docx,.odt,.txt'

const limits = { n: MOST_FILES_AT_ONCE, mb: LARGEST_FILE / 1024 / 1024 }

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
        .filter(({ picture }) => picture)
        .map(({ hash, alternative }, at) => (
          <Field
            id={`about-${at}`}
            name={aboutField(hash)}
            width="m"
            label={t('aboutWaiting', { n: at + 1 })}
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
      <Field
        id={`alternative-${n}`}
        name={fileFields.alternatives}
        width="m"
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
export function describeFile(c: WebContext, { name, alternative, size }: KeptFile): string {
  const t = say(c, filesMessages)
  const picture = alternative ? t('pictureOf', { what: alternative }) : t('picture')
  return t('sized', { what: name || picture, kb: Math.max(1, Math.round(size / 1024)) })
}
