import { pathHere, type WebContext } from '#web/http'
import { Section } from '#web/ui'
import { say } from '#web/words'
import { moderationLogMessages } from '../moderation-log.messages.ts'
import { type LogView, ModerationLog } from '../moderation-log.tsx'
import { deskDialogue, deskPathOf } from './desk-dialogue.tsx'

/** What staff decided about a dialogue, for staff: with what was published, with names, and with words that only they may read. */
export async function deskLogPage(c: WebContext, { page, log }: LogView): Promise<Response> {
  const t = say(c, moderationLogMessages)
  const base = deskPathOf(c, page.dialogue.slug)
  return deskDialogue(
    c,
    { page, view: 'log' },
    <Section id="log" title={t('title')} gap="m">
      <p>
        {t('deskLead')}{' '}
        <a href={pathHere(c, `/dialogues/${page.dialogue.slug}/moderation`)}>{t('toPublic')}</a>
      </p>
      <ModerationLog c={c} log={log} here={`${base}/log`} file={`${base}/moderation.csv`} isForStaff />
    </Section>,
  )
}
