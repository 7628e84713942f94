import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './index.ts'

const secret = '9fQ2kVZt7mXo4LbRw1sEyHc8uNjPdA3g'

test('without any setting the demo runs on the embedded database on port 3000', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    demo: true,
    databaseUrl: undefined,
    url: 'http://127.0.0.1:3000',
  })
})

test('with a database of its own there is no demo', () => {
  const config = readConfig({ DATABASE_URL: 'postgres://localhost/weerklank', WEERKLANK_SECRET: secret })
  expect(config.demo).toBe(false)
})

test('everything that is wrong is said at once, with the value and the way out', () => {
  expect(() => readConfig({ PORT: 'http', WEERKLANK_DEMO: 'yes', WEERKLANK_TIME_ZONE: 'Mars' })).toThrow(
    new ConfigError([
      'PORT=http is not a port: use a whole number from 0 to 65535.',
      'WEERKLANK_DEMO=yes is neither "on" nor "off".',
      'WEERKLANK_TIME_ZONE=Mars is not a time zone: use a name such as Europe/Amsterdam.',
    ]),
  )
})

test.each([
  'a'.repeat(44),
  'secret'.repeat(8),
  'correct horse battery staple '.repeat(2),
  '0123456789abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba9876543210',
  '11112222333344445555666677778888',
  'changeme'.padEnd(32, '.'),
  'qwertyuiopasdfghjklzxcvbnm123456',
  'Welkom01Welkom02Welkom03Welkom04',
])('a secret that is no secret is refused, with the way out: %s', (weak) => {
  const refused = () => readConfig({ WEERKLANK_SECRET: weak })
  expect(refused).toThrow(
    /^WEERKLANK_SECRET=… is easily guessed, .+: make one with `openssl rand -base64 32`\.$/,
  )
  expect(refused).not.toThrow(weak.slice(0, 8))
})

test('random secrets pass, in whatever alphabet they are written, and however long they are', () => {
  for (const encoding of ['hex', 'base64', 'base64url'] as const)
    for (const bytes of [32, 64, 256])
      for (let n = 0; n < 1000; n++) {
        const made = randomBytes(bytes).toString(encoding)
        expect(readConfig({ WEERKLANK_SECRET: made }).secret).toBe(made)
      }
})

test('random secrets of the shortest length pass too', () => {
  for (let n = 0; n < 2000; n++) readConfig({ WEERKLANK_SECRET: randomBytes(16).toString('hex') })
})

test('a wrong secret or address is not repeated', () => {
  expect(() => readConfig({ WEERKLANK_SECRET: 'hunter2' })).toThrow(/^WEERKLANK_SECRET=… is shorter/)
  expect(() => readConfig({ DATABASE_URL: 'mysql://me:pw@host' })).toThrow(/^DATABASE_URL=… does not start/)
  for (const unreadable of ['postgres://me@/db?host=/run/postgresql', 'postgres://me:a b/c@host:x/db'])
    expect(() => readConfig({ DATABASE_URL: unreadable })).toThrow(
      /^DATABASE_URL=… is no address that can be read/,
    )
})

test.each([
  [{ DATABASE_URL: 'postgres://localhost/w' }, /WEERKLANK_SECRET is missing/],
  [
    { DATABASE_URL: 'postgres://localhost/w', WEERKLANK_SECRET: secret, WEERKLANK_DEMO: 'on' },
    /does not go with DATABASE_URL/,
  ],
  [{ HOST: '0.0.0.0', WEERKLANK_DEMO: 'on' }, /does not go with HOST=0.0.0.0/],
])('settings that contradict each other are refused: %o', (environment, message) => {
  expect(() => readConfig(environment)).toThrow(message)
})

