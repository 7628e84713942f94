import { describe, expect, test } from 'vitest'
import { isCut, isOfPost } from './cut-text.ts'

const url = 'https://krant.example/1'
const long = 'De gemeente sluit het fietspad langs het kanaal tot de zomer. '.repeat(10)

describe('a text', () => {
  test.each([
    ['nothing', ''],
    ['a sentence', 'De brug is dicht.'],
    ['three dots', `${long}En dan…`],
    ['three full stops', `${long}En dan ...`],
    ['dots in brackets', `${long}En dan […]`],
    ['a link to read on', `${long}Lees verder op krant.nl »`],
    ['a link to read on, in English', `${long}Continue reading Fietspad dicht`],
    ['what a weblog says of itself', `${long}Het bericht Fietspad dicht verscheen eerst op Dorpskrant.`],
    ['the same, in English', `${long}[…]\nThe post Path closed appeared first on Village.`],
  ])('that is or ends in %s is cut', (_, text) => expect(isCut({ url, text })).toBe(true))

  test.each([
    ['that ends as an article does', long],
    ['that talks of reading on in its middle', `Lees verder hieronder. ${long}`],
    ['of nothing but dots and spaces', `${long}${' .'.repeat(50_000)} einde`],
  ])('%s is whole', (_, text) => expect(isCut({ url, text })).toBe(false))

  test('without an address of a page is whole: there is nothing to read', () =>
    expect(isCut({ url: undefined, text: '' })).toBe(false))
})

describe('a page', () => {
  const post = { title: 'Fietspad dicht', text: 'De gemeente sluit het fietspad langs het kanaal …' }
  test('that says what the feed said, and more, is of that post', () =>
    expect(isOfPost(post, { title: 'Fietspad dicht | Dorpskrant', text: long })).toBe(true))
  test('about cookies is not', () =>
    expect(isOfPost(post, { title: 'Uw privacy', text: 'Wij en onze partners plaatsen cookies.' })).toBe(
      false,
    ))
  test('of a post without words is taken for it', () =>
    expect(isOfPost({ title: '', text: '' }, { title: '', text: long })).toBe(true))
  test('in another alphabet is known as well', () => {
    const text = 'الطريق مغلق حتى الصيف بسبب العمل'
    expect(isOfPost({ title: '', text }, { title: '', text: `${text} ${text}` })).toBe(true)
    expect(isOfPost({ title: '', text }, { title: '', text: long })).toBe(false)
  })
})
