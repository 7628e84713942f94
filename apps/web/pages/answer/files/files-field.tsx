import { LARGEST_FILE, MOST_FILES_AT_ONCE } from '#domains/answer'
import type { KeptFile } from '#platform/blobs'
import type { WebContext } from '#web/http'
import { Choice, Field, FileField, Hidden, Section } from '#web/ui'
import { say } from '#web/words'
import { filesMessages } from './files.messages.ts'
import { fileFields, type SentFiles } from './sent-files.ts'

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
      <FileField
        id="file"
        name={fileFields.file}
        accept={ACCEPTED}
        multiple
        label={t('files')}
        description={t('filesHelp', limits)}
        {...(error ? { error } : {})}
      />
      <Field
        id="alternative"
        name={fileFields.alternative}
        width="m"
        label={t('alternative')}
        description={t('alternativeHelp')}
        value={sent?.alternative ?? ''}
        autocomplete="off"
      />
    </Section>
  )
}

/** Why some files did not come along, each by its name. */
export function filesError(c: WebContext, sent: SentFiles | undefined): string | undefined {
  const t = say(c, filesMessages)
  const told = (sent?.problems ?? []).map(({ name, kind }) => t(kind, { name, ...limits }))
  return told.length > 0 ? [...told, t('nothingLost')].join(' ') : undefined
}

/** A file in a few words, with its size. */
export function describeFile(c: WebContext, { name, alternative, size }: KeptFile): string {
  const t = say(c, filesMessages)
  const picture = alternative ? t('pictureOf', { what: alternative }) : t('picture')
  return t('sized', { what: name || picture, kb: Math.max(1, Math.round(size / 1024)) })
}
