import { beforeAll, expect, test } from 'vitest'
import { publishResponse, type ResponseText } from '#domains/followup'
import { registerInput } from '#domains/register'
import { makeOpenDossier, today } from '#stories'
import { useTestSite } from '#web/testing'

const site = useTestSite()
let slug = ''

beforeAll(async () => {
  const { db, now } = site()
  const { accountId: by } = await site().signInAs('policy_maker')
  const unitId = await site().addUnit('Team Verkeer')
  const question = 'Hoe komen kinderen veilig op school?'
  const dossier = await makeOpenDossier(db, { question, by, unitId })
  slug = dossier.slug
  await db.transaction().execute(async (tx) => {
    const answer = async (body: string, isPublic: boolean, text: Omit<ResponseText, 'unitId'>) => {
      const input = { kind: 'statement', channel: 'web', dossierId: dossier.id, body, isPublic } as const
      const registered = await registerInput(tx, { ...input, receivedAt: now, receivedOn: today })
      if (registered.kind !== 'registered') throw new Error(registered.kind)
      const target = { kind: 'inputs' as const, inputIds: [registered.inputId] }
      await publishResponse(
        tx,
        { dossierId: dossier.id, target, text: { ...text, unitId } },
        { by, now, today },
      )
    }
    const no = {
      verdict: 'not_adopted',
      reason: 'not_ours',
      action: 'Er komt geen flitspaal.',
      why: 'Dat doet het OM.',
    } as const
    await answer('Zet een flitspaal neer.', true, no)
    await answer('Mijn buurman rijdt te hard.', false, no)
    for (let n = 1; n <= 21; n++)
      await answer(`Drempel ${n}.`, true, {
        verdict: 'adopted',
        reason: null,
        action: 'Hij komt er.',
        why: 'Het is er druk.',
      })
  })
})

const read = async (path: string) => (await site().get(path)).text()

test('everybody can read what was done and why, also when it was no', async () => {
  const html = await read('/nl/outcomes?show=not')
  expect(html).toContain('U zei, wij deden, omdat')
  expect(html).toContain('Zet een flitspaal neer.')
  expect(html).toContain('Dat doet het OM.')
  expect(html).toContain('De reden: wij gaan er niet over.')
  expect(html).not.toContain('Drempel 1.')
  expect(await read('/en/outcomes?show=not_adopted')).toContain('The reason: it is not up to us.')
})

test('what was done stands under "we did", and why under "because"', async () => {
  const html = await read('/nl/outcomes?show=not')
  const did = html.slice(html.indexOf('>Wij deden<'), html.indexOf('>Omdat<'))
  expect(did).toContain('Niet overgenomen')
  expect(did).toContain('Er komt geen flitspaal.')
  expect(did).not.toContain('Dat doet het OM.')
  expect(html.slice(html.indexOf('>Omdat<'))).toContain('Dat doet het OM.')
})

test('what is not public is counted in words, and not shown', async () => {
  const html = await read('/nl/outcomes')
  expect(html).not.toContain('Mijn buurman')
  expect(html).toContain('Nog 1 antwoord ging over inbreng die niet openbaar is.')
})

test('the pages of a list lead on to each other, with the filter kept', async () => {
  const html = await read(`/nl/outcomes?dossier=${slug}&show=did`)
  const next = /href="(\/nl\/outcomes\?[^"]*after=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(html).toContain('Drempel 21.')
  expect(next).toContain('show=did')
  expect(await read(next)).toContain('Drempel 1.')
})

test('a dossier shows what came of its input', async () => {
  const html = await read(`/nl/dossiers/${slug}`)
  expect(html).toContain('Wat er met inbreng gebeurde')
  expect(html).toContain('22 antwoorden: 21 geheel of deels gedaan, 1 niet overgenomen, 0 in onderzoek.')
})

test('a verdict that nobody gave, and a dossier that is not there, say so', async () => {
  expect(await read('/nl/outcomes?show=busy')).toContain('Dit antwoord hebben wij nog niet gegeven')
  expect((await site().get('/nl/outcomes?dossier=bestaat-niet')).status).toBe(404)
})
