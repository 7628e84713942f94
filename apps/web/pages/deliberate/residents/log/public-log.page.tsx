import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Band, PageHead } from '#web/ui'
import { langOf, say } from '#web/words'
import { moderationLogMessages } from '../../moderation-log.messages.ts'
import { type LogView, ModerationLog } from '../../moderation-log.tsx'

/** What staff decided about a dialogue, for everybody: without names, and without the words that were refused. */
export async function publicLogPage(c: WebContext, { page, log }: LogView): Promise<Response> {
  const t = say(c, moderationLogMessages)
  const { slug, question, language } = page.dialogue
  const base = pathHere(c, `/dialogues/${slug}`)
  return publicPage(
    c,
    { title: `${t('title')}: ${question}`, menuItem: 'take-part' },
    <Band tight>
      <p class="wk-small">
        <a href={base} {...langOf(c, language)}>
          {question}
        </a>
      </p>
      <PageHead title={t('title')} lead={t('lead')} />
      <ModerationLog c={c} log={log} here={`${base}/moderation`} isForStaff={false} />
    </Band>,
  )
}
