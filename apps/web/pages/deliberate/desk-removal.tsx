import { type RemovalRequest, refusalReasons } from '#domains/deliberate'
import { say } from '../../frame/say.ts'
import type { WebContext } from '../../frame/web.ts'
import { Button, Details, Field, Hidden, Row, Select } from '../../ui/index.ts'
import { deskDialogueMessages } from './desk.messages.ts'

type Props = { c: WebContext; base: string; number: number }

/** A request that waits: who asked confirms it not, but can take it back. */
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
export function AskForRemoval({ c, base, number }: Props) {
  const t = say(c, deskDialogueMessages)
  return (
    <Details summary={t('removalSummary')}>
      <form method="post" action={`${base}/statements/${number}/removal`} class="wk-stack">
        <Select
          id={`removal-reason-${number}`}
          name="reason"
          label={t('reason')}
          options={refusalReasons.map((reason) => ({ value: reason, label: t(reason) }))}
        />
        <Field
          id={`removal-explanation-${number}`}
          name="explanation"
          label={t('explanation')}
          description={t('explanationHelp')}
        />
        <div>
          <Button small>{t('removalAsk')}</Button>
        </div>
      </form>
    </Details>
  )
}
