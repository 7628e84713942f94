import type { Db } from '#db'
import {
  countHeldMail,
  countInbox,
  countViews,
  findConversations,
  findingIsStillMade,
  listBrokenRules,
  listHeldReplies,
  listInbox,
  listViews,
  type Viewer,
} from '#domains/answer'
import { isAllowed } from '#domains/people'
import { localMoment } from '#platform/clock'
import type { PageRequest } from '#platform/db'
import { prepareSearch } from '#platform/search'
import { sharedRead, todayHere, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'
import { readDeskChoices } from '../choices.ts'
import { readMailboxes } from '../mail/mailboxes-section.tsx'
import type { InboxList } from './inbox-list.ts'
import { type InboxView, readView } from './inbox-view.ts'

const readCounts = sharedRead(countInbox, { alsoSignedIn: true })
const readViewCounts = sharedRead(countViews, { alsoSignedIn: true })

/** About as long as the conversation beside it. */
const PAGE_SIZE = 15

/** The list that the address names, or what is found in its place, with how long each list is. */
export function readList(c: WebContext): Promise<InboxList> {
  return readListAt(c, readView(c))
}

async function readListAt(c: WebContext, view: InboxView): Promise<InboxList> {
  const { db } = c.var.services
  const staff = await getStaff(c)
  const { accountId } = staff
  const { clock, config } = c.var.services
  const viewer = { accountId, today: todayHere(c), moment: localMoment(config.timeZone, clock.now()) }
  const page = { after: view.after, size: PAGE_SIZE }
  const views = await listViews(db, viewer)
  const [list, counts, mail, heldReplies, mailboxes, alarms, viewCounts, choices] = await Promise.all([
    view.sought === undefined
      ? listInbox(db, { ...view, viewer }, page).then((lines) => ({ lines }))
      : findIn(db, view.sought, viewer, page),
    readCounts(c, viewer),
    countHeldMail(db),
    listHeldReplies(db, viewer),
    readMailboxes(c),
    isAllowed(staff, 'administer') ? listBrokenRules(db) : [],
    readViewCounts(c, views, viewer),
    readDeskChoices(c),
  ])
  const lateMailboxes = mailboxes.filter(({ isLate }) => isLate).length
  return {
    ...list,
    view,
    counts,
    mail: { ...mail, lateMailboxes },
    heldReplies,
    me: accountId,
    alarms,
    views,
    viewCounts,
    choices,
    mayManageLabels: isAllowed(staff, 'administer'),
  }
}

/** What is found with what somebody typed, in the place of a list. */
async function findIn(
  db: Db,
  typed: string,
  viewer: Viewer,
  page: PageRequest,
): Promise<Pick<InboxList, 'lines' | 'found'>> {
  const [{ search, isCut }, isStillMade] = await Promise.all([
    prepareSearch(db, typed),
    findingIsStillMade(db),
  ])
  const told = { isAsked: search !== undefined, isCut, isStillMade }
  if (!search) return { lines: { rows: [], next: undefined }, found: { ...told, count: 0 } }
  const { count, ...lines } = await findConversations(db, { search, viewer }, page)
  return { lines, found: { ...told, count } }
}

/**
 * The conversation that comes after one in its list, and where in the list that is; without an id where there is none.
 * @param follows  what came after it when its page was shown: it may have left the list since
 */
export async function findNext(
  c: WebContext,
  id: string,
  follows: string | undefined,
): Promise<{ view: InboxView; id?: string | undefined }> {
  const { lines, view } = await readList(c)
  const others = lines.rows.filter((line) => line.id !== id)
  const at = lines.rows.findIndex((line) => line.id === id)
  const next = at < 0 ? (others.find((line) => line.id === follows) ?? others[0]) : lines.rows[at + 1]
  if (next) return { view, id: next.id }
  if (lines.next === undefined) return { view }
  const further = { ...view, after: lines.next }
  const [first] = (await readListAt(c, further)).lines.rows
  return { view: further, id: first?.id }
}
