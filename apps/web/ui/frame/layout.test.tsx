import { describe, expect, test } from 'vitest'
import { Foot, Layout, type LayoutProps, Masthead } from './layout.tsx'

const props: LayoutProps = {
  lang: 'nl',
  title: 'Uw inbreng',
  organisation: 'Gemeente Voorbeeld',
  masthead: (
    <Masthead
      organisation="<b>Gemeente</b>"
      homeHref="/nl"
      mainMenu="Hoofdmenu"
      nav={[
        { href: '/nl', label: 'Meepraten', current: true },
        { href: '/nl/uitkomsten', label: 'Wat er gebeurde' },
      ]}
    />
  ),
  foot: (
    <Foot
      noAnswer={{ title: 'Dat lukte niet.', text: 'Probeer het nog eens.' }}
      unsent={{ restored: 'Nog niet verstuurd.', discard: 'Gooi weg' }}
    />
  ),
  languages: [
    { lang: 'nl', short: 'NL', name: 'Nederlands', href: '/nl', current: true },
    { lang: 'en', short: 'EN', name: 'English', href: '/en' },
  ],
  texts: { skipToContent: 'Naar de inhoud', language: 'Taal' },
  assets: {
    stylesheet: '/assets/w.css',
    staffStylesheet: '/assets/s.css',
    script: '/assets/w.js',
    textFont: '/assets/f.woff2',
    themes: {},
  },
  origin: 'https://praat.example',
}

async function render(changes: Partial<LayoutProps> = {}): Promise<string> {
  return String(
    await (
      <Layout {...props} {...changes}>
        <h1>Hallo</h1>
      </Layout>
    ),
  )
}

describe('the document', () => {
  test('is in standards mode and says its language', async () => {
    expect(await render()).toMatch(/^<!doctype html><html lang="nl"><head><meta charset="utf-8"/)
  })

  test('has a skip link that leads to main', async () => {
    const html = await render()
    expect(html).toContain('<a class="nl-skip-link" href="#content">Naar de inhoud</a>')
    expect(html).toContain('<main id="content" tabindex="-1">')
  })

  test('names the other language by its whole name, in that language', async () => {
    expect(await render()).toContain('lang="en" hreflang="en"')
    expect(await render()).toContain('<span class="wk-hidden">English</span>')
  })

  test('gives search engines the other language at its absolute address', async () => {
    expect(await render()).toContain('<link rel="alternate" hreflang="en" href="https://praat.example/en"/>')
  })

  test('a personal page is not for search engines, in any language', async () => {
    const html = await render({ noIndex: true })
    expect(html).toContain('<meta name="robots" content="noindex"/>')
    expect(html).not.toContain('rel="alternate"')
  })

  test('a page with errors says so first in its title', async () => {
    expect(await render({ titlePrefix: 'Fout' })).toContain(
      '<title>Fout: Uw inbreng – Gemeente Voorbeeld</title>',
    )
  })

  test('escapes what it is given', async () => {
    const html = await render({ organisation: '<b>Gemeente</b>' })
    expect(html).not.toContain('<b>')
  })
})
