import { expect, test } from 'vitest'
import { listWhatSomebodyMay, type Role } from '#domains/people'
import { makeOpenDossier } from '#stories'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
type Form = Record<string, string>

/** The page that answers, whichever it is. */
async function read(path: string, visitor: Visitor): Promise<string> {
  return (await site().get(path, visitor)).text()
}

/** Where a form leads to, or the page of it that comes back. */
async function send(path: string, form: Form, visitor: Visitor): Promise<string> {
  const answer = await site().post(path, form, visitor)
  return answer.headers.get('location') ?? `${answer.status} ${await answer.text()}`
}

/** The address of the page of what a list calls so. */
function linkTo(page: string, name: string): string {
  return new RegExp(`href="([^"]+)"[^>]*>${name}<`).exec(page)?.[1] ?? ''
}

const idOf = (path: string) => path.split('/').at(-1) ?? ''
const staffAs = async (role: Role, name: string) => site().signInAs(role, name)

test('an administrator grows the tree of units, moves and renames in it, and closes what is empty', async () => {
  const boss = await staffAs('administrator', 'Noor')
  const units = '/nl/desk/units'
  expect(await send(units, { name: 'Samenleving', parentId: '' }, boss)).toContain('told=opened')
  const above = linkTo(await read(units, boss), 'Samenleving')
  await send(units, { name: 'Wonen', parentId: idOf(above) }, boss)
  const below = linkTo(await read(units, boss), 'Wonen')
  expect(await send(units, { name: 'Wonen', parentId: '' }, boss)).toMatch(
    /^422 .*Er is al een team met deze naam.*value="Wonen"/s,
  )
  expect(await send(above, { name: 'Samenleving', parentId: idOf(below) }, boss)).toMatch(
    /^422 .*kan niet in zichzelf liggen/s,
  )
  expect(await read(above, boss)).toContain('Teams: Wonen. Sluit of verplaats ze eerst.')
  expect(await send(`${above}/close`, {}, boss)).toContain('told=in-use')
  expect(await send(below, { name: 'Woningen', parentId: '' }, boss)).toContain('told=changed')
  expect(await send(`${above}/close`, {}, boss)).toContain('told=closed-now')
  const page = await read(units, boss)
  expect(page).toContain('Samenleving, gesloten op 2 maart 2026')
  expect(linkTo(page, 'Samenleving')).toBe('')
  expect((await site().get(above, boss)).headers.get('location')).toContain('told=not-found')
})

test('a unit that still has to answer is closed once another takes over, and one with a dossier is not', async () => {
  const boss = await staffAs('administrator', 'Noor')
  const units = '/nl/desk/units'
  for (const name of ['Oude haven', 'Nieuwe haven', 'Waterkant'])
    await send(units, { name, parentId: '' }, boss)
  const tree = await read(units, boss)
  const [old, heir, kept] = ['Oude haven', 'Nieuwe haven', 'Waterkant'].map((name) => linkTo(tree, name))
  const { db } = site().services
  await site().post('/nl/tell-us', { body: 'Wanneer gaat de brug open?' })
  await db
    .updateTable('conversation')
    .set({ unit_id: idOf(old ?? '') })
    .execute()
  await makeOpenDossier(db, {
    question: 'Waar komt de steiger?',
    unitId: idOf(kept ?? ''),
    by: boss.accountId,
  })
  expect(await read(old ?? '', boss)).toContain('Er is nog 1 gesprek waarop dit team moet antwoorden.')
  expect(await send(`${old}/close`, { to: idOf(old ?? '') }, boss)).toContain('told=no-heir')
  expect(await send(`${old}/close`, { to: idOf(heir ?? '') }, boss)).toContain('told=closed-now')
  const moved = await db.selectFrom('conversation').select('unit_id').execute()
  expect(moved.map((one) => one.unit_id)).toEqual([idOf(heir ?? '')])
  expect(await read(kept ?? '', boss)).toMatch(
    /Een dossier dat nog loopt. Rond het eerst af:\s*<a[^>]*>Waar komt de steiger\?/,
  )
  expect(await send(`${kept}/close`, { to: '' }, boss)).toContain('told=in-use')
})

test('an administrator adds subjects, revises and replaces them; what came meanwhile is not overwritten', async () => {
  const boss = await staffAs('administrator', 'Noor')
  const subjects = '/nl/desk/subjects'
  const words = { otherName: '', parentId: '', unitId: '' }
  for (const name of ['Afval', 'Grofvuil'])
    expect(await send(subjects, { ...words, name }, boss)).toContain('told=added')
  const [waste, bulky] = ['Afval', 'Grofvuil'].map(async (name) => linkTo(await read(subjects, boss), name))
  const page = (await waste) ?? ''
  expect(await send(page, { ...words, name: 'Huisvuil', otherName: 'Waste', seen: '1' }, boss)).toContain(
    'told=revised',
  )
  expect(await send(page, { ...words, name: 'Vuilnis', seen: '1' }, boss)).toMatch(
    /^422 .*Iemand anders veranderde deze rubriek intussen.*value="Vuilnis"/s,
  )
  expect(await read('/en/desk/subjects', boss)).toContain('>Waste<')
  expect(await send(`${page}/replace`, { successorId: '' }, boss)).toMatch(/^422 .*nog niet is vervangen/s)
  expect(await send(`${await bulky}/replace`, { successorId: idOf(page) }, boss)).toContain(
    'told=replaced-now',
  )
  expect(await read(subjects, boss)).toContain('Grofvuil, nu Huisvuil')
})

