import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { getLetterhead, type Letterhead, type Site } from '#domains/letters'
import type { Clock } from '#platform/clock'
import { isDatabaseAway, newId } from '#platform/db'
import type { MailReader } from '#platform/received-mail'
import { prepareHearing } from '../deadlines/hearing.ts'
import { lockPlacing } from '../hands/home.ts'
import { askToScan } from '../scanned/mail-scan.store.ts'
import { type FindingBeside, makeFindableBeside, makeFindableLater } from '../search/search.jobs.ts'
import { acknowledgeMail } from './acknowledge-mail.ts'
import { handleOf } from './handle.ts'
import { heedReports } from './heed-report.ts'
import { addPictureJobs } from './keep-pictures.ts'
import { conversationOfId, conversationWrittenTo, idsOf, sealParticipant, threadedOf } from './mail-seals.ts'
import { othersOf } from './other-person.ts'
import { listOwnAddresses } from './own-addresses.ts'
import { type Arrived, placeMails, type Target } from './place-mail.ts'
import { storePlaced } from './placed-mail.store.ts'
import { type HeldMail, listNew, type NewMail, type ReadMail, readNew } from './read-mail.ts'
import { lockTargets } from './target.queries.ts'

/** What mail is understood with. */
export type MailDesk = {
  db: Db
  reader: MailReader
  /** With a virus scanner, what comes along with mail is held until it looked. */
  site: Site & { mailFrom: string; clamd?: object | undefined }
  clock: Clock
  /** Whether one more mail of ours may go to an address today, by its handle; counts it. */
  mayMail: (handle: string) => Promise<boolean>
  /** Told why a mail could not be stored: it is held, and this is a fault of ours. */
  onFault: (error: unknown, rawId: string) => void
}

/**
 * Makes entries of all mail that came in: until none is left, in batches, each in one transaction. What cannot be understood
 * is held, and holds up nothing. While some is placed, what was placed before is made findable. Whoever does this at once with others, or again after it was broken off, changes nothing twice.
 * @param signal  ends it after the batch that it is at
 * @throws when the database holds no organisation
 */
export async function understandMail(desk: MailDesk, signal?: AbortSignal): Promise<void> {
  // Without one nobody can answer: that is no fault of a mail.
  await getLetterhead(desk.db, desk.site)
  const finding = makeFindableBeside(desk.db)
  try {
    while (await understandRound(desk, finding, signal));
  } finally {
    await finding.end()
  }
}

/** Goes once through what is new, from the oldest on; says whether there was any. While some is placed, the next is read. */
async function understandRound(
  desk: MailDesk,
  finding: FindingBeside,
  signal?: AbortSignal,
): Promise<boolean> {
  let next = readAfter(desk)
  for (let isAny = false; ; isAny = true) {
    signal?.throwIfAborted()
    const batch = await next
    if (!batch) return isAny
    next = readAfter(desk, batch.ids.at(-1))
    // Whether it failed is asked once this batch is placed.
    next.catch(() => undefined)
    await place(desk, batch)
    finding.goOn()
  }
}

type Batch = { ids: string[]; found: NewMail }

async function readAfter({ db, reader, clock }: MailDesk, after?: string): Promise<Batch | undefined> {
  const ids = await listNew(db, after)
  return ids.length > 0 ? { ids, found: await readNew(db, reader, ids, clock.now()) } : undefined
}

async function place(desk: MailDesk, { ids, found }: Batch): Promise<void> {
  try {
    await desk.db.transaction().execute((tx) => takeIn(tx, desk, found))
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    const [first] = ids
    if (ids.length === 1 && first !== undefined) {
      desk.onFault(error, first)
      return holdUnstorable(desk, first)
    }
    // Whichever of them it is, the others go on.
    for (const id of ids)
      await place(desk, { ids: [id], found: await readNew(desk.db, desk.reader, [id], desk.clock.now()) })
  }
}

async function holdUnstorable({ db, site }: MailDesk, rawId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await hold(tx, [{ rawId, reason: 'not-storable' }])
    if (site.clamd) await askToScan(tx, [rawId])
  })
}

async function takeIn(tx: Tx, desk: MailDesk, found: NewMail): Promise<void> {
  await lockPlacing(tx)
  await makeFindableLater(tx)
  const { read, held } = await stillNew(tx, found)
  await hold(tx, held)
  if (desk.site.clamd)
    await askToScan(
      tx,
      [...read, ...held].map(({ rawId }) => rawId),
    )
  const letterhead = await getLetterhead(tx, desk.site)
  const unheeded = await heedReports(tx, read)
  const { first, copies } = await tellCopies(tx, unheeded)
  const own = await listOwnAddresses(tx, desk.site)
  // As it was said: an answer finds what it answers.
  const inOrder = first.toSorted((a, b) => a.heardAt.getTime() - b.heardAt.getTime())
  const arrived = inOrder.map((one) => arrivedOf(one, desk.site, own))
  const targets = await lockTargets(tx, arrived, desk.site.secret)
  const before = [...targets.values()].flatMap((target) => target.before ?? [])
  const hear = await prepareHearing(tx, before, desk.site.timeZone)
  const ties = placeMails(arrived, targets, { newId, hear })
  const begun = await storePlaced(tx, [...targets.values()], ties, {
    timeZone: desk.site.timeZone,
    now: desk.clock.now(),
  })
  await markPlaced(tx, targets, copies)
  await acknowledge(tx, desk, { begun, arrived, letterhead })
  await addPictureJobs(tx, first)
}

