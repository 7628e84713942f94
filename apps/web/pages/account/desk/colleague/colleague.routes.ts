import { Hono } from 'hono'
import { z } from 'zod'
import {
  addRole,
  endRole,
  findStaffMember,
  listAbsences,
  listAllUnits,
  listMandates,
  listRoles,
  roles,
} from '#domains/people'
import { type FormErrors, type FormText, readForm, todayHere, type Web, type WebContext } from '#web/http'
import { staffMay } from '#web/shell'
import { say } from '#web/words'
import { whoMessages } from '../who.messages.ts'
import {
  deedHere,
  emptyForm,
  endingErrors,
  endingSchema,
  type FormView,
  idHere,
  tell,
  toldHere,
} from '../who.tsx'
import { colleagueMessages } from './colleague.messages.ts'
import { colleaguePage, endRolePage, told } from './colleague.page.tsx'
import { readMay } from './read-may.ts'

/** One colleague's roles, and what they may do: for administrators. */
export const colleagueRoutes = new Hono<Web>()

const administrator = staffMay('administer')

const roleSchema = z
  .object({
    role: z.enum(roles, 'missing'),
    unitId: z.uuid('missing'),
    fromOn: z.string().trim().min(1, 'missing').pipe(z.iso.date('not-a-date')),
    toOn: z.union([z.literal('').transform(() => null), z.iso.date()], 'not-a-date'),
  })
  .refine(({ fromOn, toOn }) => toOn === null || toOn >= fromOn, { path: ['toOn'], message: 'before-start' })

colleagueRoutes.get('/staff/:id', administrator, (c) =>
  showColleague(c, { text: { fromOn: todayHere(c) }, errors: {} }),
)

colleagueRoutes.post('/staff/:id/roles', administrator, async (c) => {
  const accountId = idHere(c)
  const form = await readForm(c, roleSchema)
  const refuse = (errors: FormErrors) => showColleague(c, refused(c, form.text, errors))
  if (form.kind === 'invalid') return refuse(form.errors)
  if (!accountId) return tell(c, '/desk/staff', 'not-found')
  const deed = await deedHere(c)
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => addRole(tx, { accountId, ...form.value }, deed))
  switch (outcome.kind) {
    case 'given':
      return tell(c, `/desk/staff/${accountId}`, 'given')
    case 'not-staff':
      return tell(c, '/desk/staff', 'not-found')
    case 'in-the-past':
      return refuse({ fromOn: outcome.kind })
    case 'already-held':
      return refuse({ role: outcome.kind })
    case 'unit-closed':
      return refuse({ unitId: outcome.kind })
  }
})

colleagueRoutes.get('/staff/:id/roles/:role/end', administrator, (c) => showEndRole(c))

colleagueRoutes.post('/staff/:id/roles/:role/end', administrator, async (c) => {
  const [accountId, id] = [idHere(c), idHere(c, 'role')]
  const form = await readForm(c, endingSchema)
  const refuse = (errors: FormErrors) => showEndRole(c, { text: form.text, errors: endingErrors(c, errors) })
  if (form.kind === 'invalid') return refuse(form.errors)
  if (!accountId || !id) return tell(c, '/desk/staff', 'not-found')
  const deed = await deedHere(c)
  const outcome = await c.var.services.db
    .transaction()
    .execute((tx) => endRole(tx, { id, accountId, ...form.value }, deed))
  switch (outcome.kind) {
    case 'ended':
      return afterEnding(c, accountId)
    case 'not-found':
      return tell(c, `/desk/staff/${accountId}`, 'not-found')
    case 'last-administrator':
      return refuse({ when: say(c, colleagueMessages)('last-administrator') })
    default:
      return refuse({ lastDay: outcome.kind })
  }
})

/** Who ended their last role has no page any more. */
async function afterEnding(c: WebContext, accountId: string): Promise<Response> {
  const stillHere = await findStaffMember(c.var.services.db, accountId, todayHere(c))
  return stillHere ? tell(c, `/desk/staff/${accountId}`, 'role-ended') : tell(c, '/desk/staff', 'ended')
}

const MOST_MANDATES = 100

async function showColleague(c: WebContext, form: FormView): Promise<Response> {
  const { db } = c.var.services
  const today = todayHere(c)
  const accountId = idHere(c)
  const colleague = accountId === undefined ? undefined : await findStaffMember(db, accountId, today)
  if (!accountId || !colleague) return tell(c, '/desk/staff', 'not-found')
  const [held, absences, units, may, mandates] = await Promise.all([
    listRoles(db, accountId, today),
    listAbsences(db, today, { of: accountId }),
    listAllUnits(db),
    readMay(c, accountId),
    listMandates(db, { today, accountId }, { size: MOST_MANDATES }),
  ])
  const news = toldHere(c, told)
  return colleaguePage(c, {
    ...{ colleague, roles: held, absences, may, mandates: mandates.rows, units, form, told: news },
  })
}

async function showEndRole(c: WebContext, form: FormView = emptyForm): Promise<Response> {
  const { db } = c.var.services
  const today = todayHere(c)
  const accountId = idHere(c)
  const colleague = accountId === undefined ? undefined : await findStaffMember(db, accountId, today)
  if (!colleague) return tell(c, '/desk/staff', 'not-found')
  const held = await listRoles(db, colleague.accountId, today)
  const role = held.find(({ id }) => id === idHere(c, 'role'))
  if (!role) return tell(c, `/desk/staff/${colleague.accountId}`, 'not-found')
  return endRolePage(c, { colleague, role, isOnly: held.length === 1, form })
}

function refused(c: WebContext, text: FormText, errors: FormErrors): FormView {
  const t = say(c, colleagueMessages)
  const missing: FormErrors = {
    role: t('roleMissing'),
    unitId: t('unitMissing'),
    fromOn: t('fromOnMissing'),
  }
  const sentences: FormErrors = {
    'not-a-date': say(c, whoMessages)('notADate'),
    'before-start': t('before-start'),
    'in-the-past': t('in-the-past'),
    'already-held': t('already-held'),
    'unit-closed': t('unit-closed'),
  }
  const said = Object.entries(errors).map(([field, word]) => [
    field,
    word === 'missing' ? (missing[field] ?? word) : (sentences[word] ?? word),
  ])
  return { text, errors: Object.fromEntries(said) }
}
