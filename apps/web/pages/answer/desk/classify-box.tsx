import type { Branch } from '#domains/answer'
import type { WebContext } from '#web/http'
import { Box, Button, Select } from '#web/ui'
import { say } from '#web/words'
import { approvalMessages } from './approval.messages.ts'
import { actionOf, type Desk } from './conversation-forms.tsx'
import { nameIn } from './name-in.ts'

/** What a conversation is about and who answers it: what mandates are found by. Left out where there is nothing to choose. */
export function ClassifyBox({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, approvalMessages)
  const { subjects, units } = desk.choices
  const { subject_id: subject, unit_id: unit } = desk.page.conversation
  if (subjects.length === 0 && units.length < 2) return null
  return (
    <Box title={t('classifyTitle')}>
      <div class="wk-stack wk-stack--s">
        {subjects.length > 0 && (
          <Select
            id="subject"
            name="subject"
            label={t('subjectLabel')}
            options={optionsOf(c, subjects)}
            value={subject ?? ''}
            {...(desk.refused === 'not-a-subject' ? { error: t('notASubject') } : {})}
          />
        )}
        <Select
          id="unit"
          name="unit"
          label={t('unitLabel')}
          options={optionsOf(c, units)}
          value={unit ?? ''}
          {...(desk.refused === 'not-a-unit' ? { error: t('notASubject') } : {})}
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
function optionsOf(c: WebContext, branches: Branch[]): { value: string; label: string }[] {
  return [
    { value: '', label: say(c, approvalMessages)('notSaid') },
    ...branches.map((branch) => ({
      value: branch.id,
      label: `${'\u00a0\u00a0'.repeat(branch.depth)}${nameIn(c, branch)}`,
    })),
  ]
}
