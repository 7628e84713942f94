import type { PublicStatement, RemovalRequest } from '#domains/deliberate'
import { refusalReasons } from '#domains/moderation'
import type { WebContext } from '#web/http'
import { Button, Hidden, Row, Section, Select, TextArea, Voice } from '#web/ui'
import { langOf, say } from '#web/words'
import { deskDialogueMessages } from './desk-dialogue.messages.ts'
import { type DeskFrame, deskDialogue, deskPathOf } from './desk-dialogue.tsx'

/** A reason as it was given, and the field that is wrong. */
export type WrongReason = { reason: string; explanation: string; field: 'reason' | 'explanation' }

export function reasonProblem(c: WebContext, { field }: WrongReason): string {
  return say(c, deskDialogueMessages)(field === 'explanation' ? 'explanationTooLong' : 'reasonMissing')
}

type Props = { c: WebContext; base: string; number: number }

/** A request that waits: whoever asked cannot confirm it, but can take it back. */
export function RemovalRequested({ c, base, number, removal }: Props & { removal: RemovalRequest }) {
  const t = say(c, deskDialogueMessages)
  const action = `${base}/statements/${number}/removal/settle`
  const settle = (outcome: string, label: string) => (
    <form method="post" action={action}>
      <Hidden values={{ outcome }} />
      <Button small>{label}</Button>
    </form>
  )
  return (
    <>
      <p>
        {t('removalBy', { who: removal.requestedBy, reason: t(removal.reason) })} {removal.explanation}
      </p>
      {removal.isOwn && <p class="wk-small wk-soft">{t('removalOwn')}</p>}
      <Row>
        {!removal.isOwn && settle('confirmed', t('removalConfirm'))}
        {settle('rejected', removal.isOwn ? t('removalTakeBack') : t('removalReject'))}
      </Row>
    </>
  )
}

/** Asks a colleague to decide whether a statement goes. */
export async function askForRemovalPage(
  c: WebContext,
  {
    page,
    statement,
    wrong,
  }: Pick<DeskFrame, 'page'> & { statement: PublicStatement; wrong?: WrongReason | undefined },
): Promise<Response> {
  const t = say(c, deskDialogueMessages)
  const { number, text, language, removal } = statement
  const base = deskPathOf(c, page.dialogue.slug)
  const error = wrong && { id: wrong.field, message: reasonProblem(c, wrong) }
  const at = (id: string) => (error?.id === id ? { error: error.message } : {})
  return deskDialogue(
    c,
    { page, view: 'statements', errors: error ? [error] : [] },
    <Section id="removal" title={t('removalSummary')} gap="m">
      <p>{t('removalsText')}</p>
      <Voice who={t('removalOf')} whoFirst>
        <span {...langOf(c, language)}>{text}</span>
      </Voice>
      {removal ? (
        <RemovalRequested c={c} base={base} number={number} removal={removal} />
      ) : (
        <form method="post" action={`${base}/statements/${number}/removal`} class="wk-stack" novalidate>
          <Select
            id="reason"
            name="reason"
            label={t('reason')}
            value={wrong?.reason ?? ''}
            options={refusalReasons.map((reason) => ({ value: reason, label: t(reason) }))}
            {...at('reason')}
          />
          <TextArea
            id="explanation"
            name="explanation"
            label={t('explanation')}
            description={t('explanationHelp')}
            rows={2}
            value={wrong?.explanation ?? ''}
            {...at('explanation')}
          />
          <Row>
            <Button kind="answer">{t('removalAsk')}</Button>
            <a href={`${base}/statements`}>{t('cancel')}</a>
          </Row>
        </form>
      )}
    </Section>,
  )
}
