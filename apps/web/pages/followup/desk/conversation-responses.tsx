import { listAnswers } from '#domains/followup'
import type { ShowInConversation } from '#web/pages/answer'
import { Section } from '#web/ui'
import { say } from '#web/words'
import { AnswerText } from '../answer-text.tsx'
import { responseDeskMessages } from './response-desk.messages.ts'

/** In a conversation: the public responses to what was asked, each with its newest text. */
export const showResponses: ShowInConversation = async (c, inputId) => {
  const answers = await listAnswers(c.var.services.db, inputId)
  const newest = answers.filter(({ replaced }) => !replaced)
  if (newest.length === 0) return null
  const t = say(c, responseDeskMessages)
  return (
    <Section id="responses" title={t('inConversation', { n: newest.length })} gap="s">
      {newest.map((answer) => (
        <>
          <AnswerText c={c} answer={answer} unit={answer.unit} />
          <p class="wk-small wk-soft">{t('inConversationOn', { on: answer.publishedAt })}</p>
        </>
      ))}
    </Section>
  )
}
