import { raw } from 'hono/html'
import { type Fact, type FactVerdict, verdictMessages } from '#domains/answer'
import { dateIn } from '#platform/clock'
import { isLocale } from '#platform/i18n'
import type { WebContext } from '#web/http'
import { say } from '#web/words'
import { factPath } from './fact-words.tsx'

/** On the scale of the vocabulary, one to five; of what we do not know there is none. */
const ratings = { right: 5, partly: 3, wrong: 1, unknown: undefined } as const satisfies Record<
  FactVerdict,
  number | undefined
>

/** The sheet as search engines read it (schema.org ClaimReview, in JSON-LD): data that no browser runs. */
export function ClaimReview({ c, fact }: { c: WebContext; fact: Fact }) {
  return <script type="application/ld+json">{raw(inScript(describeClaim(c, fact)))}</script>
}

/** What ends a script, or begins a comment in one, is written so that it does not. */
function inScript(told: object): string {
  return JSON.stringify(told)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

export function describeClaim(c: WebContext, fact: Fact): object {
  const { url: site, timeZone } = c.var.services.config
  const rating = ratings[fact.verdict]
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: `${site}${factPath(c, fact.number)}`,
    datePublished: dateIn(timeZone, fact.firstAt),
    dateModified: dateIn(timeZone, fact.changedAt),
    ...(isLocale(fact.language) ? { inLanguage: fact.language } : {}),
    claimReviewed: fact.claim,
    reviewBody: fact.answer,
    itemReviewed: { '@type': 'Claim', name: fact.claim },
    author: { '@type': 'GovernmentOrganization', name: c.var.organisation.name, url: site },
    reviewRating: {
      '@type': 'Rating',
      alternateName: say(c, verdictMessages)(fact.verdict),
      ...(rating === undefined ? {} : { ratingValue: rating, bestRating: 5, worstRating: 1 }),
    },
  }
}
