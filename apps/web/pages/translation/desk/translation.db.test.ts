import { expect, test } from 'vitest'
import { makeOpenDialogue, makeOpenDossier } from '#stories'
import { useTestSite } from '#web/testing'

const site = useTestSite()

const read = async (path: string, visitor = {}) => (await site().get(path, visitor)).text()

/** The fields of a form, by the label of the text that each translates. */
function fieldsOf(html: string): Map<string, string> {
  const found = html.matchAll(/for="text-(\w+)">(?:Vertaling van: )([^<]+)</g)
  return new Map([...found].map(([, key = '', label = '']) => [label, key]))
}

async function listKept(ownerId: string): Promise<string[]> {
  const rows = await site()
    .db.selectFrom('translation')
    .select('text')
    .where('owner_id', '=', ownerId)
    .execute()
  return rows.map(({ text }) => text)
}

async function openDesk(part: string) {
  const staff = await site().signInAs('policy_maker')
  const dossier = await makeOpenDossier(site().db, { by: staff.accountId })
  const dialogue = await makeOpenDialogue(site().db, { dossier: { id: dossier.id, by: staff.accountId } })
  const slug = part === 'dialogue' ? dialogue.slug : part
  const path = `/nl/desk/dossiers/${dossier.slug}/translations?part=${slug}&to=en`
  return { staff, dossier, dialogue, path, fields: fieldsOf(await read(path, staff)) }
}

/** Translates texts by their labels; of those that are given with a star, a computer made it. */
function formOf(fields: Map<string, string>, texts: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([label, text]) => {
      const key = fields.get(label) ?? 'missing'
      const machine = text.endsWith('*') ? [[`machine.${key}`, 'yes']] : []
      return [[`text.${key}`, text.replace(/\*$/, '')], ...machine]
    }),
  )
}

test('a question with its promise is read in English, and says that a person translated it', async () => {
  const { staff, dossier, path, fields } = await openDesk('dossier')
  const before = await read(`/en/dossiers/${dossier.slug}`)
  expect(before).toContain('This is in Dutch')
  const texts = Object.fromEntries([...fields.keys()].map((label) => [label, `English ${label}`]))
  const sent = await site().post(path, formOf(fields, texts), staff)
  expect(sent.headers.get('location')).toBe(`${path}&done=saved`)
  const after = await read(`/en/dossiers/${dossier.slug}`)
  expect(after).toContain('English Vraag')
  expect(after).toContain('English Belofte')
  expect(after).toContain('Translated from Dutch by a member of staff')
  expect(after).toContain(`<a href="/nl/dossiers/${dossier.slug}">Read the original</a>`)
  expect(await read(`/nl/dossiers/${dossier.slug}`)).not.toContain('English Vraag')
})

test('what a computer translated says so, until a person has read it', async () => {
  const { staff, dossier, path, fields } = await openDesk('dossier')
  const texts = Object.fromEntries([...fields.keys()].map((label) => [label, `English ${label}*`]))
  await site().post(path, formOf(fields, texts), staff)
  expect(await read(`/en/dossiers/${dossier.slug}`)).toContain('Translated from Dutch by a computer')
  const checked = Object.fromEntries([...fields.keys()].map((label) => [label, `English ${label}`]))
  await site().post(path, formOf(fields, checked), staff)
  const page = await read(`/en/dossiers/${dossier.slug}`)
  expect(page).not.toContain('by a computer')
  expect(page).toContain('by a member of staff')
})

test('a statement is asked in the language of the page, where it was translated; one that is not says so', async () => {
  const { staff, dialogue, path, fields } = await openDesk('dialogue')
  const statements = [...fields.keys()].filter((label) => label.startsWith('Stelling'))
  const texts = Object.fromEntries(statements.map((label) => [label, `English ${label}`]))
  const page = `/en/dialogues/${dialogue.slug}`
  expect(await read(page)).toContain('This is in Dutch')
  await site().post(path, formOf(fields, texts), staff)
  const ballot = await read(page)
  expect(ballot).toMatch(/English Stelling \d+/)
  expect(ballot).toContain('Translated from Dutch by a member of staff')
  expect(await read(`/en/dialogues/${dialogue.slug}/results`)).toContain('English Stelling')
  const file = await (await site().get(`${page}/results.json`)).json()
  expect(file.statements[0].translations).toEqual([
    { language: 'en', text: expect.stringContaining('English Stelling'), by_machine: false },
  ])
})

