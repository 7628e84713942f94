import { expect, test } from 'vitest'
import type { Spoken } from '#web/http'
import { keepHtml, keepProps } from './keep-html.ts'

const dutch: Spoken = { var: { locale: 'nl', services: { config: { timeZone: 'Europe/Amsterdam' } } } }
const english: Spoken = { var: { ...dutch.var, locale: 'en' } }

test('a fragment is rendered once for the same props in the same language, and anew for any other', () => {
  const asked: string[] = []
  const greet = keepHtml((c, { name, often }: { name: string; often: number }) => {
    asked.push(name)
    return (
      <p lang={c.var.locale}>
        {name} {often}
      </p>
    )
  })
  expect(String(greet(dutch, { name: 'a', often: 1 }))).toBe('<p lang="nl">a 1</p>')
  expect(String(greet(dutch, { name: 'a', often: 1 }))).toBe('<p lang="nl">a 1</p>')
  expect(String(greet(english, { name: 'a', often: 1 }))).toBe('<p lang="en">a 1</p>')
  expect(String(greet(dutch, { name: 'a', often: 2 }))).toBe('<p lang="nl">a 2</p>')
  expect(String(greet(dutch, { name: '<b>', often: 1 }))).toBe('<p lang="nl">&lt;b&gt; 1</p>')
  expect(asked).toEqual(['a', 'a', 'a', '<b>'])
})

test('a fragment stands in a page as it was made, and is not escaped twice', () => {
  const name = keepHtml((_, { text }: { text: string }) => <b>{text}</b>)
  expect(String(<p>{name(dutch, { text: 'a & b' })}</p>)).toBe('<p><b>a &amp; b</b></p>')
})

test('what is kept has a bound', () => {
  let rendered = 0
  const count = keepHtml((_, { n }: { n: number }) => {
    rendered += 1
    return <i>{n}</i>
  })
  for (let n = 0; n < 3001; n++) count(dutch, { n })
  count(dutch, { n: 3000 })
  expect(rendered).toBe(3001)
  count(dutch, { n: 0 })
  expect(rendered).toBe(3002)
})

test('the very same props are found without being read, and only in their own language', () => {
  const greet = keepHtml((c, { text }: { text: string }) => <b lang={c.var.locale}>{text}</b>)
  const props = { text: 'a' }
  const first = greet(dutch, props)
  expect(greet(dutch, props)).toBe(first)
  expect(String(greet(english, props))).toBe('<b lang="en">a</b>')
  expect(String(greet(dutch, { text: 'b' }))).toBe('<b lang="nl">b</b>')
})

test('props are the same object for the same owner and words, and for no other', () => {
  const propsOf = keepProps<object, { n: number }>()
  const [one, other] = [{}, {}]
  let made = 0
  const make = () => ({ n: ++made })
  expect(propsOf(one, 'a', make)).toBe(propsOf(one, 'a', make))
  expect(propsOf(one, 'b', make)).toEqual({ n: 2 })
  expect(propsOf(other, 'a', make)).toEqual({ n: 3 })
})
