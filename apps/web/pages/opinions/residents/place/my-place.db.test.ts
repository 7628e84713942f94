import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { layOut, loadRows, makePlacer, packPlacer, toVoteMatrix } from '#cores/opinion'
import { excludeParticipants } from '#domains/deliberate'
import { tellAnswers } from '#domains/deliberate/testing'
import type { OpinionMap } from '#domains/opinions'
import type { DialogueStory } from '#stories'
import { makeOpenDialogue, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

const words = Array.from({ length: 12 }, (_, at) => `Op het plein komt idee nummer ${at + 1} er ook.`)

/** An open dialogue with these statements; returns its address. */
async function openDialogueOf(
  seeds: string[],
  moderation: DialogueStory['moderation'] = 'light',
): Promise<string> {
  const { page } = await makeOpenDialogue(site(), { seeds, moderation })
  return page
}

const text = async (path: string, visitor: Visitor = {}) => (await site().get(path, visitor)).text()

async function vote(page: string, votes: Record<string, string>, visitor: Visitor = {}): Promise<Visitor> {
  let { cookie } = visitor
  for (const [statement, choice] of Object.entries(votes)) {
    const response = await site().post(`${page}/vote`, { statement, choice }, cookie ? { cookie } : {})
    cookie ??= response.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  return cookie ? { cookie } : {}
}

const firstOf = (count: number, choice: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [String(at + 1), choice]))

/** Two sorts of people, 30 each: those who agree with the first six statements disagree with the last six, or the reverse. */
function makePlacerOfTwoSorts() {
  const rows = Array.from({ length: 60 }, (_, participant) =>
    words.map((_, at) => ({
      participant,
      statement: at + 1,
      vote: (participant < 30 ? 1 : -1) * (at < 6 ? 1 : -1) * ((participant + at) % 9 === 0 ? -1 : 1),
    })),
  )
  return makePlacer(layOut(toVoteMatrix(loadRows(rows.flat()))).model)
}

const share = (group: number, share: number) => ({
  group,
  share,
  low: share - 0.1,
  high: share + 0.05,
  n: 30,
})

function mapOf(change: Partial<OpinionMap> = {}): OpinionMap {
  return {
    format: 3,
    participants: 60,
    statements: 12,
    votes: 720,
    axes: {
      explained: [{ variance: 0.6, shuffledP95: 0.2 }],
      described: [true, false],
      poles: [
        { axis: 0, end: 'low', statements: [7] },
        { axis: 0, end: 'high', statements: [1, 2] },
      ],
    },
    groups: {
      areReal: true,
      reason: null,
      list: [
        { id: 0, letter: 'A', size: 30 },
        { id: 1, letter: 'B', size: 30 },
      ],
    },
    cells: [
      { x: -3, y: 0, people: 25 },
      { x: 3, y: 0, people: 28 },
    ],
    cellRadius: 0.5,
    hiddenPeople: 7,
    hulls: [
      {
        group: 0,
        points: [
          [-4, -1],
          [-2, -1],
          [-2, 1],
          [-4, 1],
        ],
      },
      {
        group: 1,
        points: [
          [2, -1],
          [4, -1],
          [4, 1],
          [2, 1],
        ],
      },
    ],
    radius: 4,
    commonGround: [
      { statement: 12, lower: 0.7, groups: [share(0, 0.8), share(1, 0.9)] },
      { statement: 1, lower: 0.05, groups: [share(0, 0.15), share(1, 0.9)] },
    ],
    differences: [{ statement: 1, by: 'group', of: 1, effect: 1.5, q: 0.001 }],
    priorities: [],
    bridging: [],
    suspects: null,
    suspectsReason: 'no times',
    evidence: null,
    ...change,
  }
}

/** Stores a map as the worker would. */
async function storeMap(page: string, map: OpinionMap): Promise<void> {
  const { db, now } = site()
  const slug = page.split('/').at(-1) ?? ''
  const { id } = await db
    .selectFrom('dialogue')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('opinion_snapshot')
    .values({
      dialogue_id: id,
      version: 1,
      made_at: now,
      cluster: 'here',
      through_transaction: '1',
      ...{ format: 3, is_final: false, members: Buffer.alloc(0), left_out: [], turns: [] },
      map: sql`${JSON.stringify(map)}::text::jsonb`,
      is_settled: true,
      placer: Buffer.from(packPlacer(makePlacerOfTwoSorts())),
    })
    .execute()
}

test('before there is enough, the page says what is still needed, and of the others only that they are', async () => {
  const page = await openDialogueOf(words)
  const response = await site().get(`${page}/my-place`)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.text()).toContain('Nog 7 antwoorden van u, en genoeg mensen die meedoen.')
  const visitor = await vote(page, firstOf(3, 'agree'))
  const html = await text(`${page}/my-place`, visitor)
  expect(html).toContain('U gaf 3 antwoorden.')
  expect(html).toContain('Nog 4 antwoorden van u, en genoeg mensen die meedoen.')
  expect(html).not.toContain('<svg class="wk-map')
  await vote(page, firstOf(7, 'agree'), visitor)
  expect(await text(`${page}/my-place`, visitor)).toContain(
    'Zodra genoeg mensen meededen, tekenen wij de kaart.',
  )
})

