import { weekdays } from '#domains/people'
import { pathHere, textOf, type WebContext } from '#web/http'
import { Button, Checkbox, Field, Hidden, Section, TextArea } from '#web/ui'
import { say } from '#web/words'
import { whoMessages } from '../who.messages.ts'
import { type FormView, fieldOf, whoPage } from '../who.tsx'
import { calendarMessages } from './calendar.messages.ts'
import { TermFields } from './term-fields.tsx'

/** What can have just happened, told once. */
export const told = ['changed', 'unchanged'] as const

export type CalendarView = {
  form: FormView
  told?: (typeof told)[number] | 'changed-meanwhile' | undefined
}

/** When the organisation works, and how long answering may take. */
export function calendarPage(c: WebContext, { form, told: news }: CalendarView): Promise<Response> {
  const t = say(c, calendarMessages)
  return whoPage(
    c,
    {
      ...{ tab: 'calendar', title: t('title'), lead: t('lead'), form },
      told: news && { good: news !== 'changed-meanwhile', sentence: t(news) },
    },
    <form method="post" action={pathHere(c, '/desk/calendar')} class="wk-stack wk-stack--l" novalidate>
      <Hidden values={{ seen: textOf(form.text, 'seen') }} />
      <Section id="hours" title={t('hoursTitle')} gap="m">
        <p>{t('hoursHelp')}</p>
        {weekdays.map((day) => (
          <Field {...fieldOf(form, day)} label={t(day)} width="m" autocomplete="off" />
        ))}
        <Checkbox
          id="keepsHolidays"
          name="keepsHolidays"
          label={t('keepsHolidays')}
          description={t('keepsHolidaysHelp')}
          checked={textOf(form.text, 'keepsHolidays') === 'yes'}
        />
        <TextArea {...fieldOf(form, 'otherDays')} label={t('otherDays')} description={t('otherDaysHelp')} />
      </Section>
      <Section id="terms" title={t('termsTitle')} gap="m">
        <p>{t('termsHelp')}</p>
        <TermFields c={c} form={form} />
      </Section>
      <p>
        <Button kind="primary">{say(c, whoMessages)('save')}</Button>
      </p>
    </form>,
  )
}
