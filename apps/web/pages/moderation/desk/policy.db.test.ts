import { expect, test } from 'vitest'
import { makeOpenDossier } from '#stories'
import { useTestSite } from '#web/testing'

const site = useTestSite()

async function makeDraft() {
  const staff = await site().signInAs('policy_maker')
  const dossier = await makeOpenDossier(site().db, { by: staff.accountId })
  const form = {
    question: 'Wat komt er?',
    seeds: 'Er komen meer bomen.',
    moderation: 'light',
    language: 'nl',
    closesOn: '',
  }
  const made = await site().post(`/nl/desk/dossiers/${dossier.slug}/dialogues/new`, form, staff)
  const desk = made.headers.get('location') ?? ''
  return { staff, desk, page: desk.replace('/desk/', '/') }
}

const read = async (path: string, visitor = {}) => (await site().get(path, visitor)).text()

test('everybody reads the rules of an open dialogue, from the ballot and the form, and how they were before', async () => {
  const { staff, desk, page } = await makeDraft()
  expect((await site().get(`${page}/rules`)).status).toBe(404)
  await site().post(`${desk}/open`, {}, staff)
  const first = await read(`${page}/rules`)
  expect(first).toContain('Iedereen mag een stelling schrijven.')
  expect(first).toContain('Er staan gegevens van een persoon in.')
  expect(first).toContain('Zo doen wij het sinds 2 maart 2026.')
  for (const linked of [page, `${page}/statements/new`])
    expect(await read(linked)).toContain(`href="${page}/rules"`)
  const changed = await site().post(`${desk}/rules`, { text: 'Alles mag,\n\nbehalve schelden.' }, staff)
  expect(changed.headers.get('location')).toBe(`${desk}/rules?told=published`)
  const second = await read(`${page}/rules`)
  expect(second).toContain('behalve schelden.')
  expect(second).toContain('Lees de eerdere spelregels')
  expect(second).toContain('Iedereen mag een stelling schrijven.')
})

test('a dialogue without rules does not open, and says what to do', async () => {
  const { staff, desk } = await makeDraft()
  await site().db.deleteFrom('moderation_policy').execute()
  const opened = await site().post(`${desk}/open`, {}, staff)
  expect(await read(opened.headers.get('location') ?? '', staff)).toContain('Publiceer eerst de spelregels')
  expect(await read(`${desk}/rules`, staff)).toContain('Iedereen mag een stelling schrijven.')
  const empty = await site().post(`${desk}/rules`, { text: ' ' }, staff)
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Schrijf de spelregels.')
})