const mandate = {
  ...{ act: 'send', holder: 'responder', unitId: '', subjectId: '', channel: '', approval: 'colleague' },
  ...{ fromOn: '2026-03-02', toOn: '', decision: 'Mandaatbesluit 2026, artikel 4' },
}

test('a mandate is given, stands in the list and in what a colleague may do, and is ended', async () => {
  const boss = await staffAs('administrator', 'Noor')
  const els = await staffAs('responder', 'Els Jansen')
  const page = `/nl/desk/staff/${els.accountId}`
  expect(await read(page, boss)).toContain('Els Jansen mag antwoorden zelf versturen.')
  const given = await send('/nl/desk/mandates/new', { ...mandate, holder: els.accountId }, boss)
  expect(given).toContain('told=given')
  const list = await read('/nl/desk/mandates', boss)
  expect(list).toContain('Mandaatbesluit 2026, artikel 4')
  expect(list).toContain('Klantcontact, in welk team ook')
  expect(await read(page, boss)).toContain('Els Jansen mag antwoorden versturen na akkoord van een collega.')
  const end = /href="([^"]+\/end)"[^>]*>Stop<span class="wk-hidden"> Els Jansen/.exec(list)?.[1] ?? ''
  expect(await send(end, { when: '', lastDay: '' }, boss)).toMatch(/^422 .*Kies wanneer het stopt/s)
  expect(await send(end, { when: 'after', lastDay: '' }, boss)).toMatch(/^422 .*Vul de laatste dag in/s)
  expect(await send(end, { when: 'after', lastDay: '2026-03-01' }, boss)).toMatch(/^422 .*al voorbij/s)
  expect(await send(end, { when: 'now', lastDay: '' }, boss)).toContain('told=ended')
  expect(await send(end, { when: 'now', lastDay: '' }, boss)).toContain('told=not-found')
  expect(await read('/nl/desk/mandates?show=over', boss)).toContain('Gestopt op 2 maart')
  expect(await read(page, boss)).toContain('Els Jansen mag antwoorden zelf versturen.')
})

test('a form for a mandate that cannot be comes back filled, with what would be right', async () => {
  const boss = await staffAs('administrator', 'Noor')
  const wrong = await send(
    '/nl/desk/mandates/new',
    { ...mandate, act: 'publish', decision: '', toOn: '2026-02-01' },
    boss,
  )
  expect(wrong).toMatch(/^422 /)
  for (const sentence of ['Vul in op welk besluit', 'Er zijn 3 dingen niet goed ingevuld'])
    expect(wrong).toContain(sentence)
  const late = await send('/nl/desk/mandates/new', { ...mandate, act: 'publish', toOn: '2026-02-01' }, boss)
  expect(late).toContain('Akkoord kan alleen bij het versturen van antwoorden.')
  expect(late).toContain('De laatste dag ligt vóór de eerste.')
  expect(late).toContain('value="Mandaatbesluit 2026, artikel 4"')
  const gone = await send('/nl/desk/mandates/new', { ...mandate, subjectId: crypto.randomUUID() }, boss)
  expect(gone).toContain('Deze rubriek is vervangen.')
})

test('a colleague gets a second role, which stops by itself or is ended; the last administrator stays one', async () => {
  const boss = await staffAs('administrator', 'Noor')
  const els = await staffAs('responder', 'Els Visser')
  const unitId = await site().addUnit('Team Groen')
  const page = `/nl/desk/staff/${els.accountId}`
  const role = { role: 'policy_maker', unitId, fromOn: '2026-03-02', toOn: '2026-03-31' }
  expect((await site().get('/nl/desk/responses', els)).status).toBe(403)
  expect(await send(`${page}/roles`, { ...role, unitId: '' }, boss)).toMatch(/^422 .*Kies een team/s)
  expect(await send(`${page}/roles`, role, boss)).toContain('told=given')
  expect((await site().get('/nl/desk/responses', els)).status).toBe(200)
  const shown = await read(page, boss)
  expect(shown).toContain('Tot en met 31 maart 2026')
  const end = /href="([^"]+\/end)"[^>]*>Stop rol<span class="wk-hidden"> Beleidsmaker/.exec(shown)?.[1] ?? ''
  expect(await send(end, { when: 'now', lastDay: '' }, boss)).toContain('told=role-ended')
  expect((await site().get('/nl/desk/responses', els)).status).toBe(403)

  const { db } = site()
  await db
    .updateTable('staff_role')
    .set({ ended_at: site().now })
    .where('role', '=', 'administrator')
    .where('account_id', '!=', boss.accountId)
    .execute()
  const own = await read(`/nl/desk/staff/${boss.accountId}`, boss)
  const last = /href="([^"]+\/end)"[^>]*>Stop rol<span class="wk-hidden"> Beheerder/.exec(own)?.[1] ?? ''
  expect(await send(last, { when: 'after', lastDay: '2026-12-31' }, boss)).toMatch(
    /^422 .*laatste beheerder zonder laatste dag/s,
  )
})

