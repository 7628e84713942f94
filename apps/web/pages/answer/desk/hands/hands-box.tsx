import { type CloseReason, type ConversationPage, snoozeDays } from '#domains/answer'
import { addDays, dateIn, noonOf } from '#platform/clock'
import { todayHere, type WebContext } from '#web/http'
import { Box, Button, Field, Icon, Row, Select } from '#web/ui'
import { say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { problemAt } from '../conversation/problems.ts'
import { handsMessages } from './hands.messages.ts'

type Props = { c: WebContext; desk: Desk }

/** Closing without an answer; spam by one button of its own. Only reasons that they may give are there. */
export function CloseBox({ c, desk }: Props) {
  const t = say(c, handsMessages)
  if (desk.page.conversation.status === 'closed') return null
  const reasons = desk.hands.closeReasons.filter((reason) => reason !== 'spam')
  return (
    <Box title={t('closeTitle')}>
      <div class="wk-stack wk-stack--s">
        <Select
          id="close-as"
          name="closeAs"
          dataKey="e"
          label={t('closeLabel')}
          description={t('closeHelp')}
          options={reasons.map((reason) => ({ value: reason, label: t(`reason-${reason}`) }))}
          value={desk.hands.chosen.reason}
        />
        <Row>
          <Button small formaction={actionOf(c, desk, 'close')}>
            {t('close')}
          </Button>
          <Button small formaction={actionOf(c, desk, 'spam')}>
            {t('isSpam')}
          </Button>
        </Row>
      </div>
    </Box>
  )
}

/** Putting off until a day; back by one button. */
export function SnoozeBox({ c, desk }: Props) {
  const t = say(c, handsMessages)
  const today = todayHere(c)
  const { conversation } = desk.page
  const snooze = actionOf(c, desk, 'snooze')
  if (conversation.status !== 'open')
    return desk.refused === 'not-open' ? (
      <Box title={t('snoozeTitle')}>
        <p id="snooze">{t('notOpen')}</p>
      </Box>
    ) : null
  const { first } = snoozeDays(today)
  return (
    <Box title={t('snoozeTitle')}>
      <div class="wk-stack wk-stack--s">
        {isAway(conversation, today) && (
          <>
            <p>
              <Icon name="clock" /> {t('backOn', { on: noonOf(conversation.snoozed_until ?? today) })}
            </p>
            <p>
              <Button small formaction={actionOf(c, desk, 'wake')}>
                {t('wake')}
              </Button>
            </p>
          </>
        )}
        <p class="wk-small">{t('snoozeHelp')}</p>
        <Row>
          <Button small name="snoozeUntil" value={first} formaction={snooze}>
            {t('snoozeTomorrow')}
          </Button>
          <Button small name="snoozeUntil" value={addDays(today, 7)} formaction={snooze}>
            {t('snoozeWeek')}
          </Button>
        </Row>
        <Field
          id="snooze-day"
          name="snoozeDay"
          type="date"
          width="m"
          label={t('snoozeDay')}
          value={desk.hands.chosen.snoozeDay}
          {...problemAt(c, desk, 'snooze-day')}
        />
        <p>
          <Button small formaction={snooze}>
            {t('snooze')}
          </Button>
        </p>
      </div>
    </Box>
  )
}

/** Whether a conversation is out of the lists today, because it was put off. */
function isAway({ snoozed_until: until }: ConversationPage['conversation'], today: string): boolean {
  return until !== null && until > today
}

/** Why it is closed, and the way back. */
export function closedWords(c: WebContext, reason: CloseReason): { title: string; body: string } {
  const t = say(c, handsMessages)
  return { title: t(`closed-${reason}`), body: t(reason === 'spam' ? 'spamBody' : 'closedBody') }
}

/** What is said of a conversation that is closed or put off, above its entries and in lists; undefined where it is neither. */
export function handsState(
  c: WebContext,
  line: Pick<ConversationPage['conversation'], 'closed_as' | 'closed_at' | 'snoozed_until'>,
): { icon: 'check-circle' | 'trash' | 'clock'; text: string } | undefined {
  const t = say(c, handsMessages)
  const { closed_as: reason, closed_at: at, snoozed_until: until } = line
  if (reason === 'spam') return { icon: 'trash', text: t('spam') }
  if (at) return { icon: 'check-circle', text: t('closedOn', { at }) }
  const { clock, config } = c.var.services
  const isPutOff = until !== null && until > dateIn(config.timeZone, clock.now())
  return isPutOff ? { icon: 'clock', text: t('backOn', { on: noonOf(until) }) } : undefined
}