test.each([
  [{ MAIL_FROM: 'Gemeente Voorbeeld' }, /MAIL_FROM=Gemeente Voorbeeld has no e-mail address in it: write /],
  [{ WEERKLANK_URL: 'https://gemeente.example/praat' }, /^WEERKLANK_URL=… has something behind the name/],
  [{ WEERKLANK_URL: 'https://gemeente.example/?a=1' }, /has something behind the name/],
  [{ WEERKLANK_URL: 'ftp://gemeente.example' }, /is not an address of the web/],
  [{ WEERKLANK_ADMIN_EMAIL: 'beheer@' }, /is not an e-mail address/],
  [{ SMTP_URL: 'smtp://' }, /is no address that can be read/],
  [{ CLAMD_URL: 'http://127.0.0.1:3310' }, /is not where clamd listens: write tcp:/],
  [{ CLAMD_URL: 'tcp://127.0.0.1' }, /is not where clamd listens/],
  [{ CLAMD_URL: 'tcp://127.0.0.1:99999' }, /is not where clamd listens/],
])('a setting that cannot work is refused with the way out: %o', (environment, message) => {
  expect(() => readConfig(environment)).toThrow(message)
})

test('a virus scanner listens on a port or a socket', () => {
  expect(readConfig({ CLAMD_URL: 'tcp://[::1]:3310' }).clamd).toEqual({ host: '::1', port: 3310 })
  expect(readConfig({ CLAMD_URL: 'unix:/run/clamav/clamd.ctl' }).clamd).toEqual({
    path: '/run/clamav/clamd.ctl',
  })
  expect(readConfig({}).clamd).toBeUndefined()
})

test('a sender may have a name, and an address of the site a slash at its end', () => {
  expect(
    readConfig({ MAIL_FROM: 'praat@voorbeeld.nl', WEERKLANK_URL: 'https://praat.voorbeeld.nl/' }),
  ).toMatchObject({
    mailFrom: 'praat@voorbeeld.nl',
    url: 'https://praat.voorbeeld.nl',
  })
  expect(readConfig({ MAIL_FROM: 'Gemeente Voorbeeld <jan&piet@café.nl>' }).mailFrom).toContain('Gemeente')
})

test('a server that translates has an address, and may ask for a key', () => {
  const read = (text: string) => readConfig({ TRANSLATE_URL: text }).translator
  expect(read('')).toBeUndefined()
  expect(read('https://k%40y@vertaler.example/')).toEqual({ url: 'https://vertaler.example', key: 'k@y' })
  expect(read('http://127.0.0.1:5000/v')).toEqual({ url: 'http://127.0.0.1:5000/v', key: undefined })
  for (const wrong of [
    'vertaler',
    'ftp://vertaler.example',
    'https://a:GEHEIM@v.example',
    'https://v.example?a=1',
  ])
    expect(() => read(wrong)).toThrow(/^TRANSLATE_URL=… is no address of a server that translates: write /)
})

test('a map has the address of its tiles, and says who made it', () => {
  const read = (TILES_URL: string, TILES_CREDIT = '© Kadaster') =>
    readConfig({ TILES_URL, TILES_CREDIT }).tiles
  expect(read('', '')).toBeUndefined()
  expect(read('https://kaart.example/{z}/{x}/{y}.png?key=GEHEIM')).toEqual({
    url: 'https://kaart.example/{z}/{x}/{y}.png?key=GEHEIM',
    credit: '© Kadaster',
  })
  expect(() => read('https://kaart.example/{z}/{x}/{y}.png', '')).toThrow(/^TILES_CREDIT is missing/)
  expect(() => read('https://kaart.example/{z}/{x}/{y}.png', '©'.repeat(201))).toThrow(/is longer than 200/)
  for (const wrong of [
    'kaart',
    'https://kaart.example/{z}/{x}.png',
    'https://kaart.example/{z}/{x}/{y}/{x}',
    'ftp://kaart.example/{z}/{x}/{y}',
    'https://ik:GEHEIM@kaart.example/{z}/{x}/{y}',
  ])
    expect(() => read(wrong)).toThrow(/^TILES_URL=… is no address of map tiles: write /)
})
