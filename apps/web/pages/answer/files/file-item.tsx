import type { Child } from 'hono/jsx'
import type { KeptFile } from '#platform/blobs'
import type { WebContext } from '#web/http'
import type { FileItem } from '#web/ui'
import { Prose, say } from '#web/words'
import { filesMessages } from './files.messages.ts'
import { describeFile } from './files-field.tsx'
import { filmMessages } from './film.messages.ts'

type Where = {
  /** The address of the file. */
  href: string
  /** The language of whoever sent it. */
  lang: string | undefined
  /** Where what is said in a film is written, for who may. */
  words?: string
}

/** A file as staff see it: a picture is shown, a film is played, all else can be stored. */
export function fileItem(c: WebContext, file: KeptFile, { href, lang, words }: Where): FileItem {
  const label = describeFile(c, file)
  const { picture, film, alternative, name, state, heldWhy } = file
  if (state !== 'clean') {
    const why = heldWhy && state === 'held' ? say(c, filesMessages)(heldWhy) : undefined
    return { label: why ? `${label} ${why}` : label }
  }
  if (picture) return { href, label, picture: { ...picture, alternative } }
  if (!film) return { href, label }
  const captions = {
    href: `${href}/captions`,
    label: say(c, filmMessages)('captions'),
    lang: lang ?? c.var.locale,
  }
  return {
    ...{ href, label, film: { name, ...(film.hasCaptions ? { captions } : {}) } },
    below: <FilmWords c={c} file={file} lang={lang} words={words} />,
  }
}

function FilmWords({
  c,
  file: { alternative, film },
  lang,
  words,
}: {
  c: WebContext
  file: KeptFile
  lang: string | undefined
  words: string | undefined
}): Child {
  const t = say(c, filmMessages)
  const missing = [...(alternative ? [] : [t('untold')]), ...(film?.hasCaptions ? [] : [t('noCaptions')])]
  return (
    <div class="wk-stack wk-stack--s">
      {alternative && (
        <details>
          <summary>{t('told')}</summary>
          <Prose text={alternative} lang={lang} />
        </details>
      )}
      <p class="wk-soft">{[...missing, t('plays')].join(' ')}</p>
      {words && (
        <p>
          <a href={words}>{t('write')}</a>
        </p>
      )}
    </div>
  )
}
