import { Hono } from 'hono'
import {
  addList,
  type FeedList,
  findList,
  listLines,
  listRegisteredSources,
  sourceGroundsSchema,
  writeOpml,
} from '#domains/listen'
import { pathHere, readFiles, readForm, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { readId } from './ids.ts'
import { inSentences } from './source.routes.ts'
import { sourceListMessages } from './source-list.messages.ts'
import { newSourceListPage, sourceListPage } from './source-list.page.tsx'

/** Lists of sources, as programs that read feeds give them to each other. */
export const sourceListRoutes = new Hono<Web>()

const listener = staffMay('listen')
const PAGE_SIZE = 100

sourceListRoutes.get('/listen/sources.opml', listener, async (c) => {
  const { db, clock } = c.var.services
  const sources = await listRegisteredSources(db)
  const title = c.var.organisation.name
  return c.body(writeOpml({ title, at: clock.now(), sources }), 200, {
    'Content-Type': 'text/x-opml; charset=utf-8',
    'Content-Disposition': 'attachment; filename="weerklank.opml"',
    'Cache-Control': 'no-store',
  })
})

sourceListRoutes.get('/listen/sources/lists', listener, (c) =>
  newSourceListPage(c, { text: { legalBasis: 'public_task' }, errors: {} }),
)

sourceListRoutes.post('/listen/sources/lists', listener, async (c) => {
  const form = await readForm(c, sourceGroundsSchema)
  const brought = await readList(c)
  const wrong = {
    ...(brought.kind === 'list' ? {} : { list: brought.problem }),
    ...(form.kind === 'invalid' ? inSentences(c, form.errors) : {}),
  }
  if (brought.kind !== 'list' || form.kind === 'invalid')
    return newSourceListPage(c, { text: form.text, errors: wrong })
  const { writes, clock } = c.var.services
  const by = (await getStaff(c)).accountId
  const outcome = await writes
    .transaction()
    .execute((tx) => addList(tx, brought.list, { grounds: form.value, by, now: clock.now() }))
  if (outcome.kind === 'nothing-in-it') {
    const list = say(c, sourceListMessages)('nothing-in-it', { name: brought.name })
    return newSourceListPage(c, { text: form.text, errors: { list } })
  }
  const left = brought.list.warnings.find(({ kind }) => kind === 'left-out')?.n ?? 0
  const page = pathHere(c, `/desk/listen/sources/lists/${outcome.listId}`)
  return c.redirect(left > 0 ? `${page}?left=${left}` : page, 303)
})

sourceListRoutes.get('/listen/sources/lists/:id', listener, async (c) => {
  const { db } = c.var.services
  const id = readId(c.req.param('id'))
  const list = id === undefined ? undefined : await findList(db, id)
  if (!list) return notFoundPage(c)
  const after = c.req.query('after')
  const lines = await listLines(db, list.id, { after, size: PAGE_SIZE })
  const leftOut = /^\d{1,7}$/.test(c.req.query('left') ?? '') ? Number(c.req.query('left')) : 0
  return sourceListPage(c, { list, lines, isFirst: after === undefined, leftOut })
})

/** The list that the form brings, or what is wrong with it in a sentence. */
async function readList(
  c: WebContext,
): Promise<{ kind: 'list'; name: string; list: FeedList } | { kind: 'problem'; problem: string }> {
  const t = say(c, sourceListMessages)
  const [sent] = await readFiles(c, 'list')
  if (!sent) return { kind: 'problem', problem: t('missing') }
  if (!sent.file) return { kind: 'problem', problem: t('too-large') }
  const bytes = await sent.file.read(0, sent.file.size)
  const read = await c.var.services.reader.readList({ bytes })
  if (read.kind === 'list') return { kind: 'list', name: sent.name, list: read.list }
  const problem = read.reason === 'empty' ? t('empty') : t('unreadable', { name: sent.name })
  return { kind: 'problem', problem }
}
