import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import {
  closeDialogue,
  moderateStatement,
  proposeStatement,
  requestRemoval,
  settleRemoval,
} from '#domains/deliberate'
import { publishResponse } from '#domains/followup'
import { registerInput } from '#domains/register'
import { translate } from '#domains/translation'
import {
  hire,
  makeDraftDialogue,
  makeOpenDialogue,
  makeOpenDossier,
  now,
  type OpenDialogue,
  today,
} from '#stories'
import { useTestSite } from '#web/testing'

const site = useTestSite()
let room: OpenDialogue

beforeAll(async () => {
  const { db } = site()
  const dossier = await makeOpenDossier(db, {
    question: 'Waar komt de speeltuin?',
    summary: 'In het Wilhelminapark is plek voor klimtoestellen.',
  })
  room = await makeOpenDialogue(db, { dossier, question: 'Wat wilt u met de vijver?', moderation: 'light' })
})

/** What was read a moment ago is not kept for it: here things change without a form. */
async function search(typed: string, more = '', locale = 'nl'): Promise<string> {
  site().services.moments.end()
  const response = await site().get(`/${locale}/search?q=${encodeURIComponent(typed)}${more}`)
  expect(response.status).toBe(200)
  const html = await response.text()
  return html.slice(html.indexOf('<main'), html.indexOf('</main>'))
}

const isFound = async (typed: string) => !(await search(typed)).includes('Wij vonden niets')

async function propose(room: OpenDialogue, text: string) {
  const proposal = {
    dialogueId: room.id,
    pseudonym: room.newPerson(),
    text,
    language: 'nl',
    channel: 'web',
    now,
    today,
  } as const
  const proposed = await site()
    .db.transaction()
    .execute((tx) => proposeStatement(tx, proposal))
  if (!('inputId' in proposed)) throw new Error(proposed.kind)
  return proposed
}

test('subjects, dialogues and statements are found by their words in any form, with these marked', async () => {
  const dossier = await search('speeltuinen klimtoestel')
  expect(dossier).toContain('Waar komt de <mark>speeltuin</mark>?')
  expect(dossier).toContain('plek voor <mark>klimtoestellen</mark>')
  const dialogue = await search('vijvers ')
  expect(dialogue).toContain('Wat wilt u met de <mark>vijver</mark>?')
  expect(dialogue).toContain('Bij: <span dir="auto">Waar komt de speeltuin?</span>')
  await propose(room, 'De eenden verdienen een eiland.')
  const statement = await search('eend')
  expect(statement).toContain('De <mark>eenden</mark> verdienen een eiland.')
  expect(statement).toMatch(/href="\/nl\/dialogues\/wat-wilt-u-met-de-vijver\?statement=\d+"/)
})

test('what was answered is found where everybody may read it, and nowhere else', async () => {
  const { db } = site()
  const { by } = room
  const dossierId = room.dossierId
  const say = async (isPublic: boolean) => {
    const input = isPublic ? ({ isPublic: true, receivedOn: today } as const) : {}
    const said = await db.transaction().execute((tx) =>
      registerInput(tx, {
        kind: 'paper',
        channel: 'paper',
        dossierId,
        body: 'Een brief.',
        language: 'nl',
        receivedAt: now,
        ...input,
      }),
    )
    if (!('inputId' in said)) throw new Error(said.kind)
    return said.inputId
  }
  for (const [isPublic, action] of [
    [true, 'Wij zetten er een pergola.'],
    [false, 'Uw kersenboom mag blijven.'],
  ] as const) {
    const target = { kind: 'inputs' as const, inputIds: [await say(isPublic)] }
    const text = { verdict: 'adopted', action, why: 'Dat vroeg u.' } as const
    const unit = await db.selectFrom('unit').select('id').executeTakeFirstOrThrow()
    const published = await db
      .transaction()
      .execute((tx) =>
        publishResponse(
          tx,
          { dossierId, target, text: { ...text, reason: null, unitId: unit.id } },
          { by, now, today },
        ),
      )
    expect(published.kind).toBe('published')
  }
  const html = await search('pergola')
  expect(html).toContain('Wij zetten er een <mark>pergola</mark>.')
  expect(html).toContain('Overgenomen')
  expect(await isFound('kersenboom')).toBe(false)
})

test('nothing is found that is a draft, waits, was refused or removed, and a question to us never is', async () => {
  const { db } = site()
  const strict = await makeOpenDialogue(db, {
    dossier: { id: room.dossierId, by: room.by },
    question: 'Wat mag er op de dijk?',
    moderation: 'strict',
  })
  await makeDraftDialogue(db, {
    dossier: { id: room.dossierId, by: room.by },
    question: 'Komt er een zeppelin?',
  })
  expect(await isFound('zeppelin')).toBe(false)
  expect(await isFound('dijk')).toBe(true)
  const { number } = await propose(strict, 'Er komen kamelen.').then(() =>
    db
      .selectFrom('statement')
      .select('number')
      .where('text', '=', 'Er komen kamelen.')
      .executeTakeFirstOrThrow(),
  )
  expect(await isFound('kamelen')).toBe(false)
  const key = { dialogueId: strict.id, number }
  const publish = { kind: 'publish' } as const
  await db.transaction().execute((tx) => moderateStatement(tx, key, publish, { by: room.by, now, today }))
  expect(await isFound('kamelen')).toBe(true)
  const reason = { reason: 'off_topic', explanation: 'Hier gaat het niet over.' } as const
  const second = await hire(db, { name: 'Tweede', email: 'tweede@voorbeeld.example', role: 'policy_maker' })
  await db.transaction().execute((tx) => requestRemoval(tx, key, reason, { by: room.by, now, today }))
  await db.transaction().execute((tx) => settleRemoval(tx, key, 'confirmed', { by: second.by, now, today }))
  expect(await isFound('kamelen')).toBe(false)
  await site().post('/nl/tell-us', { body: 'Mijn flamingo is ziek', once: 'x' })
  expect(await isFound('flamingo')).toBe(false)
})

