import type { PostPage } from '#domains/listen'
import { noonOf } from '#platform/clock'
import { type FormErrors, type FormText, pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Button, ErrorSummary, PageHead, Row } from '#web/ui'
import { langOf, say } from '#web/words'
import { type FilingChoices, FilingFields, filingErrors } from '../filing/filing-fields.tsx'
import { postsMessages } from './posts.messages.ts'

type View = {
  post: PostPage
  choices: FilingChoices
  text: FormText
  errors: FormErrors
  /** The editor of a reply comes next. */
  wantsReply: boolean
}

/** Before a post becomes a conversation: how it can be answered, and who goes on with it. */
export async function makeConversationPage(
  c: WebContext,
  { post, choices, text, errors, wantsReply }: View,
): Promise<Response> {
  const t = say(c, postsMessages)
  const messages = filingErrors(c, errors)
  const wrong = messages.size > 0
  const back = pathHere(c, `/desk/listen/posts/${post.id}`)
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff: await getStaff(c), wrong, status: wrong ? 422 : 200 },
    <Band tight>
      <ErrorSummary
        title={t('errors', { n: messages.size })}
        errors={[...messages].map(([id, message]) => ({ id, message }))}
      />
      <PageHead
        title={t('title')}
        lead={t('lead', { due: noonOf(choices.dueOn) })}
        above={
          <a href={back} {...langOf(c, post.language ?? c.var.locale)}>
            {post.title || post.source}
          </a>
        }
      />
      <p>{t(post.url === null ? 'howNot' : 'how')}</p>
      <form
        class="wk-stack wk-stack--l"
        method="post"
        action={`${back}/conversation${wantsReply ? '?reply=1' : ''}`}
        novalidate
        // A redirect that Turbo follows loses the place on the page that it leads to.
        data-turbo={wantsReply ? 'false' : undefined}
      >
        <FilingFields c={c} choices={choices} text={text} messages={messages} />
        <Row>
          <Button kind="answer">{t('make')}</Button>
          <a href={back}>{t('cancel')}</a>
        </Row>
      </form>
    </Band>,
  )
}
