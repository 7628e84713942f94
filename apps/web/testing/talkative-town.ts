import { setTimeout as sleep } from 'node:timers/promises'
import { publishNearReport, startConversation, stepNearReport } from '#domains/answer'
import {
  castVote,
  findDialogueBySlug,
  moderateStatement,
  proposeStatement,
  requestRemoval,
  settleRemoval,
  statementOwner,
} from '#domains/deliberate'
import { publishResponse, type ResponseText } from '#domains/followup'
import { letterheadOf } from '#domains/letters'
import { decideAppeal, listRefusals, lodgeAppeal } from '#domains/moderation'
import { publishReport, startOpinionEngine, studyRepresentativeness } from '#domains/opinions'
import { closeDossier, type InputKind, registerInput } from '#domains/register'
import { dateIn } from '#platform/clock'
import { silentLog } from '#platform/log'
import {
  addTeller,
  type Crowd,
  campVotes,
  hire,
  type Member,
  makeAskingDialogue,
  makeCrowd,
  makeOpenDialogue,
  makeOpenDossier,
  type OpenDialogue,
  type StoredVote,
  storeVotes,
  votesWithBrigade,
} from '#stories'
import type { Secrets } from './moments.ts'
import { waitUntilSettled } from './settled-map.ts'
import type { TestSite } from './site.ts'

const timeZone = 'Europe/Amsterdam'
/** Those who come later make sure that all before them are told. */
const crowdSize = { people: 60, brigade: 20, later: 20, statements: 12 }
/** What the organisation did has its instant, and everybody may know that. */
const officeHours = (day: number) => new Date(Date.UTC(2026, 1, day, 14, 30))

/** When something is done: the instant, and the day that it falls on. */
type When = { now: Date; today: string }

/** What people do, in the small hours of February: each thing at a minute at which the organisation does nothing. */
class Acts {
  readonly #instants: Date[] = []
  readonly #madeIn: { from: number; to: number }[] = []

