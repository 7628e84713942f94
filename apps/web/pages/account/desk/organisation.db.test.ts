import { expect, test } from 'vitest'
import { findOrganisation } from '#domains/people'
import { useTestSite } from '#web/testing'

const site = useTestSite()
const settings = {
  name: 'Gemeente Anders',
  tagline: 'doe mee',
  phone: '088 123 45 67',
  opening_hours: '',
  visiting_address: '',
  email: 'info@café.nl',
  theme: '',
  'languages[]': 'nl',
  mail_sender: 'Gemeente Anders <praat@anders.example>',
}

test('an administrator changes what everybody sees, and nobody else may', async () => {
  const administrator = await site().signInAs('administrator')
  const saved = await site().post('/nl/desk/organisation', settings, administrator)
  expect(saved.headers.get('location')).toBe('/nl/desk/organisation?told=saved')
  expect(await findOrganisation(site().db)).toMatchObject({
    name: 'Gemeente Anders',
    email: 'info@xn--caf-dma.nl',
    theme: null,
    languages: ['nl'],
    mail_sender: 'Gemeente Anders <praat@anders.example>',
  })
  const page = await (await site().get('/nl/desk/organisation?told=saved', administrator)).text()
  expect(page).toContain('value="Gemeente Anders &lt;praat@anders.example&gt;"')
  for (const role of ['policy_maker', 'responder'] as const)
    expect((await site().post('/nl/desk/organisation', settings, await site().signInAs(role))).status).toBe(
      403,
    )
})

test.each([
  ['name', '', 'Vul een naam in'],
  ['phone', 'bel maar', 'Dit is geen telefoonnummer'],
  ['email', 'info@', 'Dit is geen e-mailadres'],
  ['mail_sender', 'Gemeente Anders', 'Hier staat geen e-mailadres in'],
  ['theme', 'bestaat-niet', 'Dit thema is er niet meer'],
  ['theme', 'constructor', 'Dit thema is er niet meer'],
  ['languages[]', 'fr', 'Kies minstens één taal'],
  ['opening_hours', 'x'.repeat(101), 'Dit is te lang'],
  ['other_opening_hours', 'x'.repeat(101), 'Dit is te lang'],
])('what is wrong with %s is said, and nothing is changed', async (field, value, sentence) => {
  const administrator = await site().signInAs('administrator')
  const before = await findOrganisation(site().db)
  const refused = await site().post(
    '/nl/desk/organisation',
    { ...settings, name: 'Nog iets', [field]: value },
    administrator,
  )
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain(sentence)
  expect(page).toContain(field === 'name' ? 'praat@anders.example' : 'value="Nog iets"')
  expect(await findOrganisation(site().db)).toEqual(before)
})
