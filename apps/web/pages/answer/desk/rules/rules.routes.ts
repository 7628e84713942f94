import { Hono } from 'hono'
import { z } from 'zod'
import {
  changeRule,
  endRule,
  findRule,
  listMissed,
  listRules,
  makeRule,
  ruleSchema,
  settleMissed,
  switchRule,
  tryRule,
} from '#domains/answer'
import { listAllUnits, listStaff, listSubjects } from '#domains/people'
import { type FormErrors, pathHere, readForm, todayHere, type Web, type WebContext } from '#web/http'
import { staffMay } from '#web/shell'
import { say } from '#web/words'
import { answeringMessages } from '../answering.messages.ts'
import { type FormView, idHere, keeperHere, tell } from '../answering-page.tsx'
import { rulesMessages } from './rules.messages.ts'
import { type RuleChoices, type RulesView, rulePage, rulesPage } from './rules.page.tsx'

/** What is done by itself with a conversation that fits: administrators make rules, try them and put them to work. */
export const rulesRoutes = new Hono<Web>()

const administrator = staffMay('administer')

rulesRoutes.get('/rules', administrator, async (c) => rulesPage(c, await readRules(c)))

rulesRoutes.post('/rules', administrator, async (c) => {
  const form = await readForm(c, ruleSchema)
  const refuse = async (errors: FormErrors) =>
    rulesPage(c, await readRules(c, { text: form.text, errors: sentencesOf(c, errors) }))
  if (form.kind === 'invalid') return refuse(form.errors)
  const deed = await keeperHere(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => makeRule(tx, form.value, deed))
  if (outcome.kind !== 'made') return refuse(errorOf(outcome.kind))
  return c.redirect(pathHere(c, `/desk/rules/${outcome.id}#trial`), 303)
})

rulesRoutes.get('/rules/:id', administrator, (c) => showRule(c))

const changeSchema = z.intersection(ruleSchema, z.object({ seen: z.coerce.number().int().catch(0) }))

rulesRoutes.post('/rules/:id', administrator, async (c) => {
  const id = idHere(c)
  const form = await readForm(c, changeSchema)
  const refuse = (errors: FormErrors) => showRule(c, { text: form.text, errors: sentencesOf(c, errors) })
  if (form.kind === 'invalid') return refuse(form.errors)
  if (!id) return tell(c, '/desk/rules', 'not-found')
  const deed = await keeperHere(c)
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => changeRule(tx, { id, ...form.value }, deed))
  if (outcome.kind === 'changed') return tell(c, `/desk/rules/${id}`, 'saved')
  return outcome.kind === 'not-found' ? tell(c, '/desk/rules', 'not-found') : refuse(errorOf(outcome.kind))
})

const switches = { on: true, off: false }

for (const [word, isOn] of Object.entries(switches))
  rulesRoutes.post(`/rules/:id/${word}`, administrator, async (c) => {
    const id = idHere(c)
    if (!id) return tell(c, '/desk/rules', 'not-found')
    const deed = await keeperHere(c)
    const { db } = c.var.services
    const outcome = await db.transaction().execute((tx) => switchRule(tx, { id, isOn }, deed))
    if (outcome.kind === 'switched') return tell(c, `/desk/rules/${id}`, 'saved')
    if (outcome.kind === 'not-found') return tell(c, '/desk/rules', 'not-found')
    return showRule(c, undefined, sentencesOf(c, errorOf(outcome.kind)))
  })

rulesRoutes.post('/rules/:id/settle', administrator, async (c) => {
  const id = idHere(c)
  if (!id) return tell(c, '/desk/rules', 'not-found')
  const deed = await keeperHere(c)
  await c.var.services.db.transaction().execute((tx) => settleMissed(tx, id, deed))
  return tell(c, `/desk/rules/${id}`, 'saved')
})

rulesRoutes.post('/rules/:id/end', administrator, async (c) => {
  const id = idHere(c)
  if (!id) return tell(c, '/desk/rules', 'not-found')
  const deed = await keeperHere(c)
  const { kind } = await c.var.services.db.transaction().execute((tx) => endRule(tx, id, deed))
  return tell(c, '/desk/rules', kind === 'ended' ? 'saved' : 'not-found')
})

async function readChoices(c: WebContext): Promise<RuleChoices> {
  const { db } = c.var.services
  const [colleagues, subjects, units] = await Promise.all([
    listStaff(db, todayHere(c)),
    listSubjects(db),
    listAllUnits(db),
  ])
  return { colleagues, subjects, units }
}

async function readRules(c: WebContext, form?: FormView): Promise<RulesView> {
  const [choices, rules] = await Promise.all([readChoices(c), listRules(c.var.services.db)])
  const next = Math.min(1000, Math.max(0, ...rules.map(({ place }) => place)) + 10)
  return { ...choices, rules, form: form ?? { text: { place: `${next}` }, errors: {} } }
}

async function showRule(c: WebContext, form?: FormView, errors: FormErrors = {}): Promise<Response> {
  const id = idHere(c)
  const { db } = c.var.services
  const deed = await keeperHere(c)
  const rule = id && (await findRule(db, id))
  if (!rule) return tell(c, '/desk/rules', 'not-found')
  const [choices, trial, missed] = await Promise.all([
    readChoices(c),
    tryRule(db, rule, deed),
    listMissed(db, rule.id, { accountId: deed.by, today: deed.today }),
  ])
  const now = {
    ...{
      title: rule.title,
      place: `${rule.place}`,
      channel: rule.channel ?? '',
      language: rule.language ?? '',
    },
    ...{
      words: rule.words.join('\n'),
      senderDomain: rule.senderDomain ?? '',
      subjectId: rule.subjectId ?? '',
    },
    ...{ unitId: rule.unitId ?? '', setSubjectId: rule.setSubjectId ?? '', setUnitId: rule.setUnitId ?? '' },
    assignTo: rule.assignTo ?? '',
  }
  return rulePage(c, { ...choices, rule, trial, missed, form: form ?? { text: now, errors } })
}

/** Beside which field the outcome is told. */
function errorOf(kind: string): FormErrors {
  const fields: Record<string, string> = {
    'unit-closed': 'setUnitId',
    'subject-replaced': 'setSubjectId',
    'colleague-gone': 'assignTo',
  }
  return { [fields[kind] ?? 'title']: kind }
}

function sentencesOf(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, rulesMessages)
  const a = say(c, answeringMessages)
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => {
      const sentences: Record<string, string> = {
        missing: field === 'title' ? a('missing') : t('noEffect'),
        'too-long': a('tooLong', { max: field === 'words' ? 2000 : 100 }),
        'no-words': t('noWords'),
        'too-many': t('tooMany'),
        'not-a-domain': t('notADomain'),
        'not-a-number': t('notANumber'),
        'no-condition': t('noCondition'),
        'no-effect': t('noEffect'),
        'unit-closed': t('unit-closed'),
        'subject-replaced': t('subject-replaced'),
        'colleague-gone': t('colleague-gone'),
        'changed-meanwhile': a('changedMeanwhile'),
      }
      return [field, sentences[word] ?? word]
    }),
  )
}