  /** Lets somebody do something; ids that are made meanwhile tell of this moment. */
  async do<Result>(act: (when: When) => Promise<Result>): Promise<Result> {
    await sleep(3)
    const now = this.at(this.#instants.length)
    const from = Date.now()
    const result = await act({ now, today: dateIn(timeZone, now) })
    this.#madeIn.push({ from, to: Date.now() })
    await sleep(3)
    return result
  }

  /** The instant of the nth act. */
  at(nth: number): Date {
    const now = new Date(Date.UTC(2026, 1, 5 + (nth % 15), 3, 11 + (nth % 40), nth % 60, 345))
    this.#instants.push(now)
    return now
  }

  async secrets({ db }: TestSite): Promise<Secrets> {
    const inputs = await db.selectFrom('input').select('id').execute()
    const instants = [...new Set(this.#instants.map(Number))].map((at) => new Date(at))
    return { instants, madeIn: this.#madeIn, ids: inputs.map(({ id }) => id), timeZone }
  }
}

type Town = { site: TestSite; acts: Acts; member: Member }

export type TalkativeTown = {
  /** What nobody may learn of it. */
  secrets: Secrets
  /** The claim code of somebody who asked something. */
  code: string
  dialogues: string[]
}

/**
 * A town in which people did everything that they can do: each kind of input, votes, statements that were published,
 * refused and removed, appeals, answers about themselves. The organisation answered, drew a map and published a report.
 */
export async function makeTalkativeTown(site: TestSite): Promise<TalkativeTown> {
  const town = { site, acts: new Acts(), member: await hire(site.db, { at: officeHours(1) }) }
  const { people, brigade, later, statements } = crowdSize
  const crowd = await makeCrowd(site.db, people + brigade + later, statements)
  await voteAsMany(town, crowd)
  await takePart(town)
  await moderate(town)
  const code = await sayAllKinds(town)
  await drawMap(town, crowd)
  await makeOpenDialogue(site.db, { access: 'mail', at: officeHours(2) })
  const dialogues = await site.db.selectFrom('dialogue').select('slug').execute()
  return { secrets: await town.acts.secrets(site), code, dialogues: dialogues.map(({ slug }) => slug) }
}

async function voteAsMany({ site: { db }, acts }: Town, room: Crowd): Promise<void> {
  const { people, brigade, later, statements } = crowdSize
  const votes = [
    ...votesWithBrigade(people, brigade, statements),
    ...campVotes(later, statements, 8).map(byLater),
  ]
  const isInConcert = (participant: number) => participant > people && participant <= people + brigade
  const whenOf = (participant: number) => acts.at(isInConcert(participant) ? 15 : participant)
  await storeVotes(
    db,
    room.id,
    votes.map((vote) => ({ ...vote, at: whenOf(vote.participant) })),
  )
}

const byLater = (vote: StoredVote): StoredVote => ({
  ...vote,
  participant: crowdSize.people + crowdSize.brigade + vote.participant,
})

/** Votes one by one, each an input, and what people tell about themselves. */
async function takePart({ site: { db }, acts }: Town): Promise<void> {
  const room = await makeAskingDialogue(db)
  for (let voter = 0; voter < 12; voter++)
    await acts.do((when) =>
      castVote(db, {
        ...{ dialogue: room.dialogue, pseudonym: room.newPerson(), statement: 1 + (voter % 3), ...when },
        ...(voter % 2 === 0 ? { choice: 'pass', passReason: 'unclear' } : { choice: 'agree' }),
        channel: 'web',
      }),
    )
  for (let teller = 0; teller < 25; teller++)
    await acts.do(({ now }) => addTeller(db, room, [[1, 1 + (teller % 2)]], now))
}

const words = [
  'Het park sluit om tien uur.',
  'Het park sluit helemaal niet.',
  'Het park sluit als het donker is.',
  'Mijn buurman is gek geworden.',
  'Het park sluit om acht uur.',
]

/** Statements that wait, stand on the site, were refused with and without a second look, and were removed by two. */
async function moderate(town: Town): Promise<void> {
  const { member } = town
  const { db } = town.site
  const room = await makeOpenDialogue(db, { question: 'Hoe laat sluit het park?', at: officeHours(2) })
  const numbers: { number: number; inputId: string }[] = []
  for (const text of words) numbers.push(await propose(town, room, text))
  const [shown, removed, refused, appealed] = numbers
  const who = { by: member.by, now: officeHours(21), today: '2026-02-21' }
  const key = (one: { number: number } | undefined) => ({ dialogueId: room.id, number: one?.number ?? 0 })
  const why = { reason: 'insulting', explanation: 'Dit gaat over een persoon.' } as const
  await db.transaction().execute(async (tx) => {
    for (const one of [shown, removed]) await moderateStatement(tx, key(one), { kind: 'publish' }, who)
    for (const one of [refused, appealed])
      await moderateStatement(tx, key(one), { kind: 'refuse', ...why }, who)
    await requestRemoval(tx, key(removed), why, who)
  })
  const second = { ...who, by: (await hire(db, { at: officeHours(2) })).by }
  await db.transaction().execute((tx) => settleRemoval(tx, key(removed), 'confirmed', second))
  await secondLook(town, appealed?.inputId ?? '', second)
  await makeOpenDialogue(db, { moderation: 'light', at: officeHours(2) }).then((light) =>
    propose(town, light, 'De hekken gaan weg.'),
  )
}

function propose({ site: { db }, acts }: Town, room: OpenDialogue, text: string) {
  return acts.do((when) =>
    db.transaction().execute(async (tx) => {
      const proposal = { dialogueId: room.id, pseudonym: room.newPerson(), text, channel: 'web' } as const
      const proposed = await proposeStatement(tx, { ...proposal, ...when })
      if (!('inputId' in proposed)) throw new Error(proposed.kind)
      return proposed
    }),
  )
}

async function secondLook(
  { site: { db }, acts }: Town,
  inputId: string,
  who: When & { by: string },
): Promise<void> {
  const owners = { statement: statementOwner }
  await acts.do((when) =>
    db
      .transaction()
      .execute((tx) => lodgeAppeal(tx, owners, { inputId, words: 'Het is een grap.', ...when })),
  )
  const appealId = (await listRefusals(db, inputId)).at(-1)?.appeal?.id ?? ''
  const upheld = { outcome: 'upheld', explanation: 'Het blijft een persoon.' } as const
  const decided = await db.transaction().execute((tx) => decideAppeal(tx, owners, appealId, upheld, who))
  if (decided.kind !== 'upheld') throw new Error(decided.kind)
}

const publicKinds = ['question', 'post', 'letter', 'call', 'meeting', 'paper'] as const

/** More than fits on a page, in a dossier that is open and in one that is closed, some of it answered. */
async function sayAllKinds(town: Town): Promise<string> {
  const { site, acts, member } = town
  const { db, services } = site
  const open = await makeOpenDossier(db, { ...member, question: 'Waar komen de bomen?', at: officeHours(1) })
  const closed = await makeOpenDossier(db, { ...member, question: 'Waar komt de brug?', at: officeHours(1) })
  const said: string[] = []
  for (let nth = 0; nth < 48; nth++)
    said.push(await say(town, publicKinds[nth % publicKinds.length] ?? 'paper', open.id))
  const last = await say(town, 'letter', closed.id)
  await respond(town, open.id, said.slice(0, 4))
  await respond(town, closed.id, [last])
  await db.transaction().execute((tx) => closeDossier(tx, closed.id, officeHours(24)))
  const letterhead = letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config)
  const reception = { channel: 'web', secret: services.config.secret, letterhead, mayMail: true } as const
  const asked = await acts.do(({ now }) =>
    db
      .transaction()
      .execute((tx) =>
        startConversation(
          tx,
          { body: 'Mag ik parkeren?', dossier: open.slug },
          { ...reception, language: 'nl', now },
        ),
      ),
  )
  await putOnMap(town, asked.conversationId)
  return asked.code
}

/** What somebody told, at their own door, on the map: solved by now. */
async function putOnMap({ site: { db }, member }: Town, conversationId: string): Promise<void> {
  const area = { code: 'BU99930101', year: 2025, name: 'Singelwijk' }
  const corners = [
    [5, 52],
    [5.1, 52],
    [5.1, 52.1],
    [5, 52],
  ]
  const outline = JSON.stringify([[corners]])
  const bounds = { west: 5, south: 52, east: 5.1, north: 52.1 }
  await db
    .insertInto('area')
    .values({
      ...{ ...area, kind: 'neighbourhood', municipality: 'GM9993', folded: 'singelwyk', keys: [] },
      ...{ outline, drawing: outline, ...bounds },
    })
    .execute()
  const who = (day: number) => ({ by: member.by, now: officeHours(day), today: `2026-02-${day}` })
  const about = { subjectId: null, unitId: null, place: { area, exactly: null } }
  const report = { title: 'Er is te weinig plek', words: '', state: 'reported', language: 'nl' } as const
  await db.transaction().execute(async (tx) => {
    const published = await publishNearReport(tx, { conversationId, ...report, ...about }, who(22))
    if (published.kind !== 'published') throw new Error(published.kind)
    const { reportId } = published
    const step = { reportId, seen: 1, state: 'working', words: 'Wij kijken ernaar.' } as const
    await stepNearReport(tx, step, who(23))
  })
}

function say({ site: { db }, acts }: Town, kind: InputKind, dossierId: string): Promise<string> {
  return acts.do(({ now, today }) =>
    db.transaction().execute(async (tx) => {
      const input = { kind, channel: 'desk', dossierId, body: 'Er moeten meer bomen komen.' } as const
      const received = { isPublic: true, receivedAt: now, receivedOn: today } as const
      const outcome = await registerInput(tx, { ...input, ...received, language: 'nl' })
      if (outcome.kind !== 'registered') throw new Error(outcome.kind)
      return outcome.inputId
    }),
  )
}

async function respond({ site: { db }, member }: Town, dossierId: string, inputIds: string[]): Promise<void> {
  const { unitId } = member
  const text: ResponseText = {
    verdict: 'adopted',
    reason: null,
    action: 'Er komen vier bomen.',
    why: 'Schaduw.',
    unitId,
  }
  const target = { kind: 'inputs' as const, inputIds }
  const who = { by: member.by, now: officeHours(23), today: '2026-02-23' }
  const outcome = await db
    .transaction()
    .execute((tx) => publishResponse(tx, { dossierId, target, text }, who))
  if (outcome.kind !== 'published') throw new Error(outcome.kind)
}

/** The map follows the votes within seconds: when it was drawn tells when they came. */
async function drawMap({ site, acts }: Town, { id, by }: Crowd): Promise<void> {
  const { db } = site
  const drawnAt = acts.at(16)
  const clock = { now: () => drawnAt }
  const engine = await startOpinionEngine({ databaseUrl: site.url, clock, log: silentLog, timeZone })
  try {
    await waitUntilSettled(site, id)
  } finally {
    await engine.stop()
  }
  await studyRepresentativeness(db, drawnAt)
  const { slug } = await db
    .selectFrom('dialogue')
    .select('slug')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const page = await findDialogueBySlug(db, slug)
  if (!page) throw new Error('The dialogue is there.')
  const published = await db
    .transaction()
    .execute((tx) => publishReport(tx, { ...page, by, now: officeHours(25), timeZone }))
  if (published.kind !== 'published') throw new Error(published.kind)
}
