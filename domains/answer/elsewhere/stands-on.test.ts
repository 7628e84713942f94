import { expect, test } from 'vitest'
import { standsOn } from './stands-on.ts'

const reply =
  'Dag, dank voor uw bericht. De brug gaat op maandag 9 maart om zeven uur weer open. Tot die tijd rijdt de bus om.\n\nAnn Visser, namens Gemeente Voorbeeld'
const page = (words: string) =>
  `Wijkblog Noord\nDe brug is dicht\nHoe lang nog?\n${words}\nLees ook: de markt verhuist`

test('a reply stands on a page that holds it, whatever became of its signs and lines', () => {
  expect(standsOn(page(reply), reply, ['Hoe lang nog?'])).toBe(true)
  expect(standsOn(page(reply.toUpperCase().replaceAll('.', ' …')), reply, [])).toBe(true)
})

test('one sentence of it is enough, for a site that cuts short', () => {
  const cut = page('De brug gaat op maandag 9 maart om zeven uur weer open. (lees meer)')
  expect(standsOn(cut, reply, [])).toBe(true)
})

test('another text of the same words is not it, and neither is our name alone', () => {
  expect(standsOn(page('Op maandag gaat de brug open, zegt de gemeente.'), reply, [])).toBe(false)
  expect(standsOn(page('Gemeente Voorbeeld en Ann Visser'), reply, [])).toBe(false)
  expect(standsOn('', reply, [])).toBe(false)
})

test('what we only quote of the post does not tell that our reply stands there', () => {
  const post = 'Hoe lang is de brug over de Vaart nog dicht voor ons?'
  const quoting = `${post}\nTot april.\n\nAnn, namens X`
  expect(standsOn(page(post), quoting, [post])).toBe(false)
  expect(standsOn(page(quoting), quoting, [post])).toBe(true)
})

test('a reply of a few words is looked for as a whole', () => {
  const short = 'Ja, dat klopt.\n\nAnn Bos, namens X'
  expect(standsOn(page(short), short, [])).toBe(true)
  expect(standsOn(page('Ja, dat klopt.'), short, [])).toBe(false)
})
