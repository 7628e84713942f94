import { beforeAll, expect, test } from 'vitest'
import {
  closeDossier,
  markInputsAnswered,
  type NewInput,
  publishInputs,
  registerInput,
} from '#domains/register'
import { newId } from '#platform/db'
import { hire, type Member, makeOpenDossier, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  changeResponse,
  countOutcomes,
  findResponse,
  listOutcomes,
  listResponseQueues,
  listResponses,
  listWaitingDialogues,
  listWaitingInputs,
  publishResponse,
  type ResponseTarget,
  type ResponseText,
  readTrack,
} from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
let author: Member

/** Each use is a minute later than the one before. */
let minutes = 0
const later = () => new Date(+now + ++minutes * 60_000)

beforeAll(async () => {
  author = await hire(database().db, { role: 'policy_maker' })
})

const open = (question: string) => makeOpenDossier(database().db, { ...author, question })

type Said = Partial<Omit<NewInput, 'isPublic'>> & { isPublic?: boolean }

async function say({ isPublic = true, ...input }: Said): Promise<string> {
  const received = { receivedAt: later(), receivedOn: today }
  const outcome = await inTransaction((tx) =>
    registerInput(tx, { kind: 'statement', channel: 'web', isPublic, ...received, ...input }),
  )
  if (outcome.kind !== 'registered') throw new Error(outcome.kind)
  return outcome.inputId
}

const adopted = (action = 'Er komen vier bomen.'): ResponseText => ({
  verdict: 'adopted',
  reason: null,
  action,
  why: 'Daar is ruimte voor.',
  unitId: author.unitId,
})

const respond = (dossierId: string, target: ResponseTarget, text: ResponseText = adopted()) =>
  inTransaction((tx) =>
    publishResponse(tx, { dossierId, target, text }, { by: author.by, now: later(), today }),
  )

const change = (responseId: string, text: ResponseText) =>
  inTransaction((tx) => changeResponse(tx, responseId, text, { by: author.by, now: later(), today }))

const close = (id: string) => inTransaction((tx) => closeDossier(tx, id, later()))

async function getTrack(inputId: string) {
  const track = await readTrack(database().db, inputId, '2026-03-02')
  if (!track) throw new Error('no track')
  return track
}

test('a response answers the inputs that it names, and the dossier can close once all have one', async () => {
  const dossier = await open('Hoe wordt het plein groener?')
  const first = await say({ dossierId: dossier.id, body: 'Meer bomen.' })
  const second = await say({ dossierId: dossier.id, body: 'Minder tegels.' })
  const third = await say({ dossierId: dossier.id, body: 'Een vijver.' })
  expect(await respond(dossier.id, { kind: 'inputs', inputIds: [first, second] })).toMatchObject({
    kind: 'published',
    version: 1,
    inputs: 2,
  })
  expect(await close(dossier.id)).toEqual({ kind: 'inputs-unanswered', open: 1 })
  await respond(dossier.id, { kind: 'inputs', inputIds: [third] })
  expect(await close(dossier.id)).toEqual({ kind: 'closed' })
})

test('a dialogue answers its votes and the statements without a response of their own, and nothing later', async () => {
  const dossier = await open('Waar komen de banken?')
  const dialogueId = newId()
  const inDialogue = { dossierId: dossier.id, dialogueId }
  const votes = await say({ ...inDialogue, kind: 'votes', isPublic: false })
  const statement = await say({ ...inDialogue, body: 'In de schaduw.' })
  const own = await say({ ...inDialogue, body: 'Bij de school.' })
  const held = await say({ ...inDialogue, body: 'Wacht nog.', held: true })
  await respond(dossier.id, { kind: 'inputs', inputIds: [own] }, adopted('Er komt een bank bij de school.'))
  const published = await respond(
    dossier.id,
    { kind: 'dialogue', dialogueId },
    adopted('Er komen zes banken.'),
  )
  expect(published).toMatchObject({ kind: 'published', inputs: 1, voters: 1 })

  await inTransaction((tx) => publishInputs(tx, [held], { now: later(), today }))
  expect((await getTrack(votes)).answers).toMatchObject([
    { toDialogue: true, action: 'Er komen zes banken.' },
  ])
  expect((await getTrack(statement)).answers).toMatchObject([{ toDialogue: true }])
  expect((await getTrack(own)).answers).toMatchObject([
    { toDialogue: false, action: 'Er komt een bank bij de school.' },
  ])
  expect((await getTrack(held)).answers).toEqual([])
  expect(await close(dossier.id)).toEqual({ kind: 'inputs-unanswered', open: 1 })

  if (published.kind !== 'published') throw new Error(published.kind)
  await change(published.responseId, adopted('Er komen zeven banken.'))
  expect((await getTrack(held)).answers).toMatchObject([{ version: 2, action: 'Er komen zeven banken.' }])
  expect((await getTrack(votes)).answers).toMatchObject([
    { version: 1, replaced: true },
    { version: 2, replaced: false },
  ])
  expect(await close(dossier.id)).toEqual({ kind: 'closed' })
})

