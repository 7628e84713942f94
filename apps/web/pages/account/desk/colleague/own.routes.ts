import { Hono } from 'hono'
import {
  absenceSchema,
  delegateMandate,
  delegationSchema,
  endAbsence,
  findGivenMandate,
  listAbsences,
  listMandates,
  listStaff,
  setAbsence,
} from '#domains/people'
import { noonOf } from '#platform/clock'
import { type FormErrors, readForm, todayHere, type Web, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'
import { say } from '#web/words'
import { whoMessages } from '../who.messages.ts'
import { deedHere, emptyForm, type FormView, idHere, tell, toldHere } from '../who.tsx'
import { colleagueMessages } from './colleague.messages.ts'
import { giveOnPage, ownPage, told } from './own.page.tsx'
import { readMay } from './read-may.ts'

/** One's own page: for everybody who works here, about themselves. */
export const ownRoutes = new Hono<Web>()

ownRoutes.get('/me', (c) => showOwn(c))

ownRoutes.post('/me/absence', async (c) => {
  const form = await readForm(c, absenceSchema)
  const refuse = (errors: FormErrors) => showOwn(c, { text: form.text, errors: sentencesOf(c, errors) })
  if (form.kind === 'invalid') return refuse(form.errors)
  const deed = await deedHere(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => setAbsence(tx, form.value, deed))
  switch (outcome.kind) {
    case 'set':
      return tell(c, '/desk/me', 'set')
    case 'overlaps': {
      const days = { first: noonOf(outcome.fromOn), last: noonOf(outcome.toOn) }
      return refuse({ fromOn: say(c, colleagueMessages)('overlaps', days) })
    }
    case 'in-the-past':
      return refuse({ toOn: outcome.kind })
    default:
      return refuse({ deputyId: outcome.kind })
  }
})

ownRoutes.post('/me/absence/:id/end', async (c) => {
  const id = idHere(c)
  if (!id) return tell(c, '/desk/me', 'not-found')
  const deed = await deedHere(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => endAbsence(tx, id, deed))
  return tell(c, '/desk/me', outcome.kind === 'ended' ? 'absence-ended' : outcome.kind)
})

ownRoutes.get('/me/mandates/:id/give-on', (c) => showGiveOn(c))

ownRoutes.post('/me/mandates/:id/give-on', async (c) => {
  const id = idHere(c)
  const form = await readForm(c, delegationSchema)
  const refuse = (errors: FormErrors) => showGiveOn(c, { text: form.text, errors: sentencesOf(c, errors) })
  if (form.kind === 'invalid') return refuse(form.errors)
  if (!id) return tell(c, '/desk/me', 'not-yours')
  const deed = await deedHere(c)
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => delegateMandate(tx, { id, ...form.value }, deed))
  switch (outcome.kind) {
    case 'given':
      return tell(c, '/desk/me', 'given-on')
    case 'not-staff':
      return refuse({ to: outcome.kind })
    case 'in-the-past':
      return refuse({ toOn: outcome.kind })
    default:
      return tell(c, '/desk/me', outcome.kind)
  }
})

const MOST_MANDATES = 100

async function showOwn(c: WebContext, form: FormView = emptyForm): Promise<Response> {
  const { db } = c.var.services
  const today = todayHere(c)
  const me = await getStaff(c)
  const { accountId } = me
  const [absences, standsIn, colleagues, may, mandates] = await Promise.all([
    listAbsences(db, today, { of: accountId }),
    listAbsences(db, today, { deputy: accountId }),
    listStaff(db, today),
    readMay(c, accountId),
    listMandates(db, { today, accountId }, { size: MOST_MANDATES }),
  ])
  const news = toldHere(c, told)
  return ownPage(c, {
    ...{ me, absences, standsIn, colleagues, may, mandates: mandates.rows, form, told: news },
  })
}

/** Whoever opens what is not theirs is told so by the page that they come back to. */
async function showGiveOn(c: WebContext, form: FormView = emptyForm): Promise<Response> {
  const { db } = c.var.services
  const id = idHere(c)
  const me = await getStaff(c)
  const mandate = id === undefined ? undefined : await findGivenMandate(db, id)
  if (!mandate || mandate.accountId !== me.accountId) return tell(c, '/desk/me', 'not-yours')
  return giveOnPage(c, { mandate, me, form, colleagues: await listStaff(db, todayHere(c)) })
}

function sentencesOf(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, colleagueMessages)
  const who = say(c, whoMessages)
  const missing: FormErrors = {
    fromOn: t('fromOnMissing'),
    toOn: t('toOnMissing'),
    deputyId: t('deputy-gone'),
    to: t('toMissing'),
    decision: t('decisionMissing'),
  }
  const sentences: FormErrors = {
    'too-long': who('tooLong', { n: 300 }),
    'not-a-date': who('notADate'),
    'before-start': t('before-start'),
    'in-the-past': t('in-the-past'),
    'deputy-gone': t('deputy-gone'),
    'not-staff': t('not-staff'),
  }
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => [
      field,
      word === 'missing' ? (missing[field] ?? word) : (sentences[word] ?? word),
    ]),
  )
}
