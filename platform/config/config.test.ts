import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './index.ts'

const secret = 'a secret for tests, and for nothing else'

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

test('a wrong secret or address is not repeated', () => {
  expect(() => readConfig({ WEERKLANK_SECRET: 'hunter2' })).toThrow(/^WEERKLANK_SECRET=… is shorter/)
  expect(() => readConfig({ DATABASE_URL: 'mysql://me:pw@host' })).toThrow(/^DATABASE_URL=… does not start/)
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

test.each(['a'.repeat(40), 'secret'.repeat(8), '12'.repeat(20), 'abcdefghijkl'.repeat(4)])(
  'a secret that repeats itself is refused, and the way out is named',
  (guessable) => {
    expect(() => readConfig({ WEERKLANK_SECRET: guessable })).toThrow(
      /^WEERKLANK_SECRET=… repeats itself.+openssl rand -base64 32/,
    )
  },
)
