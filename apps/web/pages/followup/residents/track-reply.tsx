import type { Track } from '#domains/followup'
import { pathHere, type WebContext } from '#web/http'
import { FilesField, type SentFiles } from '#web/pages/answer'
import { type AskedPlace, PlaceField } from '#web/pages/places'
import { Button, Feature, TextArea } from '#web/ui'
import { say } from '#web/words'
import { trackMessages } from './track.messages.ts'

/** What was written; it may be the files that are wrong. */
export type WrongReply = { text: string; problem?: 'missing' | 'too-long' }

/** Writing back to us, for whoever asked something: also after a public response. */
export function ReplyForm({
  c,
  track: { conversation },
  path,
  wrong,
  files,
  place,
}: {
  c: WebContext
  track: Track
  path: string
  wrong: WrongReply | undefined
  files: SentFiles | undefined
  place: AskedPlace | undefined
}) {
  const t = say(c, trackMessages)
  if (!conversation) return null
  const isOver = conversation.status !== 'open'
  return (
    <Feature>
      <h2 id="write-back">{t(isOver ? 'replyTitle' : 'addTitle')}</h2>
      <form
        method="post"
        action={pathHere(c, path)}
        enctype="multipart/form-data"
        class="wk-stack"
        aria-labelledby="write-back"
        novalidate
      >
        <TextArea
          id="reply"
          name="reply"
          label={t('replyField')}
          description={t('replyHelp')}
          rows={4}
          value={wrong?.text ?? ''}
          required
          {...(wrong?.problem ? { error: replyProblem(c, wrong.problem) } : {})}
        />
        <PlaceField c={c} asked={place} />
        <FilesField c={c} sent={files} />
        <div>
          <Button kind="primary">{t('replySend')}</Button>
        </div>
      </form>
    </Feature>
  )
}

export function replyProblem(c: WebContext, problem: 'missing' | 'too-long'): string {
  return say(c, trackMessages)(problem === 'missing' ? 'replyMissing' : 'replyTooLong')
}
