import { Hono } from 'hono'
import { z } from 'zod'
import {
  addSubject,
  keptParts,
  listAllUnits,
  listSubjects,
  listSubjectVersions,
  liveSubjects,
  MOST_KEPT_DAYS,
  replaceSubject,
  reviseSubject,
  subjectSchema,
} from '#domains/people'
import { type FormErrors, readForm, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { staffMay } from '#web/shell'
import { say } from '#web/words'
import { termErrors, termTexts } from '../calendar/term-fields.tsx'
import { whoMessages } from '../who.messages.ts'
import { deedHere, emptyForm, type FormView, idHere, tell, toldHere } from '../who.tsx'
import { subjectsMessages } from './subjects.messages.ts'
import { type SubjectsView, subjectPage, subjectsPage, told } from './subjects.page.tsx'

/** The tree of subjects: administrators add, revise and replace them. */
export const subjectsRoutes = new Hono<Web>()

const administrator = staffMay('administer')

subjectsRoutes.get('/subjects', administrator, async (c) => subjectsPage(c, await readSubjects(c)))

subjectsRoutes.post('/subjects', administrator, async (c) => {
  const form = await readForm(c, subjectSchema)
  const refuse = async (errors: FormErrors) =>
    subjectsPage(c, await readSubjects(c, { text: form.text, errors: sentencesOf(c, errors) }))
  if (form.kind === 'invalid') return refuse(form.errors)
  const deed = await deedHere(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => addSubject(tx, form.value, deed))
  return outcome.kind === 'added' ? tell(c, '/desk/subjects', 'added') : refuse(errorOf(outcome.kind))
})

subjectsRoutes.get('/subjects/:id', administrator, (c) => showSubject(c))

const revisionSchema = z.intersection(subjectSchema, z.object({ seen: z.coerce.number().int().catch(0) }))

subjectsRoutes.post('/subjects/:id', administrator, async (c) => {
  const id = idHere(c)
  const form = await readForm(c, revisionSchema)
  const refuse = (errors: FormErrors) =>
    showSubject(c, { form: { text: form.text, errors: sentencesOf(c, errors) } })
  if (form.kind === 'invalid') return refuse(form.errors)
  if (!id) return tell(c, '/desk/subjects', 'not-found')
  const deed = await deedHere(c)
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => reviseSubject(tx, { id, ...form.value }, deed))
  switch (outcome.kind) {
    case 'revised':
    case 'unchanged':
    case 'not-found':
      return tell(c, '/desk/subjects', outcome.kind)
    default:
      return refuse(errorOf(outcome.kind))
  }
})

subjectsRoutes.post('/subjects/:id/replace', administrator, async (c) => {
  const id = idHere(c)
  const text = await readFormText(c)
  const refuse = (word: string) =>
    showSubject(c, { replacing: { text, errors: sentencesOf(c, { successorId: word }) } })
  const successor = z.uuid().safeParse(textOf(text, 'successorId'))
  if (!successor.success) return refuse('successor-gone')
  if (!id) return tell(c, '/desk/subjects', 'not-found')
  const deed = await deedHere(c)
  const outcome = await c.var.services.db
    .transaction()
    .execute((tx) => replaceSubject(tx, { id, successorId: successor.data }, deed))
  if (outcome.kind === 'replaced') return tell(c, '/desk/subjects', 'replaced-now')
  return outcome.kind === 'not-found' ? tell(c, '/desk/subjects', 'not-found') : refuse(outcome.kind)
})

async function readSubjects(c: WebContext, form: FormView = emptyForm): Promise<SubjectsView> {
  const { db } = c.var.services
  const [subjects, units] = await Promise.all([listSubjects(db), listAllUnits(db)])
  return { subjects, units, form, told: toldHere(c, told) }
}

async function showSubject(
  c: WebContext,
  { form, replacing = emptyForm }: { form?: FormView; replacing?: FormView } = {},
): Promise<Response> {
  const id = idHere(c)
  const { db } = c.var.services
  const subject = liveSubjects(await listSubjects(db)).find((one) => one.id === id)
  if (!subject) return tell(c, '/desk/subjects', 'not-found')
  const { name, otherName, parentId, unitId, restricted, kept } = subject
  const text = {
    ...{ name, otherName, parentId: parentId ?? '', unitId: unitId ?? '' },
    restricted: restricted ? 'yes' : '',
    ...Object.fromEntries(keptParts.map((part) => [part, `${kept[part] ?? ''}`])),
    ...termTexts(subject),
  }
  const [view, versions] = await Promise.all([readSubjects(c), listSubjectVersions(db, subject.id)])
  return subjectPage(c, { ...view, subject, versions, replacing, form: form ?? { text, errors: {} } })
}

/** Beside which field the outcome is told. */
function errorOf(kind: string): FormErrors {
  if (kind === 'name-taken' || kind === 'changed-meanwhile') return { name: kind }
  const isOfUnit = kind === 'unit-closed' || kind === 'restricted-without-unit'
  return isOfUnit ? { unitId: kind } : { parentId: kind }
}

function sentencesOf(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, subjectsMessages)
  const missing: FormErrors = { parentId: t('parent-replaced'), unitId: t('unit-closed') }
  const sentences: FormErrors = {
    'too-long': say(c, whoMessages)('tooLong', { n: 100 }),
    'name-taken': t('name-taken'),
    'changed-meanwhile': t('changed-meanwhile'),
    'parent-replaced': t('parent-replaced'),
    'unit-closed': t('unit-closed'),
    'restricted-without-unit': t('restricted-without-unit'),
    'in-itself': t('in-itself'),
    'no-days': t('no-days', { most: MOST_KEPT_DAYS }),
    'successor-gone': t('successor-gone'),
  }
  const told = Object.fromEntries(
    Object.entries(errors).map(([field, word]) => [
      field,
      word === 'missing' ? (missing[field] ?? t('nameMissing')) : (sentences[word] ?? word),
    ]),
  )
  return { ...told, ...termErrors(c, errors) }
}
