import { Hono } from 'hono'
import {
  changeWorkingCalendar,
  readWorkingCalendar,
  type WorkingCalendar,
  weekdays,
  workingCalendarSchema,
} from '#domains/people'
import { writeBlocks, writeTerm } from '#platform/clock'
import { type FormErrors, type FormText, readForm, type Web, type WebContext } from '#web/http'
import { staffMay } from '#web/shell'
import { say } from '#web/words'
import { deedHere, tell, toldHere } from '../who.tsx'
import { calendarMessages } from './calendar.messages.ts'
import { calendarPage, told } from './calendar.page.tsx'
import { termErrors, termTexts } from './term-fields.tsx'

/** When the organisation works and how long answering may take: administrators change it. */
export const calendarRoutes = new Hono<Web>()

const administrator = staffMay('administer')

calendarRoutes.get('/calendar', administrator, async (c) => {
  const text = textsOf(await readWorkingCalendar(c.var.services.db))
  return calendarPage(c, { form: { text, errors: {} }, told: toldHere(c, told) })
})

calendarRoutes.post('/calendar', administrator, async (c) => {
  const form = await readForm(c, workingCalendarSchema)
  if (form.kind === 'invalid')
    return calendarPage(c, { form: { text: form.text, errors: sentencesOf(c, form.errors) } })
  const deed = await deedHere(c)
  const { db } = c.var.services
  const { kind } = await db.transaction().execute((tx) => changeWorkingCalendar(tx, form.value, deed))
  if (kind !== 'changed-meanwhile') return tell(c, '/desk/calendar', kind)
  const { version } = await readWorkingCalendar(db)
  return calendarPage(c, { form: { text: { ...form.text, seen: `${version}` }, errors: {} }, told: kind })
})

function textsOf({ version, calendar, first, resolution }: WorkingCalendar): FormText {
  const days = weekdays.map((day, at) => [day, writeBlocks(calendar.week[at] ?? [])])
  const lines = Object.entries(calendar.otherDays)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([date, blocks]) => `${date} ${writeBlocks(blocks)}`.trim())
  return {
    ...Object.fromEntries(days),
    ...{
      otherDays: lines.join('\n'),
      keepsHolidays: calendar.keepsHolidays ? 'yes' : '',
      seen: `${version}`,
    },
    ...termTexts({ firstTerm: writeTerm(first), resolutionTerm: writeTerm(resolution) }),
  }
}

function sentencesOf(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, calendarMessages)
  const sentences: FormErrors = {
    'not-hours': t('notHours'),
    'never-open': t('neverOpen'),
    'too-many': t('tooMany'),
  }
  const told = Object.entries(errors).map(([field, word]) => {
    const line = word.startsWith('not-a-day:') ? word.slice('not-a-day:'.length) : undefined
    return [field, line === undefined ? (sentences[word] ?? word) : t('notADay', { line })]
  })
  return { ...Object.fromEntries(told), ...termErrors(c, errors) }
}