test('somebody says when they are away, and their deputy reads for whom they stand in', async () => {
  const els = await staffAs('policy_maker', 'Els Bos')
  const piet = await staffAs('responder', 'Piet Bos')
  const absence = { fromOn: '2026-03-02', toOn: '2026-03-06', deputyId: piet.accountId }
  expect(await read('/nl/desk/me', piet)).toContain('niet namens de organisatie openbaar antwoorden')
  expect(await send('/nl/desk/me/absence', { ...absence, toOn: '2026-03-01' }, els)).toMatch(
    /^422 .*vóór de eerste/s,
  )
  expect(await send('/nl/desk/me/absence', absence, els)).toContain('told=set')
  expect(await send('/nl/desk/me/absence', absence, els)).toMatch(/^422 .*U bent al afwezig vanaf 2 maart/s)
  const page = await read('/nl/desk/me', piet)
  expect(page).toContain('U vervangt Els Bos, vanaf 2 maart 2026 tot en met 6 maart 2026.')
  expect(page).toContain('Dat is in de plaats van Els Bos, die nu afwezig is.')
  const boss = await staffAs('administrator', 'Noor')
  expect(await read('/nl/desk/units', boss)).toContain('Els Bos (afwezig tot en met 6 maart)')
  const back = /action="([^"]+\/absence\/[^"]+\/end)"/.exec(await read('/nl/desk/me', els))?.[1] ?? ''
  expect(await send(back, {}, piet)).toContain('told=not-found')
  expect(await send(back, {}, els)).toContain('told=absence-ended')
  expect(await read('/nl/desk/me', piet)).not.toContain('U vervangt')
})

test('who holds a mandate by name gives it on from their own page; nobody gives on what is not theirs', async () => {
  const boss = await staffAs('administrator', 'Noor')
  const els = await staffAs('responder', 'Els Smit')
  const piet = await staffAs('responder', 'Piet Smit')
  await send(
    '/nl/desk/mandates/new',
    { ...mandate, act: 'approve', approval: 'none', holder: els.accountId },
    boss,
  )
  const path = linkTo(await read('/nl/desk/me', els), 'Geef door')
  expect((await site().get(path, piet)).headers.get('location')).toContain('told=not-yours')
  const form = { to: piet.accountId, toOn: '', decision: 'Ondermandaat 2026/1' }
  expect(await send(path, form, piet)).toContain('told=not-yours')
  expect(await send(path, { ...form, to: '' }, els)).toMatch(/^422 .*Kies een collega/s)
  expect(await send(path, form, els)).toContain('told=given-on')
  expect(await read('/nl/desk/mandates', boss)).toContain('Piet Smit, in ondermandaat van Els Smit')
  const told = await listWhatSomebodyMay(site().db, piet.accountId, '2026-03-02')
  expect(told.find(({ act }) => act === 'approve')?.mandate?.approval).toBe('none')
  expect(linkTo(await read('/nl/desk/me', piet), 'Geef door')).toBe('')
})

test('who is no administrator reaches none of these pages', async () => {
  const wieke = await staffAs('policy_maker', 'Wieke')
  for (const path of ['units', 'subjects', 'mandates', 'mandates/new', `staff/${wieke.accountId}`])
    expect((await site().get(`/nl/desk/${path}`, wieke)).status, path).toBe(403)
})

test('addresses that were made up, or come from another alphabet, lead back and break nothing', async () => {
  const boss = await staffAs('administrator', 'Noor')
  for (const path of [
    'units/x',
    'subjects/x',
    'mandates/x/end',
    'staff/x',
    'staff/x/roles/x/end',
    'me/mandates/x/give-on',
  ])
    expect((await site().get(`/nl/desk/${path}`, boss)).status, path).toBe(303)
  expect((await site().get('/nl/desk/mandates?after=%00', boss)).status).toBe(200)
  const name = 'وحدة <b>البيئة</b> 環境'
  expect(await send('/nl/desk/units', { name, parentId: '' }, boss)).toContain('told=opened')
  expect(await read('/nl/desk/units', boss)).toContain('وحدة &lt;b&gt;البيئة')
  expect(await send('/nl/desk/units', { name: 'x'.repeat(5000), parentId: '' }, boss)).toMatch(
    /^422 .*te lang/s,
  )
})
