import { Hono } from 'hono'
import type { Tx } from '#db'
import {
  listViews,
  makeView,
  moveView,
  narrowingSchema,
  openWithView,
  removeView,
  renameView,
  viewListSchema,
  viewNameSchema,
} from '#domains/answer'
import {
  type FormErrors,
  pathHere,
  readForm,
  readFormText,
  todayHere,
  type Web,
  type WebContext,
} from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { emptyForm, type FormView, idHere, keeperHere } from '../answering-page.tsx'
import { readDeskChoices } from '../choices.ts'
import { type InboxView, readView } from '../inbox/inbox-view.ts'
import { viewsMessages } from './views.messages.ts'
import { mostOf, viewNews, viewsPage } from './views.page.tsx'
import { savedPath } from './views-menu.tsx'

/** Views of the inbox: lists that somebody keeps under a name. */
export const viewsRoutes = new Hono<Web>()

const answerer = staffMay('answer')

viewsRoutes.get('/views', answerer, (c) =>
  showViews(c, { keeping: c.req.query('filter') === undefined ? undefined : readView(c), form: emptyForm }),
)

viewsRoutes.post('/views', answerer, async (c) => {
  const form = await readForm(c, viewNameSchema)
  const text = await readFormText(c)
  const list = viewListSchema.parse(text)
  const narrowing = narrowingSchema.parse(text)
  const refuse = (errors: FormErrors) =>
    showViews(c, {
      keeping: { ...list, after: undefined, narrowing },
      form: { text: form.text, errors: sentencesOf(c, errors) },
    })
  if (form.kind === 'invalid') return refuse(form.errors)
  const keeper = await keeperHere(c)
  const { db } = c.var.services
  const outcome = await db
    .transaction()
    .execute((tx) => makeView(tx, { ...form.value, ...list, narrowing }, keeper))
  if (outcome.kind !== 'made')
    return refuse({ [fieldOf[outcome.kind]]: outcome.kind === 'gone' ? 'notThere' : outcome.kind })
  return c.redirect(
    savedPath(c, { ...list, id: outcome.id, name: '', unit: null, isStart: false, narrowing }),
    303,
  )
})

const fieldOf = { 'not-yours': 'unitId', 'unit-closed': 'unitId', 'too-many': 'name', gone: 'name' } as const

viewsRoutes.post('/views/:id/rename', answerer, async (c) => {
  const text = await readFormText(c)
  const name = viewNameSchema.shape.name.safeParse(text.name)
  const id = idHere(c)
  if (!id) return notFoundPage(c)
  if (!name.success) {
    const problem = name.error.issues[0]?.message ?? 'missing'
    return showViews(c, {
      keeping: undefined,
      form: { text: {}, errors: sentencesOf(c, { [`name-${id}`]: problem }) },
    })
  }
  return work(c, (tx, one, keeper) => renameView(tx, { id: one, name: name.data }, keeper))
})

viewsRoutes.post('/views/:id/up', answerer, (c) =>
  work(c, (tx, id, keeper) => moveView(tx, { id, by: -1 }, keeper)),
)

viewsRoutes.post('/views/:id/down', answerer, (c) =>
  work(c, (tx, id, keeper) => moveView(tx, { id, by: 1 }, keeper)),
)

viewsRoutes.post('/views/:id/remove', answerer, (c) => work(c, removeView))

viewsRoutes.post('/views/:id/start', answerer, (c) =>
  work(c, async (tx, id, keeper) => {
    const { kind } = await openWithView(tx, id, keeper)
    return { kind: kind === 'set' ? 'started' : kind }
  }),
)

viewsRoutes.post('/views/:id/stop', answerer, (c) =>
  work(c, async (tx, _, keeper) => {
    await openWithView(tx, null, keeper)
    return { kind: 'stopped' }
  }),
)

type Keeper = Awaited<ReturnType<typeof keeperHere>>
type News = (typeof viewNews)[number]

/** Does something with the view that the address names, and says what came of it. */
async function work(
  c: WebContext,
  deed: (tx: Tx, id: string, keeper: Keeper) => Promise<{ kind: News | 'not-yours' }>,
): Promise<Response> {
  const id = idHere(c)
  if (!id) return notFoundPage(c)
  const keeper = await keeperHere(c)
  const { kind } = await c.var.services.db.transaction().execute((tx) => deed(tx, id, keeper))
  const news = kind === 'not-yours' ? 'not-found' : kind
  return c.redirect(`${pathHere(c, '/desk/views')}?done=${news}`, 303)
}

/** Where the inbox of somebody opens, if they chose a view for that. */
export async function findStart(c: WebContext): Promise<string | undefined> {
  const { accountId } = await getStaff(c)
  const views = await listViews(c.var.services.db, { accountId, today: todayHere(c) })
  const start = views.find(({ isStart }) => isStart)
  return start && savedPath(c, start)
}

async function showViews(
  c: WebContext,
  { keeping, form }: { keeping: InboxView | undefined; form: FormView },
): Promise<Response> {
  const { db } = c.var.services
  const staff = await getStaff(c)
  const [views, choices] = await Promise.all([
    listViews(db, { accountId: staff.accountId, today: todayHere(c) }),
    readDeskChoices(c),
  ])
  const news = viewNews.find((word) => word === c.req.query('done'))
  return viewsPage(c, { staff, views, choices, keeping, form, news })
}

function sentencesOf(c: WebContext, errors: FormErrors): FormErrors {
  const v = say(c, viewsMessages)
  const words = ['missing', 'too-long', 'not-yours', 'unit-closed', 'too-many', 'notThere'] as const
  return Object.fromEntries(
    Object.entries(errors).map(([field, problem]) => {
      const word = words.find((one) => one === problem) ?? (field === 'unitId' ? 'not-yours' : 'missing')
      return [field, v(word, { max: mostOf(word) })]
    }),
  )
}
