import { type PublicStatement, type RemovalRequest, refusalReasons } from '#domains/deliberate'
import { say } from '../../frame/say.ts'
import type { WebContext } from '../../frame/web.ts'
import { Button, Field, Hidden, Row, Section, Select, Voice } from '../../ui/index.ts'
import { deskDialogueMessages } from './desk.messages.ts'
import { type DeskFrame, deskDialogue, deskPathOf } from './desk-frame.tsx'
import { langOf } from './statement-result.tsx'

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
export async function askForRemovalPage(
  c: WebContext,
  { page, statement }: Pick<DeskFrame, 'page'> & { statement: PublicStatement },
): Promise<Response> {
  const t = say(c, deskDialogueMessages)
  const { number, text, language, removal } = statement
  const base = deskPathOf(c, page.dialogue.slug)
  return deskDialogue(
    c,
    { page, view: 'statements' },
    <Section id="removal" title={t('removalSummary')} gap="m">
      <p>{t('removalsText')}</p>
      <Voice who={t('removalOf')} whoFirst>
        <span {...langOf(c, language)}>{text}</span>
      </Voice>
      {removal ? (
        <RemovalRequested c={c} base={base} number={number} removal={removal} />
      ) : (
        <form method="post" action={`${base}/statements/${number}/removal`} class="wk-stack">
          <Select
            id="reason"
            name="reason"
            label={t('reason')}
            options={refusalReasons.map((reason) => ({ value: reason, label: t(reason) }))}
          />
          <Field
            id="explanation"
            name="explanation"
            label={t('explanation')}
            description={t('explanationHelp')}
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