test('what most people of each group think is said to be the reader’s too where they agreed, and else not', async () => {
  const page = await openDialogueOf(words)
  await storeMap(page, mapOf())
  const others = 'De meeste mensen in elke groep vinden: <span dir="auto">‘Op het plein komt idee nummer 12'
  const visitor = await vote(page, firstOf(9, 'agree'))
  const head = async () =>
    (await text(`${page}/my-place`, visitor)).replaceAll(/vinden: ‘<span([^>]*)>/g, 'vinden: <span$1>‘')
  expect(await head()).toContain(others)
  await vote(page, { 12: 'disagree' }, visitor)
  expect(await head()).toContain(others)
  await vote(page, { 12: 'agree' }, visitor)
  expect(await head()).toContain(`U en d${others.slice(1)}`)
})

test('who answered enough sees their place, how sure it is, and what others think', async () => {
  const page = await openDialogueOf(words)
  await storeMap(page, mapOf())
  expect(await text(`${page}/my-place`)).toContain('Na nog 7 antwoorden van u ziet u uw plek op de kaart.')
  const visitor = await vote(page, firstOf(9, 'agree'))
  const html = await text(`${page}/my-place`, visitor)
  expect(html).toMatch(
    /role="group" aria-label="Meningenkaart van minstens 60 mensen\. Groep A, minstens 30 mensen, staat links\./,
  )
  expect(html).toContain('Wij hebben 9 antwoorden van u. U staat ergens in de kring.')
  expect(html).not.toMatch(/kans|95 %/)
  expect(html.indexOf('<h1')).toBeLessThan(html.indexOf('<svg class="wk-map'))
  expect(html).toContain('<a href="#group-b" aria-label="Wat groep B vindt"')
  expect(html).toMatch(
    /id="group-b".+Groep B is het vaker eens met.+idee nummer 1 er ook.+B 90 % eens · A 15 % eens/s,
  )
  expect(html).toContain('7 mensen staan op rustige plekken')
  expect(html).toContain('Deze kaart is van 2 maart 2026.')
  expect(html.indexOf('Samen eens</h2>')).toBeLessThan(html.indexOf('Waar mensen verschillen</h2>'))
  expect(html).toContain(
    'Groep A: 80 procent eens, tussen 70 en 85. Groep B: 90 procent eens, tussen 80 en 95.',
  )
  expect(html).toContain('15 % (5–20, n ≈ 30)')
  expect(html).not.toContain('Het zijn')
  const english = await text(`${page.replace('/nl/', '/en/')}/my-place`, visitor)
  expect(english).toContain('You are somewhere inside the circle.')
})

