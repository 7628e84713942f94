import { press, tabTo, type, unfold } from './keyboard.ts'
import { expect, test } from './site.ts'
import { describeWay, lookWithout, newPage, visitUntil, ways } from './walk.ts'

const WIEKE = 'wieke@voorbeeld.test'
const SAMIR = 'samir@voorbeeld.test'

for (const way of ways)
  test(`a team is asked, asks the police, and the resident has an answer, by keyboard alone (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const look = lookWithout(browser, way, isAccessible)
    const address = `wijkagent-${way.width}@politie.example`
    const [wieke, samir, police] = [
      await newPage(browser, way),
      await newPage(browser, way),
      await newPage(browser, way),
    ]
    await signIn(wieke, WIEKE)
    await wieke.goto(`${site.url}/nl/tell-us`)
    await type(
      wieke,
      'Wat wilt u ons vertellen of vragen?',
      `Hoe hard rijdt men in de Kerkstraat, bij ${way.width}?`,
    )
    await press(wieke, /^Verstuur/)
    await expect(wieke).toHaveURL(/sent/)

    await wieke.goto(`${site.url}/nl/desk/inbox?order=newest`)
    await press(wieke, new RegExp(`Kerkstraat, bij ${way.width}`), 'link')
    await press(wieke, 'Vraag een team of collega')
    await expect(wieke.getByRole('heading', { name: 'Vraag een team of collega' })).toBeVisible()
    await look(wieke)
    await press(wieke, 'Zet de taak uit')
    await expect(wieke.getByText('Er zijn 2 dingen niet goed ingevuld')).toBeVisible()
    await look(wieke)
    await tabTo(wieke, 'Aan wie vraagt u het?', 'combobox')
    await wieke.keyboard.type('Team Openbare')
    await type(wieke, 'Uw vraag', 'Is hier gemeten?')
    await press(wieke, 'Zet de taak uit')
    await expect(wieke.getByText('De taak is uitgezet.')).toBeVisible()
    await look(wieke)

    await signIn(samir, SAMIR)
    await samir.goto(`${site.url}/nl/desk/tasks`)
    await look(samir)
    await samir.getByRole('link', { name: 'Is hier gemeten?' }).last().focus()
    await samir.keyboard.press('Enter')
    await expect(samir.getByText(`Kerkstraat, bij ${way.width}?`).first()).toBeVisible()
    await press(samir, 'Pak op')
    await expect(samir.getByText('U hebt deze taak opgepakt.')).toBeVisible()
    await look(samir)
    await unfold(samir, 'Vraag het iemand buiten de organisatie')
    await type(samir, 'Wie vraagt u?', 'Wijkagent')
    await type(samir, 'E-mailadres', address)
    await type(samir, 'De vraag in woorden voor buiten', `Hoe hard rijdt men hier, bij ${way.width}?`)
    await press(samir, 'Stuur de link')
    await expect(samir.getByText('De mail met de link is onderweg.')).toBeVisible()
    await look(samir)

    const mail = await site.mailbox.waitFor(({ envelopeTo }) => envelopeTo.includes(address))
    await police.goto(/http\S+\/asked\/\S+/.exec(mail.text ?? '')?.[0] ?? '')
    await expect(police.getByText(`Hoe hard rijdt men hier, bij ${way.width}?`)).toBeVisible()
    await look(police)
    await press(police, 'Verstuur antwoord')
    await expect(police.getByText('Schrijf eerst uw antwoord.').first()).toBeVisible()
    await look(police)
    await type(police, 'Uw antwoord', 'Gemiddeld 38 kilometer per uur.')
    await press(police, 'Verstuur antwoord')
    await expect(police.getByRole('heading', { name: 'Bedankt, uw antwoord is binnen' })).toBeVisible()
    await look(police)

    await wieke.goto(`${site.url}/nl/desk/tasks?list=notices`)
    await look(wieke)
    await press(wieke, 'Wijkagent heeft een taak af', 'link')
    await expect(wieke.getByText('Gemiddeld 38 kilometer per uur.')).toBeVisible()
    await press(wieke, 'Naar het gesprek', 'link')
    await type(wieke, /^Antwoord aan/, 'Gemiddeld 38 kilometer per uur, mat de politie.')
    await press(wieke, 'Verstuur antwoord')
    await expect(wieke.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
    await visitUntil(wieke, wieke.url().replace(/\?.*/, ''), wieke.getByText('Dit gesprek is beantwoord'))
    await look(wieke)
    const check = JSON.parse(await site.run(['answer', 'check']))
    expect(check).toMatchObject({ folds: 'equal', tasks: 'equal', mandates: 'held' })
    for (const page of [wieke, samir, police]) await page.context().close()
  })
