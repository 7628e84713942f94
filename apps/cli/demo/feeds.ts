import type { Calendar } from './calendar.ts'

export type DemoFeed = { address: string; title: string; purpose: string; posts: DemoPost[] }

type DemoPost = { slug: string; title: string; text: string; daysAgo: number }

/** Two public sites of the story; their addresses end in .test, so that nothing is ever asked of anybody. */
export const demoFeeds: DemoFeed[] = [
  {
    address: 'https://centrum.voorbeeld.test/feed.xml',
    title: 'Wijkblad Centrum',
    purpose: 'Lezen wat bewoners van het centrum schrijven over hun straat, om daarop te kunnen antwoorden.',
    posts: [
      {
        slug: 'bijna-geraakt-bij-de-bakker',
        title: 'Bijna geraakt bij de bakker',
        text: 'Ik fiets elke ochtend met twee kleine kinderen door de Dorpsstraat. Bij de bakker gaat het elke week bijna mis. Auto’s rijden achteruit uit de parkeerplekken en zien ons niet.',
        daysAgo: 30,
      },
      {
        slug: 'laden-en-lossen',
        title: 'Laden en lossen de hele dag door',
        text: 'Om half drie ’s middags stonden er drie vrachtwagens in de Dorpsstraat. De bus kon er niet langs, fietsers gingen over de stoep. Kan dat niet ’s ochtends vroeg?',
        daysAgo: 16,
      },
      {
        slug: 'braderie',
        title: 'Braderie op 12 september',
        text: 'De braderie is dit jaar weer op het Marktplein. Er is muziek en de winkels zijn open tot acht uur.',
        daysAgo: 9,
      },
      {
        slug: 'klanten-van-buiten',
        title: '‘Mijn klanten komen van buiten het dorp’',
        text: 'De eigenaar van de schoenenwinkel maakt zich zorgen over de plannen voor de Dorpsstraat. Zonder parkeerplek rijden klanten door naar de stad, zegt hij. En wanneer begint het werk in de Dorpsstraat nu echt?',
        daysAgo: 3,
      },
    ],
  },
  {
    address: 'https://singelwijk.voorbeeld.test/atom.xml',
    title: 'Buurtforum Singelwijk',
    purpose:
      'Lezen wat in de Singelwijk speelt over hitte, groen en water, als input voor het plan voor een koele wijk.',
    posts: [
      {
        slug: 'slaapkamer-31-graden',
        title: '31 graden in de slaapkamer',
        text: 'Vannacht was het nog 31 graden op onze slaapkamer. De flat heeft geen zonwering en er staat geen boom in de straat.',
        daysAgo: 40,
      },
      {
        slug: 'bankje-in-de-schaduw',
        title: 'Een bankje in de schaduw',
        text: 'Mijn moeder van 84 loopt elke dag naar de winkel. Halverwege is geen enkele plek om in de schaduw te zitten. Een boom en een bankje zou zoveel schelen.',
        daysAgo: 22,
      },
      {
        slug: 'tegels-eruit',
        title: 'Tegels eruit, wie doet er mee?',
        text: 'Zaterdag halen wij met zes buren de tegels uit onze voortuinen. De gemeente haalt ze gratis op. Meedoen kan nog. Weet iemand trouwens wanneer het werk in de Dorpsstraat begint?',
        daysAgo: 6,
      },
    ],
  },
]

/** The feed as its site would serve it: RSS 2.0. */
export function writeFeed({ address, title, posts }: DemoFeed, { ago }: Calendar): string {
  const home = new URL('/', address).href
  const items = posts.map(
    (
      post,
    ) => `<item><title>${escapeXml(post.title)}</title><link>${home}${post.slug}</link><guid>${home}${post.slug}</guid>
<pubDate>${ago(post.daysAgo).toUTCString()}</pubDate><description>${escapeXml(post.text)}</description></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>${escapeXml(title)}</title><link>${home}</link><language>nl</language>
<description>${escapeXml(title)}</description>${items.join('\n')}</channel></rss>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
