import { z } from 'zod'

/** Where pictures of a map come from, `{z}`, `{x}` and `{y}` standing for which one. It may hold a key: it is shown nowhere. */
const places = ['{z}', '{x}', '{y}'] as const

/** The address of a map's tiles, as servers of maps tell it: `https://kaart.example/{z}/{x}/{y}.png`. */
export const tilesUrl = z.string().transform((text, context) => {
  if (text === '') return undefined
  const url = URL.parse(text.replace(/\{[zxy]\}/g, '0'))
  const isWhole = places.every((place) => text.split(place).length === 2)
  if (isWhole && url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '')
    return text
  const message =
    'is no address of map tiles: write https://kaart.example/{z}/{x}/{y}.png, with {z}, {x} and {y} once each; a key goes in the path or behind the question mark'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})
