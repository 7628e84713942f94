import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './index.ts'

const read = (text: string) => readConfig({ IMAP_URLS: text }).mailboxes
const problemOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
    return ''
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join('\n')
    throw error
  }
}

test('mailboxes are read with their names and passwords as they are, and how they are encrypted', () => {
  expect(
    read(
      ' Info@gemeente.example=imaps://info%40gemeente.example:p%40ss%25=:%2F@mail.example/Archief/2026\n a@b.example=imap://u:p@[::1]:1143 c@b.example=imap://u:p@mail.example/?tls=off ',
    ),
  ).toEqual([
    {
      ...{ name: 'info@gemeente.example', host: 'mail.example', port: 993, encryption: 'tls' },
      ...{ user: 'info@gemeente.example', password: 'p@ss%=:/', folder: 'Archief/2026' },
    },
    {
      ...{ name: 'a@b.example', host: '::1', port: 1143, encryption: 'starttls' },
      ...{ user: 'u', password: 'p', folder: 'INBOX' },
    },
    {
      ...{ name: 'c@b.example', host: 'mail.example', port: 143, encryption: 'none' },
      ...{ user: 'u', password: 'p', folder: 'INBOX' },
    },
  ])
  expect(read('')).toEqual([])
})

test.each([
  'imaps://u:GEHEIM@mail.example',
  'a@b.example=GEHEIM',
  'a@b.example=pop3://u:GEHEIM@mail.example',
  'a@b.example=imaps://u:GEHEIM@',
  'a@b.example=imaps://GEHEIM@mail.example',
  'a@b.example=imaps://u:GEHEIM%zz@mail.example',
  'a@b.example=imaps://u:GEHEIM@mail.example?tls=off',
  'a@b.example=imap://u:GEHEIM@mail.example?tls=maybe',
  'a@b.example=imaps://u:GEHEIM@mail.example a@b.example=imaps://u:GEHEIM@mail.example/INBOX',
])('what cannot be read is told with the way out, and never with a password: %s', (text) => {
  const problem = problemOf({ IMAP_URLS: text })
  expect(problem).toMatch(/^IMAP_URLS=… /)
  expect(problem).not.toContain('GEHEIM')
})

test('where mail is delivered, and for whom, go together', () => {
  const both = { LMTP_LISTEN: '2424', LMTP_ADDRESSES: 'Info@b.example, c@b.example' }
  expect(readConfig(both).lmtp).toEqual({
    ...{ host: '127.0.0.1', port: 2424 },
    addresses: ['info@b.example', 'c@b.example'],
  })
  expect(readConfig({ ...both, LMTP_LISTEN: '[::1]:24' }).lmtp).toMatchObject({ host: '::1', port: 24 })
  expect(problemOf({ LMTP_LISTEN: '127.0.0.1:2424' })).toContain('LMTP_ADDRESSES is missing')
  expect(problemOf({ ...both, LMTP_LISTEN: 'hier' })).toContain(
    'LMTP_LISTEN=hier is not where one can listen',
  )
  expect(problemOf({ ...both, LMTP_LISTEN: '1:70000' })).toContain('is not where one can listen')
  expect(problemOf({ ...both, LMTP_ADDRESSES: 'info' })).toContain('has "info" in it')
})