type Begun = Awaited<ReturnType<typeof storePlaced>>

async function acknowledge(
  tx: Tx,
  desk: MailDesk,
  { begun, arrived, letterhead }: { begun: Begun; arrived: Arrived[]; letterhead: Letterhead },
): Promise<void> {
  const ours = new Set(arrived.filter(({ asksNothing }) => asksNothing).map(({ read }) => read.rawId))
  for (const one of begun)
    if (!ours.has(one.read.rawId))
      await acknowledgeMail(tx, one, { ...desk, letterhead, now: desk.clock.now() })
}

/** Another process may have been faster. */
async function stillNew(tx: Tx, { read, held }: NewMail): Promise<NewMail> {
  const ids = [...read, ...held].map(({ rawId }) => rawId)
  if (ids.length === 0) return { read: [], held: [] }
  const rows = await tx
    .selectFrom('received_raw')
    .select('id')
    .where('id', 'in', ids)
    .where('state', '=', 'new')
    .forUpdate()
    .execute()
  const isNew = new Set(rows.map(({ id }) => id))
  return {
    read: read.filter(({ rawId }) => isNew.has(rawId)),
    held: held.filter(({ rawId }) => isNew.has(rawId)),
  }
}

async function hold(tx: Tx, held: readonly HeldMail[]): Promise<void> {
  for (const { rawId, reason } of held)
    await tx
      .updateTable('received_raw')
      .set({ state: 'held', reason })
      .where('id', '=', rawId)
      .where('state', '=', 'new')
      .execute()
}

/** Mail that came by two ways: the first becomes an entry, and the others say that it came there too. */
async function tellCopies(
  tx: Tx,
  read: readonly ReadMail[],
): Promise<{ first: ReadMail[]; copies: ReadMail[] }> {
  if (read.length === 0) return { first: [], copies: [] }
  const known = await tx
    .selectFrom('received_raw')
    .select('fingerprint')
    .where(
      'fingerprint',
      'in',
      read.map(({ fingerprint }) => Buffer.from(fingerprint, 'hex')),
    )
    .where('state', '=', 'understood')
    .execute()
  const seen = new Set(known.map(({ fingerprint }) => fingerprint.toString('hex')))
  const [first, copies]: [ReadMail[], ReadMail[]] = [[], []]
  for (const one of read) {
    const list = seen.has(one.fingerprint) ? copies : first
    list.push(one)
    seen.add(one.fingerprint)
  }
  return { first, copies }
}

function arrivedOf(read: ReadMail, { secret }: MailDesk['site'], own: ReadonlySet<string>): Arrived {
  const message = threadedOf(read, secret)
  const ours = new Map<string, string>()
  for (const id of idsOf(message)) {
    const conversationId = conversationOfId(id, secret)
    if (conversationId) ours.set(id, conversationId)
  }
  const { machine, from } = read.mail
  const isOurs = from.some(({ address }) => address !== '' && own.has(handleOf(address)))
  const writers = [...from, ...read.mail.replyTo].flatMap(({ address }) =>
    address === '' ? [] : sealParticipant(handleOf(address), secret),
  )
  return {
    ...{ read, message, ours, writtenTo: conversationWrittenTo(read, secret), writers },
    others: othersOf(read.mail, own),
    asksNothing: machine.auto || machine.bounce || read.envelopeFrom === '' || isOurs,
    isOurs,
  }
}

async function markPlaced(tx: Tx, targets: Map<string, Target>, copies: readonly ReadMail[]): Promise<void> {
  const placed = [...targets.values()].flatMap(({ id, added }) =>
    added.map(({ read, seq }) => ({ rawId: read.rawId, conversationId: id, seq })),
  )
  await sql`
    update received_raw as raw set state = 'understood', conversation_id = placed.conversation_id, seq = placed.seq
    from unnest(${placed.map((one) => one.rawId)}::uuid[], ${placed.map((one) => one.conversationId)}::uuid[],
      ${placed.map((one) => one.seq)}::integer[]) as placed (raw_id, conversation_id, seq)
    where raw.id = placed.raw_id`.execute(tx)
  await sql`
    update received_raw as raw set state = 'duplicate', conversation_id = first.conversation_id, seq = first.seq
    from received_raw as first
    where raw.id = any(${copies.map(({ rawId }) => rawId)}::uuid[])
      and first.fingerprint = raw.fingerprint and first.state = 'understood'`.execute(tx)
}
