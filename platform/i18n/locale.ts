/** The languages of the pages. */
export const locales = ['nl', 'en'] as const

export type Locale = (typeof locales)[number]

export function isLocale(text: string | undefined): text is Locale {
  return locales.some((locale) => locale === text)
}

/** Chooses the language that a browser likes best of those we have; Dutch where it likes none. */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? '').split(',').map(readWish)
  wishes.sort((a, b) => b.weight - a.weight)
  return wishes.map((wish) => wish.language).find(isLocale) ?? 'nl'
}

function readWish(part: string): { language: string; weight: number } {
  const [tag = '', ...parameters] = part.trim().split(';')
  const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean)
  return {
    language: tag.toLowerCase().split('-')[0] ?? '',
    weight: quality === undefined ? 1 : Number(quality),
  }
}