test('a statement that was answered with its dialogue can still get a response of its own', async () => {
  const dossier = await open('Waar komt de speeltuin?')
  const dialogueId = newId()
  const statement = await say({ dossierId: dossier.id, dialogueId, body: 'Met een waterpomp.' })
  await respond(dossier.id, { kind: 'dialogue', dialogueId }, adopted('Er komt een speeltuin.'))
  await respond(dossier.id, { kind: 'inputs', inputIds: [statement] }, adopted('De pomp komt er ook.'))
  expect((await getTrack(statement)).answers).toMatchObject([
    { action: 'Er komt een speeltuin.' },
    { action: 'De pomp komt er ook.' },
  ])
})

test('a changed response is a new version, and the old one stays readable', async () => {
  const dossier = await open('Mag de hond los?')
  const inputId = await say({ dossierId: dossier.id, body: 'Ja, graag.' })
  const first = await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })
  if (first.kind !== 'published') throw new Error(first.kind)
  const no: ResponseText = {
    verdict: 'not_adopted',
    reason: 'law',
    action: 'Het mag niet.',
    why: 'Daarom.',
    unitId: author.unitId,
  }
  expect(await change(first.responseId, no)).toMatchObject({ kind: 'published', version: 2, inputs: 1 })
  expect((await getTrack(inputId)).answers.map(({ verdict, replaced }) => ({ verdict, replaced }))).toEqual([
    { verdict: 'adopted', replaced: true },
    { verdict: 'not_adopted', replaced: false },
  ])
  const history = await findResponse(database().db, first.responseId)
  expect(history?.versions).toMatchObject([
    { version: 2, author: 'Noor', unit: 'Groen' },
    { version: 1, action: 'Er komen vier bomen.' },
  ])
  expect(await change(newId(), no)).toEqual({ kind: 'not-found' })
})

test('versions that are published at the same time are versions one after the other', async () => {
  const dossier = await open('Hoe laat gaat het licht uit?')
  const inputId = await say({ dossierId: dossier.id, body: 'Om elf uur.' })
  const first = await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })
  if (first.kind !== 'published') throw new Error(first.kind)
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, (_, n) => change(first.responseId, adopted(`Tekst ${n}`))),
  )
  expect(outcomes.map((outcome) => ('version' in outcome ? outcome.version : 0)).sort()).toEqual([
    2, 3, 4, 5, 6, 7,
  ])
})

test('two people who answer the same input at the same time answer it once', async () => {
  const dossier = await open('Wie veegt de stoep?')
  const inputId = await say({ dossierId: dossier.id, body: 'De gemeente.' })
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () => respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })),
  )
  expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual([
    'has-response',
    'has-response',
    'has-response',
    'published',
  ])
})

test('only what was published in an open dossier can be answered', async () => {
  const dossier = await open('Komt er een bushalte?')
  const other = await open('Komt er een treinhalte?')
  const here = await say({ dossierId: dossier.id, body: 'Ja.' })
  const held = await say({ dossierId: dossier.id, body: 'Misschien.', held: true })
  const elsewhere = await say({ dossierId: other.id, body: 'Nee.' })
  expect(await respond(dossier.id, { kind: 'inputs', inputIds: [here, held, elsewhere] })).toEqual({
    kind: 'not-answerable',
    ids: [held, elsewhere],
  })
  const nowhere = newId()
  expect(await respond(dossier.id, { kind: 'dialogue', dialogueId: nowhere })).toEqual({
    kind: 'not-answerable',
    ids: [nowhere],
  })
  expect(await respond(newId(), { kind: 'inputs', inputIds: [here] })).toEqual({ kind: 'not-found' })
  const done = await respond(dossier.id, { kind: 'inputs', inputIds: [here] })
  await close(dossier.id)
  if (done.kind !== 'published') throw new Error(done.kind)
  expect(await change(done.responseId, adopted())).toEqual({ kind: 'dossier-not-open', state: 'closed' })
})

test('the database itself refuses a "no" without a reason', async () => {
  const dossier = await open('Mag het hek open?')
  const inputId = await say({ dossierId: dossier.id, body: 'Ja.' })
  const bare: ResponseText = {
    verdict: 'not_adopted',
    reason: null,
    action: 'Nee.',
    why: 'Daarom.',
    unitId: author.unitId,
  }
  await expect(respond(dossier.id, { kind: 'inputs', inputIds: [inputId] }, bare)).rejects.toThrow(/check/)
  expect((await getTrack(inputId)).answers).toEqual([])
})

