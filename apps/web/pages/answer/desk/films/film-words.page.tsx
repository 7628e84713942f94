import type { ConversationPage } from '#domains/answer'
import type { KeptFile } from '#platform/blobs'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Button, ErrorSummary, FileField, Files, PageHead, TextArea } from '#web/ui'
import { langOf, say } from '#web/words'
import { fileItem } from '../../files/file-item.tsx'
import { filmMessages } from '../../files/film.messages.ts'

export type FilmWordsView = {
  page: ConversationPage
  seq: number
  film: KeptFile
  /** As it is, or as it was typed. */
  alternative: string
  captions: string
  /** What is wrong, by field. */
  errors?: Partial<Record<'told' | 'captions' | 'file', string>>
}

/** What is seen, heard and said in a film, as staff write it down beside it. */
export async function filmWordsPage(c: WebContext, view: FilmWordsView): Promise<Response> {
  const t = say(c, filmMessages)
  const { page, seq, film, errors = {} } = view
  const { id, language, subject } = page.conversation
  const back = pathHere(c, `/desk/inbox/${id}`)
  const href = `${back}/files/${seq}/${film.hash}`
  const { lang } = langOf(c, language)
  const wrong = Object.entries(errors).map(([field, message]) => ({ id: field, message }))
  const title = t('title', { name: film.name })
  return deskPage(
    c,
    {
      ...{ title, menuItem: 'inbox', staff: await getStaff(c) },
      ...{ wrong: wrong.length > 0, status: wrong.length > 0 ? 422 : 200 },
    },
    <Band tight>
      <ErrorSummary title={t('errors')} errors={wrong} />
      <PageHead
        title={title}
        lead={t('lead')}
        above={
          <a href={back} {...langOf(c, language)}>
            {subject}
          </a>
        }
      />
      <Files files={[fileItem(c, film, { href, lang })]} />
      <form method="post" action={`${href}/words`} enctype="multipart/form-data" class="wk-stack" novalidate>
        <TextArea
          id="told"
          name="told"
          label={t('field')}
          description={t('fieldHelp')}
          rows={6}
          value={view.alternative}
          {...{ ...(lang ? { lang } : {}), ...(errors.told ? { error: errors.told } : {}) }}
        />
        <TextArea
          id="captions"
          name="captions"
          label={t('captionsField')}
          description={t('captionsHelp')}
          rows={8}
          value={view.captions}
          {...{ ...(lang ? { lang } : {}), ...(errors.captions ? { error: errors.captions } : {}) }}
        />
        <FileField
          id="file"
          name="file"
          accept=".vtt,.srt,text/vtt"
          label={t('file')}
          description={t('fileHelp')}
          {...(errors.file ? { error: errors.file } : {})}
        />
        <p class="wk-row">
          <Button kind="primary">{t('save')}</Button>
          <a href={back}>{t('cancel')}</a>
        </p>
      </form>
    </Band>,
  )
}