test('groups that are not real are not drawn: opinions run gradually', async () => {
  const page = await openDialogueOf(words)
  const evidence = {
    version: 1,
    participants: 60,
    votes: 720,
    shuffledP95: [0.2],
    describedAxes: 0,
    groups: {
      k: 2,
      areReal: false,
      reason: 'not beyond a continuum',
      silhouette: 0.3,
      continuumP95: 0.4,
      margin: 0.05,
      medianAri: 0.5,
      chosenK: { 2: 60, 3: 40 },
      bootstraps: 100,
    },
    bridging: [],
    suspects: { kind: 'unknown', reason: 'no times' },
  } satisfies OpinionMap['evidence']
  const groups = { areReal: false, reason: 'not beyond a continuum', list: [] }
  await storeMap(
    page,
    mapOf({ groups, evidence, axes: { explained: [], described: [false, false], poles: [] } }),
  )
  const html = await text(`${page}/my-place`)
  expect(html).toContain('Er zijn geen duidelijke groepen: meningen lopen geleidelijk in elkaar over.')
  expect(html).not.toContain('class="hull')
  expect(html).not.toContain('class="axis" x1="4"')
  expect(html).toContain('De antwoorden wijzen nog geen duidelijke kant op.')
})

test('counts beside a map that leaves people out say that these are in them', async () => {
  const page = await openDialogueOf(words)
  for (let voter = 1; voter <= 10; voter++) await vote(page, { 1: 'agree' })
  const axes = {
    explained: [{ variance: 0.6, shuffledP95: 0.2 }],
    described: [true, false],
    poles: [],
  }
  const groups = { areReal: false, reason: 'not beyond a continuum', list: [] }
  await storeMap(
    page,
    mapOf({ axes, groups, differences: [{ statement: 1, by: 'axis', of: 0, effect: 1, q: 0 }] }),
  )
  const note = 'zitten ook de antwoorden van mensen die wij buiten de kaart laten'
  expect(await text(`${page}/my-place`)).not.toContain(note)
  const { db, now } = site()
  const { id: dialogueId } = await db
    .selectFrom('dialogue')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const staff = await site().signInAs('policy_maker')
  const exclusion = { dialogueId, participants: [1], isExcluded: true, reason: 'Tien keer hetzelfde.' }
  await db.transaction().execute((tx) => excludeParticipants(tx, exclusion, { by: staff.accountId, now }))
  expect(await text(`${page}/my-place`)).toContain(note)
})

test('of more that people share than is shown, the page says how many there are', async () => {
  const page = await openDialogueOf(words)
  const commonGround = words.map((_, at) => ({
    statement: at + 1,
    lower: at < 10 ? 0.9 - at / 100 : 0.4,
    groups: [share(0, 0.95)],
  }))
  await storeMap(page, mapOf({ commonGround }))
  expect(await text(`${page}/my-place`)).toContain(
    'Het zijn 10 stellingen. Hier staan de 8 waarover wij het meest zeker zijn.',
  )
})

test('who has no place when a dialogue closes, is not asked for more answers', async () => {
  const page = await openDialogueOf(words)
  await storeMap(page, mapOf())
  const staff = await site().signInAs('policy_maker')
  await site().post(`${page.replace('/nl/', '/nl/desk/')}/close`, {}, staff)
  const html = await text(`${page}/my-place`)
  expect(html).toContain('U hebt geen plek op deze kaart.')
  expect(html).not.toContain('Nog 7 antwoorden')
  expect(html).not.toContain('wk-opinion-map')
})

test('who has a place when a dialogue closes, is told nothing of answers still to come', async () => {
  const page = await openDialogueOf(words)
  await storeMap(page, mapOf())
  const visitor = await vote(page, firstOf(9, 'agree'))
  const open = await text(`${page}/my-place`, visitor)
  for (const words of ['Hoe vaker u stemt', 'Nieuwere antwoorden']) expect(open).toContain(words)
  const slug = page.split('/').at(-1) ?? ''
  await site().db.updateTable('dialogue').set({ state: 'closed' }).where('slug', '=', slug).execute()
  const closed = await text(`${page}/my-place`, visitor)
  expect(closed).toContain('U staat ergens in de kring.')
  for (const words of ['Hoe vaker u stemt', 'Stem verder', 'Nieuwere antwoorden'])
    expect(closed).not.toContain(words)
})

