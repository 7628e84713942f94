import { beforeAll, expect, test } from 'vitest'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let chief: Visitor & { accountId: string }
let ann: Visitor & { accountId: string }
let path = ''
beforeAll(async () => {
  chief = await site().signInAs('administrator', 'Carla Smit')
  ann = await site().signInAs('responder', 'Ann Visser')
  path = `/nl/desk/distribution/${await site().addUnit('Team Ruimte')}`
})

const read = async (address: string) => (await site().get(address, chief)).text()

test('a team is switched on and off, and the page says which it is', async () => {
  expect(await read(path)).toContain('Nieuwe gesprekken van dit team wachten tot iemand ze neemt.')
  await site().post(`${path}/on`, {}, chief)
  expect(await read(path)).toContain('Nieuwe gesprekken van dit team worden vanzelf verdeeld.')
  await site().post(`${path}/off`, {}, chief)
  expect(await read(path)).toContain('wachten tot iemand ze neemt')
  expect((await site().get('/nl/desk/distribution', ann)).status).toBe(403)
})

test('hours are set for each day, and what is no number of hours comes back as it was typed', async () => {
  const hours = ['7.5', '0', '8', '8', '4', '0', '0']
  await site().post(`${path}/hours`, { accountId: ann.accountId, 'hours[]': hours }, chief)
  expect(await read(path)).toContain('value="7.5"')
  const refused = await site().post(
    `${path}/hours`,
    { accountId: ann.accountId, 'hours[]': ['acht', '25', '8', '8', '4', '0', '0'] },
    chief,
  )
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('Vul voor elke dag een getal van 0 tot en met 24 in.')
  expect(page).toContain('value="acht"')
  const away = await site().post(`${path}/hours`, { accountId: crypto.randomUUID(), 'hours[]': hours }, chief)
  expect(away.headers.get('location')).toContain('told=not-found')
})
