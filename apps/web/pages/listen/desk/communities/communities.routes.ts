import { Hono } from 'hono'
import {
  addCommunity,
  changeCommunity,
  findCommunity,
  listCommunities,
  listSuggestions,
  removeCommunity,
  setSuggestionAside,
  stampOfCommunity,
  weighCommunity,
} from '#domains/listen'
import {
  type FormErrors,
  type FormText,
  pathHere,
  readFormText,
  textOf,
  todayHere,
  type Web,
  type WebContext,
} from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { readId } from '../ids.ts'
import { communityPage } from './community.page.tsx'
import { filterOf, readNarrowed } from './community-filter.ts'
import {
  communityFormPage,
  readCommunityForm,
  sayFormErrors,
  sayObstacle,
  textOfCommunity,
} from './community-form.tsx'
import { communitiesPage } from './community-list.page.tsx'
import { readChoices } from './read-choices.ts'
import { suggestionsPage } from './suggestions.page.tsx'

/** The directory of places where residents talk, as staff keep it. */
export const communitiesDeskRoutes = new Hono<Web>()

const PAGE_SIZE = 30
const listener = staffMay('listen')
const path = '/listen/communities'

communitiesDeskRoutes.get(path, listener, async (c) => {
  const { db } = c.var.services
  const [choices, narrowed, after] = [await readChoices(c), readNarrowed(c), c.req.query('after')]
  const page = { today: todayHere(c), after, size: PAGE_SIZE }
  const communities = await listCommunities(db, await filterOf(c, narrowed, choices), page)
  const done = c.req.query('done') === 'removed' ? 'removed' : undefined
  return communitiesPage(c, { communities, choices, narrowed, after, done })
})

communitiesDeskRoutes.get(`${path}/suggestions`, listener, async (c) => {
  const suggestions = await listSuggestions(c.var.services.db)
  return suggestionsPage(c, { suggestions, isSetAside: c.req.query('done') === 'set-aside' })
})

communitiesDeskRoutes.post(`${path}/suggestions`, listener, async (c) => {
  const place = textOf(await readFormText(c), 'place')
  const { db, clock } = c.var.services
  await db.transaction().execute((tx) => setSuggestionAside(tx, place, clock.now()))
  return c.redirect(`${pathHere(c, `/desk${path}/suggestions`)}?done=set-aside`, 303)
})

communitiesDeskRoutes.get(`${path}/new`, listener, (c) =>
  showForm(c, { text: { address: c.req.query('address') ?? '', mayReply: 'unknown' } }),
)

communitiesDeskRoutes.post(`${path}/new`, listener, async (c) => {
  const text = await readFormText(c)
  const read = readCommunityForm(text)
  if (!read.success) return showForm(c, { text, errors: sayFormErrors(c, read.error, text) })
  const by = await whoAndWhen(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => addCommunity(tx, read.data, by))
  if (outcome.kind === 'added') return toCommunity(c, outcome.id, 'added')
  return showForm(c, { text, errors: sayObstacle(c, outcome, text) })
})

communitiesDeskRoutes.get(`${path}/:id`, listener, async (c) => {
  const community = await readCommunity(c)
  if (!community) return notFoundPage(c)
  const { db, clock } = c.var.services
  const now = clock.now()
  const [choices, balance] = await Promise.all([readChoices(c), weighCommunity(db, community.id, now)])
  const sourceIds = balance.sources.map(({ id }) => id)
  const counted = await Promise.all(c.var.communitySlots.map((show) => show(c, sourceIds, balance.from)))
  const done = (['added', 'changed'] as const).find((word) => word === c.req.query('done'))
  return communityPage(c, { community, choices, balance, counted: counted.flat(), done })
})

communitiesDeskRoutes.get(`${path}/:id/change`, listener, async (c) => {
  const community = await readCommunity(c)
  return community ? showForm(c, { id: community.id, text: textOfCommunity(community) }) : notFoundPage(c)
})

communitiesDeskRoutes.post(`${path}/:id/change`, listener, async (c) => {
  const community = await readCommunity(c)
  if (!community) return notFoundPage(c)
  const { id } = community
  const text = await readFormText(c)
  const read = readCommunityForm(text)
  if (!read.success) return showForm(c, { id, text, errors: sayFormErrors(c, read.error, text) })
  const by = await whoAndWhen(c)
  const change = { ...read.data, id, seen: textOf(text, 'seen') }
  const outcome = await c.var.services.db.transaction().execute((tx) => changeCommunity(tx, change, by))
  switch (outcome.kind) {
    case 'changed':
      return toCommunity(c, id, 'changed')
    case 'not-found':
      return notFoundPage(c)
    case 'changed-meanwhile':
      text.seen = stampOfCommunity(community)
  }
  return showForm(c, { id, text, errors: sayObstacle(c, outcome, text) })
})

communitiesDeskRoutes.post(`${path}/:id/remove`, listener, async (c) => {
  const id = readId(c.req.param('id'))
  if (!id) return notFoundPage(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => removeCommunity(tx, id))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return c.redirect(`${pathHere(c, `/desk${path}`)}?done=removed`, 303)
})

async function readCommunity(c: WebContext) {
  const id = readId(c.req.param('id'))
  return id === undefined ? undefined : findCommunity(c.var.services.db, id, todayHere(c))
}

async function whoAndWhen(c: WebContext) {
  return { by: (await getStaff(c)).accountId, now: c.var.services.clock.now(), today: todayHere(c) }
}

function toCommunity(c: WebContext, id: string, done: 'added' | 'changed'): Response {
  return c.redirect(`${pathHere(c, `/desk${path}/${id}`)}?done=${done}`, 303)
}

async function showForm(
  c: WebContext,
  { id, text, errors = {} }: { id?: string; text: FormText; errors?: FormErrors },
): Promise<Response> {
  return communityFormPage(c, { id, form: { text, errors }, choices: await readChoices(c) })
}