test('the translation of a statement goes when the statement is removed', async () => {
  const { staff, dialogue, path, fields } = await openDesk('dialogue')
  await site().post(path, formOf(fields, { 'Stelling 1': 'English one' }), staff)
  expect(await listKept(dialogue.id)).toEqual(['English one'])
  const desk = `/nl/desk/dialogues/${dialogue.slug}/statements/1/removal`
  const asked = await site().post(desk, { reason: 'insulting', explanation: '' }, staff)
  expect(asked.status).toBe(303)
  const colleague = await site().signInAs('policy_maker')
  await site().post(`${desk}/settle`, { outcome: 'confirmed' }, colleague)
  expect(await listKept(dialogue.id)).toEqual([])
})

test('words that stand in a dossier twice are translated once, for both places', async () => {
  const { staff, dossier, path } = await openDesk('dossier')
  const twice = { title: 'Praten', description: 'Wij praten met u.' }
  const { db } = site()
  await db
    .deleteFrom('dossier_phase')
    .where('dossier_id', '=', dossier.id)
    .where('position', '>', 2)
    .execute()
  await db.updateTable('dossier_phase').set(twice).where('dossier_id', '=', dossier.id).execute()
  const fields = fieldsOf(await read(path, staff))
  expect([...fields.keys()].filter((label) => label.includes('stap'))).toEqual([
    'Naam van stap 1',
    'Uitleg bij stap 1',
  ])
  const sent = await site().post(path, formOf(fields, { 'Naam van stap 1': 'Talk' }), staff)
  expect(sent.status).toBe(303)
  expect(await listKept(dossier.id)).toEqual(['Talk'])
})

test('an empty translation is taken away, and one that is too long is told', async () => {
  const { staff, dossier, path, fields } = await openDesk('dossier')
  await site().post(path, formOf(fields, { Vraag: 'English' }), staff)
  await site().post(path, formOf(fields, { Vraag: '' }), staff)
  expect(await listKept(dossier.id)).toEqual([])
  const long = await site().post(path, formOf(fields, { Vraag: 'x'.repeat(7501) }), staff)
  expect(long.status).toBe(422)
  expect(await long.text()).toContain('Deze vertaling is te lang')
  expect((await site().get(`/nl/desk/dossiers/${dossier.slug}/translations`)).status).not.toBe(200)
})

test('a statement is in the language of the page on which it was written, and staff put that right', async () => {
  const { staff, dialogue, dossier } = await openDesk('dialogue')
  const path = `/en/dialogues/${dialogue.slug}/statements/new`
  const sent = await site().post(path, { text: 'Mehr Bäume auf dem Platz.', anyway: 'yes' }, {})
  expect(sent.status).toBe(200)
  const desk = `/nl/desk/dossiers/${dossier.slug}/translations?part=${dialogue.slug}&to=nl`
  const written = await findStatement(dialogue.id)
  expect(written?.language).toBe('en')
  await site().db.updateTable('statement').set({ state: 'published' }).where('number', '=', 4).execute()
  const key = /name="language\.(\w+)"/.exec(await read(desk, staff))?.[1] ?? ''
  await site().post(desk, { [`text.${key}`]: '', [`language.${key}`]: 'de' }, staff)
  expect(await findStatement(dialogue.id)).toEqual({ language: 'de', said: 'de' })
  const shown = await read(`/nl/dialogues/${dialogue.slug}/results`)
  expect(shown).toContain('lang="de"')
})

test('a moderator puts the language of a statement right while publishing it', async () => {
  const { staff, dialogue } = await openDesk('dialogue')
  const path = `/en/dialogues/${dialogue.slug}/statements/new`
  await site().post(path, { text: 'Mehr Bänke in der Straße.', anyway: 'yes' }, {})
  const desk = `/nl/desk/dialogues/${dialogue.slug}`
  expect(await read(desk, staff)).toMatch(/<option value="en" selected[^>]*>Engels/)
  await site().post(`${desk}/statements/4`, { decision: 'publish', language: 'de' }, staff)
  expect(await findStatement(dialogue.id)).toEqual({ language: 'de', said: 'de' })
})

function findStatement(dialogueId: string) {
  return site()
    .db.selectFrom('statement')
    .innerJoin('input', 'input.id', 'statement.input_id')
    .select(['statement.language', 'input.language as said'])
    .where('statement.dialogue_id', '=', dialogueId)
    .executeTakeFirst()
}
