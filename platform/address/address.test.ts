import { expect, test } from 'vitest'
import { addressSchema, readAddress } from './address.ts'

test('an address is the same one however it is written', () => {
  for (const text of ['jan@bücher.example', ' Jan@Bücher.Example ', 'jan+plein@xn--bcher-kva.example'])
    expect(readAddress(text)?.handle).toBe('jan@xn--bcher-kva.example')
})

test('mail goes to the address as it was typed, in a form that mail servers know', () => {
  expect(readAddress('Jan+plein@Bücher.example')?.mailbox).toBe('Jan+plein@xn--bcher-kva.example')
})

test('different people have different addresses', () => {
  expect(readAddress('jan@voorbeeld.example')?.handle).not.toBe(readAddress('jan@voorbeeld.test')?.handle)
  expect(readAddress('j.an@voorbeeld.example')?.handle).not.toBe(readAddress('jan@voorbeeld.example')?.handle)
})

test('what is no address is refused', () => {
  for (const text of [
    '',
    'jan',
    'jan@',
    '@voorbeeld.example',
    'jan@@voorbeeld.example',
    'jan@voor beeld.example',
    'a@b',
    'jan@voorbeeld.example/x',
    'jan@voorbeeld.example?x',
    'jan@voorbeeld.example#x',
    'jan@voorbeeld.example\\x',
    'jan@voorbeeld%2eexample',
  ])
    expect(readAddress(text)).toBeUndefined()
  expect(readAddress('jan@voorbeeld.example\nbcc: piet@voorbeeld.example')).toBeUndefined()
  expect(readAddress('bcc: piet\njan@voorbeeld.example')).toBeUndefined()
  expect(readAddress(`${'j'.repeat(250)}@voorbeeld.example`)).toBeUndefined()
})

test('in a form, an address is read or named as none', () => {
  expect(addressSchema.parse(' Jan@voorbeeld.example ')).toEqual({
    mailbox: 'Jan@voorbeeld.example',
    handle: 'jan@voorbeeld.example',
    formerHandle: 'jan@voorbeeld.example',
  })
  expect(addressSchema.safeParse('jan').error?.issues).toMatchObject([
    { code: 'custom', message: 'not-an-address' },
  ])
})

test('a text that is far too long is refused before any work is done on it', () => {
  const marks = `a${'\u0300\u0316'.repeat(3_000_000)}@voorbeeld.example`
  const began = performance.now()
  expect(readAddress(marks)).toBeUndefined()
  expect(performance.now() - began).toBeLessThan(100)
  expect(readAddress(` ${'j'.repeat(60)}@voorbeeld.example${' '.repeat(400)}`)).toBeDefined()
})

test('one mailbox of a provider that ignores dots or has two names is one address, and its former one is kept', () => {
  for (const text of ['Jan.de.Vries@gmail.com', 'jandevries+dialoog@googlemail.com', 'j.andevries@GMAIL.com'])
    expect(readAddress(text)?.handle).toBe('jandevries@gmail.com')
  expect(readAddress('Jan.de.Vries+x@gmail.com')).toMatchObject({
    mailbox: 'Jan.de.Vries+x@gmail.com',
    formerHandle: 'jan.de.vries@gmail.com',
  })
  expect(readAddress('jan_de-vries@pm.me')?.handle).toBe(readAddress('jandevries@proton.me')?.handle)
  expect(readAddress('jan@me.com')?.handle).toBe('jan@icloud.com')
  expect(readAddress('j.an@outlook.com')?.handle).not.toBe(readAddress('jan@outlook.com')?.handle)
})

test.each([
  ['jan&piet@voorbeeld.nl', 'jan&piet@voorbeeld.nl'],
  ['info@café.nl', 'info@xn--caf-dma.nl'],
  ["o'neill@voorbeeld.nl", "o'neill@voorbeeld.nl"],
  ['Jan de Vries <jan@voorbeeld.nl>', 'jan@voorbeeld.nl'],
  ['mailto:jan@voorbeeld.nl', 'jan@voorbeeld.nl'],
  ['<jan@voorbeeld.nl>', 'jan@voorbeeld.nl'],
  ['\u200Bjan@voor\u00ADbeeld.nl\u00A0', 'jan@voorbeeld.nl'],
  ['jan@sub.voorbeeld.amsterdam', 'jan@sub.voorbeeld.amsterdam'],
])('%s is an address as people write or paste it', (text, mailbox) => {
  expect(readAddress(text)?.mailbox).toBe(mailbox)
})

test.each([
  'jan piet@voorbeeld.nl',
  '.jan@voorbeeld.nl',
  'jan.@voorbeeld.nl',
  'ja..n@voorbeeld.nl',
  'jan@voorbeeld',
  'jan@-voorbeeld.nl',
  'jan@127.0.0.1',
  'jan@127.0.0.10',
  'jan@voorbeeld.nl, piet@voorbeeld.nl',
  `${'j'.repeat(65)}@voorbeeld.nl`,
  'é@voorbeeld.nl',
])('%s is none', (text) => expect(readAddress(text)).toBeUndefined())
