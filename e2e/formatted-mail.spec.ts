import { readFile } from 'node:fs/promises'
import { press, tabToField, type } from './keyboard.ts'
import { expect, MAIL_ADDRESS, test } from './site.ts'
import { describeWay, lookWithout, newPage, visitUntil, ways } from './walk.ts'

const letter = 'Hierbij verklaar ik dat de boom ziek is.'

/** A mail with a table in it, a letter with it, and a neighbour who gets it too. */
function mailAbout(subject: string, asker: string, neighbour: string): string {
  const html = `<h2>Metingen</h2><table><tr><th>Dag</th><th>Scheef</th></tr><tr><td>maandag</td><td>12 graden</td></tr></table><img src="https://volger.example/p.gif">`
  return [
    ...[`From: Karin de Wit <${asker}>`, `To: ${MAIL_ADDRESS}`, `Cc: Piet Buur <${neighbour}>`],
    ...[`Subject: ${subject}`, `Date: ${new Date().toUTCString()}`],
    ...[`Message-ID: <${crypto.randomUUID()}@post.example>`, 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/mixed; boundary=m', '', '--m'],
    ...['Content-Type: text/html; charset=utf-8', '', html, '', '--m'],
    ...[
      'Content-Type: text/plain; charset=utf-8',
      'Content-Disposition: attachment; filename="brief.txt"',
      '',
    ],
    ...[letter, '', '--m--', ''],
  ].join('\r\n')
}

for (const way of ways)
  test(`a mail is read as it was formatted, its letter is stored, and who got it too gets the reply (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const look = lookWithout(browser, way, isAccessible)
    const page = await newPage(browser, way)
    const subject = `De scheve boom, ${way.width}`
    const [asker, neighbour] = [`karin${way.width}@post.example`, `piet${way.width}@post.example`]
    await site.deliver(mailAbout(subject, asker, neighbour), { from: asker, to: MAIL_ADDRESS })
    await signIn(page, 'wieke@voorbeeld.test')
    const line = page.getByRole('link', { name: subject })
    await visitUntil(page, `${site.url}/nl/desk/inbox?order=newest`, line.first())
    await press(page, new RegExp(subject), 'link')
    await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible()

    await press(page, 'Bekijk zoals opgemaakt', 'link')
    await expect(page.getByRole('cell', { name: '12 graden' })).toBeVisible()
    await expect(page.getByText('1 plaatje van een andere website laten wij niet zien.')).toBeVisible()
    await look(page)
    const stored = page.waitForEvent('download')
    await press(page, /^brief\.txt/, 'link')
    const download = await stored
    expect(download.suggestedFilename()).toBe('brief.txt')
    expect(await readFile(await download.path(), 'utf8')).toContain(letter)

    await press(page, 'Terug naar het gesprek', 'link')
    await type(page, /^Antwoord aan/, 'Wij komen morgen kijken.')
    const copy = page.getByRole('checkbox', { name: `Piet Buur (${neighbour})` })
    await expect(copy).not.toBeChecked()
    await tabToField(page, `input[value="${neighbour}"]`)
    await page.keyboard.press('Space')
    await look(page)
    await press(page, 'Verstuur antwoord')
    await expect(page.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
    await expect(page.getByText(`Gaat ook naar ${neighbour}.`)).toBeVisible()
    await look(page)
    for (const address of [asker, neighbour])
      await site.mailbox.waitFor(
        ({ envelopeTo, text }) => envelopeTo.includes(address) && text?.includes('Wij komen morgen') === true,
      )
    await page.context().close()
  })