test('the track shows where an input stands before anybody answered it', async () => {
  const dossier = await open('Wat doen wij met het oude zwembad?')
  const held = await say({ dossierId: dossier.id, body: 'Slopen.', held: true })
  const track = await getTrack(held)
  expect(track.input).toMatchObject({ state: 'held', body: 'Slopen.' })
  expect(track.dossier).toMatchObject({ question: dossier.question, promise: { answer_on: '2026-05-08' } })
  expect(track.phases).toMatchObject([
    { title: 'Uw advies', time: 'now' },
    { title: 'Het plan', time: 'later' },
  ])
  expect(track).toMatchObject({ answers: [], notices: [], wantsNotices: false })
  const loose = await say({ kind: 'question', body: 'Waar is de wc?' })
  expect((await getTrack(loose)).dossier).toBeUndefined()
  expect(await readTrack(database().db, newId(), '2026-03-02')).toBeUndefined()
})

test('outcomes are counted per verdict, filtered and read in pages that neither skip nor repeat', async () => {
  const dossier = await open('Hoe wordt de straat veiliger?')
  const no: ResponseText = {
    verdict: 'not_adopted',
    reason: 'not_ours',
    action: 'Dat is aan het OM.',
    why: 'Daarom.',
    unitId: author.unitId,
  }
  for (let n = 0; n < 7; n++) {
    const inputId = await say({ dossierId: dossier.id, body: `Flitspaal ${n}.` })
    await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] }, n % 2 ? adopted() : no)
  }
  const secret = await say({
    dossierId: dossier.id,
    kind: 'question',
    body: 'Mijn buurman rijdt te hard.',
    isPublic: false,
  })
  await respond(dossier.id, { kind: 'inputs', inputIds: [secret] }, no)
  const { db } = database()
  const counts = await countOutcomes(db, { dossierId: dossier.id })
  expect(counts).toMatchObject({
    byVerdict: {
      adopted: { responses: 3, inputs: 3 },
      not_adopted: { responses: 4, inputs: 4 },
      partly: { responses: 0, inputs: 0 },
    },
    hidden: 1,
  })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listOutcomes(
      db,
      { dossierId: dossier.id, verdicts: ['not_adopted'] },
      { after, size: 3 },
    )
    seen.push(...page.rows.map((row) => row.quotes.map((quote) => quote.body).join()))
    after = page.next
  } while (after)
  expect(seen).toEqual(['Flitspaal 6.', 'Flitspaal 4.', 'Flitspaal 2.', 'Flitspaal 0.'])
})

test('of a changed response only the newest version is an outcome', async () => {
  const dossier = await open('Waar staat de kerstboom?')
  const inputId = await say({ dossierId: dossier.id, body: 'Op het plein.' })
  const first = await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })
  if (first.kind !== 'published') throw new Error(first.kind)
  await change(first.responseId, {
    verdict: 'partly',
    reason: 'space',
    action: 'Een kleine.',
    why: 'Daarom.',
    unitId: author.unitId,
  })
  const { db } = database()
  const { rows } = await listOutcomes(db, { dossierId: dossier.id }, { size: 10 })
  expect(rows).toMatchObject([{ verdict: 'partly', version: 2, inputs: 1 }])
  expect(await countOutcomes(db, { dossierId: dossier.id })).toMatchObject({
    byVerdict: { adopted: { responses: 0 }, partly: { responses: 1 } },
  })
})

test('the desk lists what waits by the day it is due, and a dialogue as one', async () => {
  const dossier = await open('Wat komt er in het buurthuis?')
  const dialogueId = newId()
  const promised = await say({ dossierId: dossier.id, body: 'Een keuken.' })
  const soon = await say({
    dossierId: dossier.id,
    kind: 'question',
    body: 'Wanneer?',
    answerOn: '2026-03-20',
  })
  const alsoSoon = await say({
    dossierId: dossier.id,
    kind: 'call',
    channel: 'phone',
    answerOn: '2026-03-20',
  })
  const statement = await say({ dossierId: dossier.id, dialogueId, body: 'Een podium.' })
  for (let n = 0; n < 3; n++) await say({ dossierId: dossier.id, dialogueId, kind: 'votes', isPublic: false })
  const answered = await say({ dossierId: dossier.id, body: 'Een bar.' })
  await inTransaction((tx) => markInputsAnswered(tx, [answered], later()))

  const { db } = database()
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listWaitingInputs(db, dossier.id, { after, size: 2 })
    seen.push(...page.rows.map((row) => row.id))
    after = page.next
  } while (after)
  expect(seen).toEqual([soon, alsoSoon, promised, statement])
  expect(await listWaitingDialogues(db, dossier.id)).toEqual([
    { dialogueId, question: null, language: null, votes: 3, others: 1, responseId: null },
  ])
  const queues = await listResponseQueues(db)
  expect(queues.find((queue) => queue.dossierId === dossier.id)).toMatchObject({
    unanswered: { inputs: 4, dialogues: 1 },
    dueOn: '2026-03-20',
  })
  await respond(dossier.id, { kind: 'dialogue', dialogueId })
  expect(await listWaitingDialogues(db, dossier.id)).toEqual([])
  expect((await listResponses(db, dossier.id, { size: 10 })).rows).toMatchObject([
    { inputs: 1, voters: 3, version: 1 },
  ])
})
