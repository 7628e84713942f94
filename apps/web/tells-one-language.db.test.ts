import { Parser } from 'htmlparser2'
import { beforeAll, expect, test } from 'vitest'
import { type Locale, locales } from '#platform/i18n'
import { type Answered, crawl, makeTalkativeTown, useTestSite } from '#web/testing'

const site = useTestSite()
let answers: Answered[] = []

/** Words of one language that are never words of the other, and of which no page has none. */
const distinctive: Record<Locale, RegExp> = {
  nl: /(?<![\p{L}’/-])(?:het|een|niet|van|wij|naar|deze|wordt|voor|bij|ook|uw|geen|hebt)(?![\p{L}’-])/giu,
  en: /(?<![\p{L}’/-])(?:the|and|you|your|with|this|from|have|has|not|are|will|been)(?![\p{L}’-])/giu,
}

const other: Record<Locale, Locale> = { nl: 'en', en: 'nl' }

/** What a page says itself: without what stands in an element that names another language, and without what is no text. */
function ownWords(html: string, locale: Locale): string {
  const said: string[] = []
  const open: boolean[] = []
  const silent = new Set(['script', 'style', 'title', 'textarea', 'template'])
  const single = new Set(['meta', 'link', 'br', 'input', 'img', 'hr', 'wbr'])
  const parser = new Parser({
    onopentag(name, { lang }) {
      if (single.has(name)) return
      const isHidden = open.at(-1) ?? false
      open.push(isHidden || silent.has(name) || (lang !== undefined && lang !== locale))
    },
    ontext(text) {
      if (!open.at(-1)) said.push(text)
    },
    onclosetag(name) {
      if (!single.has(name)) open.pop()
    },
  })
  parser.end(html)
  return said.join(' ')
}

function listMixed(locale: Locale): string[] {
  const pages = answers.filter(
    ({ path, head, body }) =>
      path.startsWith(`/${locale}`) && /text\/html/.test(head) && body.includes('<html'),
  )
  return pages.flatMap(({ path, body }) => {
    const words = ownWords(body, locale)
    return [...words.matchAll(distinctive[other[locale]])].map(({ 0: word, index }) => {
      const around = words.slice(Math.max(0, index - 40), index + 40).replaceAll(/\s+/g, ' ')
      return `${path}: “${word}” in “${around}”`
    })
  })
}

beforeAll(async () => {
  const { code, dialogues } = await makeTalkativeTown(site())
  const staff = await site().signInAs('administrator')
  const from = locales.flatMap((locale) => [
    ...[`/${locale}`, `/${locale}/desk`, `/${locale}/my-input/${code}`, `/${locale}/desk/dossiers/new`],
    ...dialogues.map((slug) => `/${locale}/dialogues/${slug}`),
  ])
  answers = [...(await crawl(site(), from, staff)), ...(await crawl(site(), from))]
}, 240_000)

test.each(locales)(
  'no page in %s says a word in the other language, but for what is marked as such',
  (locale) => {
    expect([...new Set(listMixed(locale))].slice(0, 60)).toEqual([])
  },
)

test('pages of residents and of the desk were read in both languages', () => {
  for (const locale of locales) {
    const read = answers.filter(({ path, status }) => status === 200 && path.startsWith(`/${locale}/`))
    expect(read.filter(({ path }) => path.includes('/desk/')).length).toBeGreaterThan(15)
    expect(read.filter(({ path }) => !path.includes('/desk')).length).toBeGreaterThan(30)
    const html = read.map(({ body }) => body).join('\n')
    expect(html.match(distinctive[locale])?.length).toBeGreaterThan(500)
  }
})
