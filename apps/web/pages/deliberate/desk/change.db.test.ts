import { expect, test } from 'vitest'
import { makeOpenDossier } from '#stories'
import { makeOpenDialogue, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
const draft = {
  question: 'Wat moet er op het plein?',
  introduction: '',
  seeds: '',
  moderation: 'strict',
  access: 'everyone',
  results: 'live',
  language: 'nl',
  closesOn: '',
}

async function read(path: string, visitor?: Visitor): Promise<string> {
  return (await site().get(path, visitor)).text()
}

async function makeDraft(change: Partial<typeof draft> = {}) {
  const staff = await site().signInAs('policy_maker')
  const { slug: dossier } = await makeOpenDossier(site().db, { by: staff.accountId })
  const form = `/nl/desk/dossiers/${dossier}/dialogues/new`
  const made = await site().post(form, { ...draft, ...change }, staff)
  return { staff, form, desk: made.headers.get('location') ?? '' }
}

test('a draft is written anew, with its statements, and then opens', async () => {
  const { staff, desk } = await makeDraft()
  const early = await site().post(`${desk}/open`, {}, staff)
  expect(early.headers.get('location')).toBe(`${desk}?told=no-statements`)
  for (const seeds of [
    'Er komen bomen.\r\nEr komen banken.\r\n',
    'Er komen banken.\r\nEr komt een fontein.\r\n',
  ]) {
    const change = { ...draft, question: 'Wat komt er op het plein?', seeds, access: 'mail' }
    const changed = await site().post(`${desk}/change`, change, staff)
    expect(changed.headers.get('location')).toBe(`${desk}?told=changed`)
  }
  const form = await read(`${desk}/change`, staff)
  expect(form).toContain('Er komen banken.\nEr komt een fontein.')
  expect(form).not.toContain('Er komen bomen.')
  expect(form).toMatch(/value="mail" checked/)
  const opened = await site().post(`${desk}/open`, {}, staff)
  expect(opened.headers.get('location')).toBe(`${desk}?told=opened`)
  const page = desk.replace('/desk/', '/')
  expect(await read(page)).toContain('Wat komt er op het plein?')
  expect(await read(`${desk}/statements`, staff)).toMatch(/Er komt een fontein[\s\S]+Nummer 2/)
})

test('a draft in another language gets the rules of that language, where nobody wrote others', async () => {
  const { staff, desk } = await makeDraft({ seeds: 'Er komen bomen.' })
  const english = { ...draft, seeds: 'There will be trees.', language: 'en' }
  await site().post(`${desk}/change`, english, staff)
  expect(await read(`${desk}/rules`, staff)).toContain('Everybody can write a statement.')
  await site().post(`${desk}/rules`, { text: 'Eigen regels.' }, staff)
  await site().post(`${desk}/change`, { ...draft, seeds: 'Er komen bomen.' }, staff)
  expect(await read(`${desk}/rules`, staff)).toContain('Eigen regels.</textarea>')
})

test('who no longer asks for codes loses them: the dialogue is for everybody then', async () => {
  const { staff, desk } = await makeDraft({ access: 'code', seeds: 'Er komen bomen.' })
  await site().post(`${desk}/codes`, { codes: '3' }, staff)
  await site().post(`${desk}/change`, { ...draft, seeds: 'Er komen bomen.' }, staff)
  await site().post(`${desk}/change`, { ...draft, seeds: 'Er komen bomen.', access: 'code' }, staff)
  const opened = await site().post(`${desk}/open`, {}, staff)
  expect(opened.headers.get('location')).toBe(`${desk}?told=no-codes`)
})

test('what is wrong with a draft is said beside its field, and nothing is changed', async () => {
  const { staff, form, desk } = await makeDraft({ seeds: 'Er komen bomen.' })
  const wrong = async (path: string, change: Partial<typeof draft>) => {
    const answer = await site().post(path, { ...draft, ...change }, staff)
    expect(answer.status).toBe(422)
    return answer.text()
  }
  expect(await wrong(`${desk}/change`, { question: ' ' })).toContain('Vul de vraag in.')
  expect(await wrong(`${desk}/change`, { seeds: 'Er komt <b>gras</b>.' })).toContain(
    'Stelling 1 is niet goed',
  )
  expect(await wrong(`${desk}/change`, { closesOn: '2026-03-01' })).toContain('Deze dag is al voorbij.')
  expect(await wrong(form, { closesOn: '2026-03-01' })).toContain('Deze dag is al voorbij.')
  expect(await read(`${desk}/change`, staff)).toContain('Er komen bomen.')
})

test('once a dialogue was open its last day and its moderation can change, and nothing else', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site(), { closesOn: '2026-03-02' })
  const form = await read(`${desk}/change`, staff)
  expect(form).toContain('value="2026-03-02"')
  expect(form).not.toContain('name="question"')
  const late = await site().post(`${desk}/change`, { moderation: 'light', closesOn: '2026-03-01' }, staff)
  expect(late.status).toBe(422)
  const forged = { ...draft, question: 'Iets heel anders?', seeds: 'Weg met alles hier.', access: 'code' }
  const refused = await site().post(`${desk}/change`, forged, staff)
  expect(refused.headers.get('location')).toBe(`${desk}?told=no-draft`)
  const change = { moderation: 'light', closesOn: '2026-04-01' }
  const changed = await site().post(`${desk}/change`, change, staff)
  expect(changed.headers.get('location')).toBe(`${desk}?told=changed`)
  const desked = await read(desk, staff)
  expect(desked).toContain('De laatste dag om te antwoorden is 1 april 2026.')
  expect(desked).toContain('Wat moet er op het plein?')
  expect(desked).toContain('Wie mag meedoen? Iedereen.')
  expect(await read(`${desk}/statements`, staff)).not.toContain('Weg met alles hier.')
  await site().post(`${page}/statements/new`, { text: 'Er komt een kiosk.', anyway: 'yes' })
  expect(await read(`${desk}/statements`, staff)).toContain('Er komt een kiosk.')
  await site().post(`${desk}/close`, {}, staff)
  expect((await site().post(`${desk}/change`, { moderation: 'light', closesOn: '' }, staff)).status).toBe(303)
  expect(await read(desk, staff)).toContain('Er is geen laatste dag.')
})

