import { expect, test } from './site.ts'
import { ask, describeWay, lookWithout, newPage, ways } from './walk.ts'

for (const way of ways)
  test(`what a post claims is answered once, approved by another, read by everybody and named in a reply (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const look = lookWithout(browser, way, isAccessible)
    const claim = `De straat blijft dicht, zei iemand op een scherm van ${way.width}`
    const writer = await newPage(browser, way)
    await signIn(writer, 'wieke@voorbeeld.test')
    await writer.goto(`${site.url}/nl/desk/listen`)
    await writer.locator('a[href*="/desk/listen/posts/"]').first().click()
    await look(writer)
    await writer.getByRole('link', { name: 'Begin een nieuw feitenblad' }).click()
    await expect(writer.getByLabel('Wat wordt er gezegd?')).not.toHaveValue('')
    await look(writer)
    await writer.getByRole('button', { name: 'Leg voor aan een collega' }).click()
    await expect(writer.getByText('Kies een van de vier.').first()).toBeVisible()
    await look(writer)
    await writer.getByLabel('Wat wordt er gezegd?').fill(claim)
    await writer.getByLabel('Klopt niet').check()
    await writer.getByLabel('Wat klopt er wel, in één zin?').fill('De straat gaat in mei weer open.')
    await writer.getByLabel('Leg uit hoe het zit').fill('De aannemer is eerder klaar.\n\nWij keken het na.')
    await writer.getByLabel('Naam van de bron').first().fill('Planning van de aannemer')
    await writer.getByLabel('Adres').first().fill('https://aannemer.example/planning')
    await writer.getByLabel('Datum').first().fill('2026-02-20')
    await writer.getByRole('button', { name: 'Leg voor aan een collega' }).click()
    await expect(writer.getByText('Het ligt voor.')).toBeVisible()
    await expect(writer.getByText('1 bericht op 1 plaats.')).toBeVisible()
    await look(writer)

    const approver = await newPage(browser, way)
    await signIn(approver, 'samir@voorbeeld.test')
    await approver.goto(`${site.url}/nl/desk/facts?show=waiting`)
    await look(approver)
    await approver.getByRole('link', { name: claim }).click()
    await approver.getByRole('button', { name: 'Keur goed en maak openbaar' }).click()
    await expect(approver.getByText('Goedgekeurd. Iedereen kan het lezen.')).toBeVisible()
    await look(approver)

    const reader = await newPage(browser, way)
    await reader.goto(`${site.url}/nl/feiten`)
    await look(reader)
    await reader.getByRole('link', { name: claim }).click()
    await expect(reader.getByRole('link', { name: 'Planning van de aannemer' })).toBeVisible()
    await look(reader)
    await reader.getByRole('link', { name: 'Vertel wat er niet klopt' }).click()
    await expect(reader.getByLabel('Wat wilt u ons vertellen of vragen?')).toHaveValue(
      /^Over feitenblad \d+, /,
    )

    const question = `Blijft de straat bij ${way.width} dicht?`
    await ask(reader, site.url, question)
    await writer.goto(`${site.url}/nl/desk/inbox?order=newest`)
    await writer.getByRole('link', { name: question }).first().click()
    await writer.getByLabel('Feitenblad', { exact: true }).selectOption({ label: `Klopt niet: ${claim}` })
    await writer.getByRole('button', { name: 'Zet in het antwoord' }).click()
    await expect(writer.locator('#reply')).toHaveValue(/Dat klopt niet\. De straat gaat in mei weer open\./)
    await look(writer)
  })
