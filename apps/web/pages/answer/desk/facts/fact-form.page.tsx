import { pathHere, type WebContext } from '#web/http'
import { Button, Hidden, Row } from '#web/ui'
import { say } from '#web/words'
import { answeringMessages } from '../answering.messages.ts'
import { answeringPage, type FormView } from '../answering-page.tsx'
import { type FactChoices, FactFields } from './fact-form.tsx'
import { factsDeskMessages } from './facts-desk.messages.ts'

export type FactFormView = {
  form: FormView
  choices: FactChoices
  language: string
  /** The sheet that gets another version; undefined: a new one. */
  sheet?: { id: string; seen: number; isPublic: boolean }
  /** The post of which the claim is. */
  post?: { id: string; source: string } | undefined
}

/** The form of a sheet: of a new one, or of another version. */
export function factFormPage(c: WebContext, view: FactFormView): Promise<Response> {
  const t = say(c, factsDeskMessages)
  const { form, choices, language, sheet, post } = view
  const list = pathHere(c, '/desk/facts')
  const back = sheet ? `${list}/${sheet.id}` : post ? pathHere(c, `/desk/listen/posts/${post.id}`) : list
  return answeringPage(
    c,
    {
      ...{ tab: 'facts', title: t(sheet ? 'editTitle' : 'newTitle'), form },
      above: <a href={list}>{say(c, answeringMessages)('facts')}</a>,
      ...(post ? { lead: t('fromPost', { source: post.source }) } : {}),
    },
    <form
      method="post"
      action={sheet ? `${back}/edit` : `${list}/new${post ? `?post=${post.id}` : ''}`}
      class="wk-stack wk-stack--l"
      novalidate
    >
      {sheet && <Hidden values={{ seen: `${sheet.seen}` }} />}
      <FactFields
        c={c}
        form={form}
        choices={choices}
        language={language}
        isPublic={sheet?.isPublic ?? false}
      />
      <Row>
        <Button kind="answer">{t('put')}</Button>
        <a href={back}>{t('cancel')}</a>
      </Row>
    </form>,
  )
}
