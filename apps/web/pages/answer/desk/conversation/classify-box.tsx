import type { ConversationPage } from '#domains/answer'
import type { WebContext } from '#web/http'
import { Box, Button, Select } from '#web/ui'
import { say } from '#web/words'
import type { DeskChoices } from '../choices.ts'
import { nameIn } from '../name-in.ts'
import { approvalMessages } from './approval.messages.ts'
import { actionOf, type Desk } from './desk.ts'
import { problemAt } from './problems.ts'

/** What can be chosen now, and what was chosen for this conversation, also where it was replaced or closed since. */
export function choicesFor(
  { conversation: { subject_id, unit_id } }: ConversationPage,
  { subjects, units, labels }: DeskChoices,
): Desk['choices'] {
  return {
    subjects: subjects.filter(({ id, replacedBy }) => !replacedBy || id === subject_id),
    units: units.filter(({ id, closedOn }) => !closedOn || id === unit_id),
    labels,
  }
}

/** What a conversation is about and who answers it: what mandates are found by. Left out where there is nothing to choose. */
export function ClassifyBox({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, approvalMessages)
  const { subjects, units } = desk.choices
  const { subject_id: subject, unit_id: unit } = desk.page.conversation
  if (subjects.length === 0 && units.length < 2) return null
  const none = { value: '', label: t('notSaid') }
  return (
    <Box title={t('classifyTitle')}>
      <div class="wk-stack wk-stack--s">
        {subjects.length > 0 && (
          <Select
            id="subject"
            name="subject"
            label={t('subjectLabel')}
            options={[none, ...subjects.map((one) => optionOf(one, nameIn(c, one)))]}
            value={subject ?? ''}
            {...problemAt(c, desk, 'subject')}
          />
        )}
        <Select
          id="unit"
          name="unit"
          label={t('unitLabel')}
          options={[none, ...units.map((one) => optionOf(one, one.name))]}
          value={unit ?? ''}
          {...problemAt(c, desk, 'unit')}
        />
        <p>
          <Button small formaction={actionOf(c, desk, 'classify')}>
            {t('classify')}
          </Button>
        </p>
      </div>
    </Box>
  )
}

/** What lies in something stands below it, further in. */
export function optionOf(
  { id, depth }: { id: string; depth: number },
  name: string,
): { value: string; label: string } {
  return { value: id, label: `${'\u00a0\u00a0'.repeat(depth)}${name}` }
}