test('who answered every statement is not asked to answer more, but may write one', async () => {
  const page = await openDialogueOf(words)
  await storeMap(page, mapOf())
  const visitor = await vote(page, firstOf(words.length, 'agree'))
  const html = await text(`${page}/my-place`, visitor)
  expect(html).toContain('U staat ergens in de kring.')
  for (const words of ['Hoe vaker u stemt', 'Stem verder']) expect(html).not.toContain(words)
  expect(html).toContain(`href="${page}/statements/new"`)
})

test('after five answers comes their result and the way to five more', async () => {
  const page = await openDialogueOf(words)
  const visitor = await vote(page, firstOf(5, 'agree'))
  const pause = await text(`${page}?after=5`, visitor)
  expect(pause).toContain('U gaf 5 antwoorden. Dank u wel.')
  expect(pause).toContain('Nog vijf?')
  expect(pause.match(/Verander uw antwoord/g)).toHaveLength(5)
  expect(pause).toContain('Nog 2 antwoorden van u, en genoeg mensen die meedoen.')
  const next = await text(page, visitor)
  expect(next).not.toContain('U gaf 5 antwoorden')
  expect(next).toContain('wk-choices')
})

test('a pass may say why, and a reason stands with the result once ten who are told gave it', async () => {
  const { id, page } = await makeOpenDialogue(site(), { seeds: words })
  const visitor = await vote(page, { 1: 'pass' })
  expect(await text(`${page}?after=1`, visitor)).toContain('Waarom weet u het niet?')
  const reason = { statement: '1', choice: 'pass', passReason: 'unclear' }
  await site().post(`${page}/vote`, reason, visitor)
  expect(await text(`${page}?after=1`, visitor)).toContain('U zei waarom: de stelling is onduidelijk.')
  const others = async (people: number, choice: 'pass' | 'agree') => {
    for (let person = 0; person < people; person++) await site().post(`${page}/vote`, { ...reason, choice })
  }
  for (const [people, choice] of [
    [8, 'pass'],
    [1, 'agree'],
    [1, 'pass'],
    [9, 'agree'],
  ] as const)
    await others(people, choice)
  await tellAnswers(site().db, id)
  const nine = await text(`${page}/results`)
  expect(nine).toContain('10 % eens, 90 % weet het niet, 0 % oneens (10 mensen)')
  expect(nine).not.toContain('Van wie het niet weet')
  await others(10, 'agree')
  await tellAnswers(site().db, id)
  await expect
    .poll(() => text(`${page}/results`))
    .toContain('Van de mensen die het niet weten: 10 vinden de stelling onduidelijk.')
})

test('who proposes what is nearly there, is offered that first, and can send it all the same', async () => {
  const page = await openDialogueOf([
    'Er moeten meer bomen op het plein komen.',
    'De markt blijft op zaterdag.',
  ])
  const send = async (form: Record<string, string>) => {
    const response = await site().post(`${page}/statements/new`, form)
    return { status: response.status, html: await response.text() }
  }
  const alike = { text: 'Ik wil meer bomen op het plein.' }
  const offered = await send(alike)
  expect(offered.status).toBe(422)
  expect(offered.html).toContain('Bedoelt u misschien dit?')
  expect(offered.html).toMatch(/\?statement=1"[^>]*>Er moeten meer bomen/)
  expect((await send({ ...alike, anyway: 'yes' })).html).toContain('Uw stelling staat erbij')
  const two = await send({ text: 'Er komt een fontein. Die wordt heel groot.' })
  expect(two.html).toContain('Staat er meer dan één idee in uw stelling?')
  expect((await send({ text: 'Honden mogen overal los in het park.' })).html).toContain(
    'Uw stelling staat erbij',
  )
})
