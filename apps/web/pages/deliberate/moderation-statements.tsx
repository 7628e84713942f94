import { type PublicStatement, refusalReasons } from '#domains/deliberate'
import { say } from '../../frame/say.ts'
import type { WebContext } from '../../frame/web.ts'
import { Button, Details, Field, Hidden, Row, Section, Select } from '../../ui/index.ts'
import { deskDialogueMessages } from './desk.messages.ts'
import { langOf } from './statement-result.tsx'

type Props = { c: WebContext; base: string }

/** What everybody reads in a dialogue, and how two people remove one of them. */
export function PublicStatements({ c, base, statements }: Props & { statements: PublicStatement[] }) {
  const t = say(c, deskDialogueMessages)
  if (statements.length === 0) return null
  return (
    <Section id="public" title={t('publicStatements')}>
      <p>{t('publicText')}</p>
      <ul class="wk-list">
        {statements.map((statement) => (
          <li class="wk-stack wk-stack--s">
            <h3 {...langOf(c, statement.language)}>‘{statement.text}’</h3>
            {statement.removal ? (
              <Waiting c={c} base={base} number={statement.number} removal={statement.removal} />
            ) : (
              <Ask c={c} base={base} number={statement.number} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

type Removal = NonNullable<PublicStatement['removal']>

/** A request that waits: who asked confirms it not, but can take it back. */
function Waiting({ c, base, number, removal }: Props & { number: number; removal: Removal }) {
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

function Ask({ c, base, number }: Props & { number: number }) {
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
