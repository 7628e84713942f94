import { Hono } from 'hono'
import { setStatementLanguage } from '#domains/deliberate'
import { findDossierBySlug } from '#domains/dossier'
import { translate } from '#domains/translation'
import { isLocale, type Locale, locales } from '#platform/i18n'
import { type FormText, pathHere, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { numberOf } from '#web/pages/dialogue'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { writtenLanguages } from '#web/words'
import { groupsOf, listDialoguesOf, partsOf, type TextGroup, type Translatable } from './texts-of.ts'
import { longestTranslation, type TranslationView, translationPage } from './translation.page.tsx'

/** The texts of a dossier in another language, as staff write them. */
export const translationRoutes = new Hono<Web>()

const maker = staffMay('make-dossiers')

/** Of a form with statements. */
const GROUPS_AT_ONCE = 40

translationRoutes.get('/dossiers/:slug/translations', maker, async (c) => {
  const view = await readView(c)
  return view ? translationPage(c, { ...view, saved: c.req.query('done') === 'saved' }) : notFoundPage(c)
})

translationRoutes.post('/dossiers/:slug/translations', maker, async (c) => {
  const view = await readView(c)
  if (!view) return notFoundPage(c)
  const form = await readFormText(c)
  const typed = view.groups.map((group) => group.map((one) => typedIn(form, one)))
  const wrong = typed.flat().filter(({ text }) => text.length > longestTranslation)
  if (wrong.length > 0)
    return translationPage(c, { ...view, groups: typed, wrong: wrong.map(({ key }) => key) })
  await save(c, view, typed)
  return c.redirect(`${pathOf(c, view)}&done=saved`, 303)
})

/** What of a text was typed; a text that the form did not ask stays as it is. */
function typedIn(form: FormText, one: Translatable): Translatable {
  if (form[`text.${one.key}`] === undefined) return one
  return {
    ...one,
    text: textOf(form, `text.${one.key}`).trim(),
    byMachine: textOf(form, `machine.${one.key}`) !== '',
    language:
      writtenLanguages.find((language) => language === textOf(form, `language.${one.key}`)) ?? one.language,
  }
}

async function save(c: WebContext, { groups, to }: TranslationView, typed: TextGroup[]): Promise<void> {
  const { db, clock } = c.var.services
  const before = new Map(groups.flat().map((one) => [one.key, one]))
  const changed = typed.flat().filter(({ key, text, byMachine }) => {
    const was = before.get(key)
    return was?.text !== text || (text !== '' && was.byMachine !== byMachine)
  })
  const by = (await getStaff(c)).accountId
  await db.transaction().execute(async (tx) => {
    for (const ownerId of new Set(changed.map((one) => one.ownerId))) {
      const texts = changed.filter((one) => one.ownerId === ownerId)
      await translate(tx, { ownerId, language: to, texts, by, now: clock.now() })
    }
    for (const { key, ownerId, statement: number, language } of typed.flat())
      if (number !== undefined && before.get(key)?.language !== language)
        await setStatementLanguage(tx, { dialogueId: ownerId, number }, language)
  })
}

function pathOf(c: WebContext, { slug, part, to, from }: TranslationView): string {
  const query = new URLSearchParams({ part, to, ...(from > 0 ? { from: String(from) } : {}) })
  return `${pathHere(c, `/desk/dossiers/${slug}/translations`)}?${query}`
}

async function readView(c: WebContext): Promise<TranslationView | undefined> {
  const found = await findDossierBySlug(c.var.services.db, c.req.param('slug') ?? '')
  if (!found) return undefined
  const dialogues = await listDialoguesOf(c, found)
  const parts = partsOf(c, found, dialogues)
  const part = parts.find(({ name }) => name === c.req.query('part')) ?? parts[0]
  if (!part) return undefined
  const asked = c.req.query('to')
  const to: Locale = isLocale(asked) ? asked : (locales.find((one) => one !== part.language) ?? 'nl')
  const all = await groupsOf(c, { found, dialogues, part: part.name }, to)
  const from = numberOf(c.req.query('from')) ?? 0
  const texts = all.flat()
  return {
    slug: found.dossier.slug,
    question: found.dossier.question,
    parts,
    part: part.name,
    to,
    from,
    groups: all.slice(from, from + GROUPS_AT_ONCE),
    next: from + GROUPS_AT_ONCE < all.length ? from + GROUPS_AT_ONCE : undefined,
    progress: { done: texts.filter(({ text }) => text !== '').length, all: texts.length },
  }
}
