import { Hono } from 'hono'
import {
  addHandSource,
  type CapturedFile,
  type capturedFields,
  capturePosts,
  createSourceFetcher,
  fetchPage,
  listHandSources,
  newHandSourceSchema,
  readCapturedFile,
  readTypedPost,
  readWebAddress,
  type TypedPost,
} from '#domains/listen'
import { dateIn } from '#platform/clock'
import {
  type FormErrors,
  type FormText,
  pathHere,
  readFiles,
  readForm,
  readFormText,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import { getStaff, staffMay } from '#web/shell'
import { say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { captureMessages } from './capture.messages.ts'
import { captureFilePage, capturePage, isKey, newHandSourcePage, sayField } from './capture.page.tsx'
import { readId } from './ids.ts'
import { inSentences } from './source.routes.ts'
import { sayProblem } from './source-problem.ts'

/** Posts that staff bring by hand, of places without a feed. */
export const captureRoutes = new Hono<Web>()

const listener = staffMay('listen')
const newSource = '/desk/listen/capture/sources/new'

captureRoutes.get('/listen/capture', listener, async (c) => {
  const sources = await listHandSources(c.var.services.db)
  if (sources.length === 0) return c.redirect(pathHere(c, newSource), 303)
  return capturePage(c, { text: { source: c.req.query('source') ?? '' }, errors: {} }, { sources })
})

captureRoutes.post('/listen/capture', listener, async (c) => {
  const text = await readFormText(c)
  const { db, writes, clock } = c.var.services
  const sources = await listHandSources(db)
  if (textOf(text, 'step') === 'fetch') return fetchInto(c, text, sources)
  const read = readTypedPost(typedIn(c, text), hereOf(c))
  const sourceId = readId(textOf(text, 'source'))
  const t = say(c, captureMessages)
  const errors: FormErrors = sourceId === undefined ? { source: t('sourceMissing') } : {}
  if (read.kind === 'wrong')
    for (const [field, fault] of Object.entries(read.faults))
      errors[field] = sayField(c, field, fault, textOf(text, field))
  if (sourceId === undefined || read.kind === 'wrong') return capturePage(c, { text, errors }, { sources })
  const batch = { sourceId, posts: [read.post], now: clock.now() }
  const outcome = await writes.transaction().execute((tx) => capturePosts(writes, tx, batch))
  const [post] = outcome.kind === 'captured' ? outcome.posts : []
  if (!post) return capturePage(c, { text, errors: { source: t('sourceMissing') } }, { sources })
  if (post.isTextGone) return capturePage(c, { text, errors: { text: t('gone') } }, { sources })
  const done = post.isKnown ? 'known' : 'captured'
  return c.redirect(`${pathHere(c, `/desk/listen/posts/${post.postId}`)}?done=${done}`, 303)
})

/** Fetches the page once, and fills in what was left empty: what somebody typed stays. */
async function fetchInto(c: WebContext, text: FormText, sources: { id: string; title: string }[]) {
  const typed = textOf(text, 'address')
  const address = readWebAddress(typed)
  const wrong = (problem: string) => capturePage(c, { text, errors: { address: problem } }, { sources })
  if (address === undefined) {
    const fault = typed.trim() === '' ? 'missing' : 'not-an-address'
    return wrong(sayField(c, 'address', fault, typed))
  }
  const { db, clock, config, reader } = c.var.services
  const found = await fetchPage(db, { fetcher: createSourceFetcher(config), reader }, { address, clock })
  if (found.kind === 'unusable') {
    const { problem } = found
    return wrong(
      isKey(problem) ? say(c, captureMessages)(problem) : sayProblem(say(c, sourceMessages), problem),
    )
  }
  const { title, text: words, language = '', publishedAt } = found.page
  const isPast = publishedAt !== undefined && publishedAt <= clock.now()
  const onPage = {
    ...{ title, text: words, language },
    ...(isPast
      ? { date: dateIn(config.timeZone, publishedAt), moment: publishedAt.toISOString() }
      : { date: '', moment: '' }),
  }
  const isDated = textOf(text, 'date') !== ''
  const filled = Object.fromEntries(
    Object.entries(onPage).map(([name, said]) => [
      name,
      name === 'moment' && isDated ? '' : textOf(text, name) || said,
    ]),
  )
  return capturePage(c, { text: { ...text, address, ...filled }, errors: {} }, { sources, isStep: true })
}

/** What was typed; a date that its page said keeps its time, unless somebody typed another day. */
function typedIn(c: WebContext, text: FormText): TypedPost {
  const moment = new Date(textOf(text, 'moment'))
  const date = textOf(text, 'date')
  const isSameDay = !Number.isNaN(+moment) && dateIn(c.var.services.config.timeZone, moment) === date
  const field = (name: (typeof capturedFields)[number]) => textOf(text, name)
  return {
    ...{ address: field('address'), title: field('title'), text: field('text') },
    ...{ date: isSameDay ? moment.toISOString() : date, language: field('language') },
  }
}

function hereOf(c: WebContext) {
  const { clock, config } = c.var.services
  return { now: clock.now(), timeZone: config.timeZone }
}

captureRoutes.get('/listen/capture/sources/new', listener, (c) =>
  newHandSourcePage(c, { text: { legalBasis: 'public_task' }, errors: {} }),
)

captureRoutes.post('/listen/capture/sources/new', listener, async (c) => {
  const form = await readForm(c, newHandSourceSchema)
  if (form.kind === 'invalid') {
    const errors = inSentences(c, form.errors)
    const t = say(c, captureMessages)
    if (errors.title === 'missing') errors.title = t('missingName')
    if (errors.home === 'not-an-address')
      errors.home = sayField(c, 'home', 'not-an-address', textOf(form.text, 'home'))
    return newHandSourcePage(c, { text: form.text, errors })
  }
  const { writes, clock } = c.var.services
  const by = (await getStaff(c)).accountId
  const { sourceId } = await writes
    .transaction()
    .execute((tx) => addHandSource(tx, form.value, { by, now: clock.now() }))
  return c.redirect(`${pathHere(c, '/desk/listen/capture')}?source=${sourceId}`, 303)
})

captureRoutes.get('/listen/capture/file', listener, async (c) => {
  const sources = await listHandSources(c.var.services.db)
  if (sources.length === 0) return c.redirect(pathHere(c, newSource), 303)
  const [added, known] = [readCount(c, 'added'), readCount(c, 'known')]
  const done = added === undefined || known === undefined ? undefined : { added, known }
  return captureFilePage(c, { text: { source: c.req.query('source') ?? '' }, errors: {} }, { sources, done })
})

function readCount(c: WebContext, name: string): number | undefined {
  const said = c.req.query(name) ?? ''
  return /^\d{1,5}$/.test(said) ? Number(said) : undefined
}

captureRoutes.post('/listen/capture/file', listener, async (c) => {
  const text = await readFormText(c)
  const { db, writes, clock } = c.var.services
  const sources = await listHandSources(db)
  const t = say(c, captureMessages)
  const sourceId = readId(textOf(text, 'source'))
  const [sent] = await readFiles(c, 'file')
  const refuse = (errors: FormErrors, faults: Parameters<typeof captureFilePage>[2]['faults'] = []) =>
    captureFilePage(c, { text, errors }, { sources, faults })
  if (!sent) return refuse({ file: t('file/missing') })
  if (!sent.file) return refuse({ file: t('file/too-large') })
  const file = readCapturedFile(await sent.file.read(0, sent.file.size), hereOf(c))
  if (file.kind === 'wrong-lines') return refuse({ file: sayFile(c, file, sent.name) }, file.faults)
  if (file.kind !== 'posts') return refuse({ file: sayFile(c, file, sent.name) })
  if (sourceId === undefined) return refuse({ source: t('sourceMissing') })
  const batch = { sourceId, posts: file.posts, now: clock.now() }
  const outcome = await writes.transaction().execute((tx) => capturePosts(writes, tx, batch))
  if (outcome.kind !== 'captured') return refuse({ source: t('sourceMissing') })
  const added = outcome.posts.filter(({ isKnown }) => !isKnown).length
  const counts = `added=${added}&known=${outcome.posts.length - added}&source=${sourceId}`
  return c.redirect(`${pathHere(c, '/desk/listen/capture/file')}?${counts}`, 303)
})

function sayFile(c: WebContext, file: Exclude<CapturedFile, { kind: 'posts' }>, name: string): string {
  const t = say(c, captureMessages)
  if (file.kind === 'wrong-lines') return t('file/wrong-lines', { name, n: file.faults.length })
  if (file.kind === 'no-text-column')
    return t('file/no-text-column', { name, columns: file.columns.join(', ').slice(0, 300) })
  return t(`file/${file.kind}`, { name })
}