test('statements are hidden as long as results are, and the draft of a dossier hides all that is in it', async () => {
  const { db } = site()
  const late = await makeOpenDialogue(db, {
    dossier: { id: room.dossierId, by: room.by },
    question: 'Wat doen wij later?',
    results: 'after-closing',
    moderation: 'light',
  })
  await propose(late, 'Een nijlpaard bij de haven.')
  expect(await isFound('nijlpaard')).toBe(false)
  await db.transaction().execute((tx) => closeDialogue(tx, late.id, now))
  expect(await search('nijlpaard')).toContain('/nl/dialogues/wat-doen-wij-later/results#s')
  await sql`update dossier set state = 'draft', opened_at = null where id = ${room.dossierId}`.execute(db)
  for (const typed of ['nijlpaard', 'speeltuin', 'vijver', 'dijk'])
    expect(await isFound(typed), typed).toBe(false)
  await sql`update dossier set state = 'open', opened_at = now() where id = ${room.dossierId}`.execute(db)
})

test('what was translated is found in either language, and read in that of the page', async () => {
  const { db } = site()
  const texts = [
    { original: 'Waar komt de speeltuin?', text: 'Where will the playground be?', byMachine: false },
    {
      original: 'In het Wilhelminapark is plek voor klimtoestellen.',
      text: 'There is room for climbing frames.',
      byMachine: false,
    },
  ]
  await db
    .transaction()
    .execute((tx) => translate(tx, { ownerId: room.dossierId, language: 'en', texts, by: room.by, now }))
  expect(await search('playgrounds', '', 'en')).toContain('Where will the <mark>playground</mark> be?')
  expect(await search('speeltuin', '', 'en')).toContain('Where will the playground be?')
  const old = [{ original: 'Wat er vroeger stond', text: 'Forgotten words', byMachine: false }]
  await db
    .transaction()
    .execute((tx) => translate(tx, { ownerId: room.dossierId, language: 'en', texts: old, by: room.by, now }))
  expect(await isFound('forgotten')).toBe(false)
})

test('where nothing is found a near spelling is offered that finds something, and never from what is not public', async () => {
  expect(await search('speltuin')).toContain('Bedoelde u <a href="/nl/search?q=speeltuin">speeltuin</a>?')
  expect(await search('flamigno')).not.toContain('Bedoelde u')
  expect(await search('kersenbom')).not.toContain('kersenboom')
})

test('of one kind it goes on in pages, and no page says how much there is', async () => {
  for (let n = 0; n < 23; n++) await propose(room, `Zwaan nummer ${n} krijgt een nest.`)
  const all = await search('zwanen ')
  const some = all.match(/href="[^"]*\?statement=\d+"/g) ?? []
  expect(some).toHaveLength(5)
  const seen = new Set<string>()
  let more = '&in=statements'
  for (let page = 0; page < 2; page++) {
    const html = await search('zwanen ', more)
    for (const [link] of html.matchAll(/href="[^"]*\?statement=\d+"/g)) seen.add(link)
    more = `&in=statements&after=${/after=([\w-]+)/.exec(html)?.[1]}`
  }
  expect(seen.size).toBe(23)
  expect(all.replaceAll(/<[^>]*>/g, ' ')).not.toMatch(/\b23\b/)
})

test('whatever somebody types, there is a page, that no search engine keeps', async () => {
  for (const typed of [
    "' | a",
    ':*',
    '<script>alert(1)</script>',
    '\0',
    '%00',
    '漢字',
    'مدرسة',
    '🚲',
    '-x',
    '"',
    'x'.repeat(10_000),
  ])
    expect(await search(typed), typed).not.toContain('<script>alert')
  expect((await site().get('/nl/search?q=%ff&in=nonsense&after=%00')).status).toBe(200)
  const [empty, found] = await Promise.all(
    ['/nl/search', '/nl/search?q=speeltuin'].map(async (path) => (await site().get(path)).text()),
  )
  expect(empty).not.toContain('name="robots"')
  expect(found).toContain('<meta name="robots" content="noindex"/>')
  expect(empty).toMatch(/<a class="wk-header__search" href="\/nl\/search" aria-current="page">/)
  const asked = await site().get('/nl/zoeken?q=brug')
  expect([asked.status, asked.headers.get('location')]).toEqual([301, '/nl/search?q=brug'])
})

test('one visitor who asks too much has to wait, and nobody else', async () => {
  const ask = (address: string) => site().get('/nl/search?q=speeltuin', { address })
  for (let n = 0; n < 120; n++) await ask('2001:db8:1::1')
  expect((await ask('2001:db8:1::1')).status).toBe(429)
  expect((await site().get('/nl/search', { address: '2001:db8:1::1' })).status).toBe(200)
  expect((await ask('2001:db8:2::1')).status).toBe(200)
})
