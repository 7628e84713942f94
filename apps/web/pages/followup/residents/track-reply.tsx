import type { Track } from '#domains/followup'
import { pathHere, type WebContext } from '#web/http'
import { Button, Feature, TextArea } from '#web/ui'
import { say } from '#web/words'
import { trackMessages } from './track.messages.ts'

export type WrongReply = { text: string; problem: 'missing' | 'too-long' }

/** Writing back to us, for whoever asked something: also after a public response. */
export function ReplyForm({
  c,
  track: { conversation },
  path,
  wrong,
}: {
  c: WebContext
  track: Track
  path: string
  wrong: WrongReply | undefined
}) {
  const t = say(c, trackMessages)
  if (!conversation) return null
  const isAnswered = conversation.status === 'answered'
  return (
    <Feature>
      <h2 id="write-back">{t(isAnswered ? 'replyTitle' : 'addTitle')}</h2>
      <form method="post" action={pathHere(c, path)} class="wk-stack" aria-labelledby="write-back" novalidate>
        <TextArea
          id="reply"
          name="reply"
          label={t('replyField')}
          description={t('replyHelp')}
          rows={4}
          value={wrong?.text ?? ''}
          required
          {...(wrong ? { error: replyProblem(c, wrong) } : {})}
        />
        <div>
          <Button kind="primary">{t('replySend')}</Button>
        </div>
      </form>
    </Feature>
  )
}

export function replyProblem(c: WebContext, { problem }: WrongReply): string {
  return say(c, trackMessages)(problem === 'missing' ? 'replyMissing' : 'replyTooLong')
}