test('everybody reads that the last day moved and who reads statements first, in words and in the file', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site(), { closesOn: '2026-03-02' })
  await site().post(`${desk}/change`, { moderation: 'light', closesOn: '2026-04-01' }, staff)
  const log = await read(`${page}/moderation`)
  expect(log).toContain('De laatste dag om te antwoorden was 2 maart 2026 en is nu 1 april 2026.')
  expect(log).toContain('Elke stelling komt voortaan meteen op de site.')
  expect(log).not.toContain(' door ')
  const file = await read(`${page}/moderation.csv`)
  expect(file).toMatch(/,last_day,,2026-03-02 → 2026-04-01,/)
  expect(file).toMatch(/,moderation,,strict → light,/)
  await site().post(`${desk}/change`, { moderation: 'light', closesOn: '' }, staff)
  expect(await read(`${desk}/log`, staff)).toMatch(/door .+Er is nu geen laatste dag meer\./s)
})

test('a draft can be thrown away, with its statements and codes; what was opened once stays', async () => {
  const { staff, desk } = await makeDraft({ access: 'code', seeds: 'Er komen bomen.' })
  await site().post(`${desk}/codes`, { codes: '3' }, staff)
  expect(await read(`${desk}/change`, staff)).toContain(`action="${desk}/delete"`)
  const thrown = await site().post(`${desk}/delete`, {}, staff)
  const dossier = thrown.headers.get('location') ?? ''
  expect(dossier).toMatch(/\?done=draftDeleted$/)
  expect(await read(dossier, staff)).toContain('Het concept van de dialoog is weggegooid.')
  expect((await site().get(desk, staff)).status).toBe(404)
  expect((await site().post(`${desk}/delete`, {}, staff)).status).toBe(404)
  const opened = await makeOpenDialogue(site())
  expect(await read(`${opened.desk}/change`, opened.staff)).not.toContain(`${opened.desk}/delete`)
  const kept = await site().post(`${opened.desk}/delete`, {}, opened.staff)
  expect(kept.headers.get('location')).toBe(`${opened.desk}?told=not-deleted`)
  expect((await site().get(opened.page)).status).toBe(200)
})

test('only who makes dossiers changes a dialogue', async () => {
  const { desk } = await makeOpenDialogue(site())
  const responder = await site().signInAs('responder')
  expect((await site().get(`${desk}/change`, responder)).status).toBe(403)
  expect((await site().post(`${desk}/change`, draft, responder)).status).toBe(403)
  expect((await site().post(`${desk}/delete`, {}, responder)).status).toBe(403)
  expect((await site().post(`${desk}/change`, draft)).headers.get('location')).toBe('/nl/sign-in')
})
