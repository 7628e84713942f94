import { expect, test } from 'vitest'
import { nameOf } from './take-file.ts'

test.each([
  ['verslag.pdf', 'verslag.pdf'],
  ['C:\\Users\\Jan\\brief.docx', 'brief.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['.htaccess', 'htaccess.pdf'],
  ['', 'document.pdf'],
  ['…\u202Efdp.exe', '…fdp.pdf'],
  ['a"b\r\nSet-Cookie: x<i>.pdf', 'abSet-Cookie xi.pdf'],
  ['رسالة.pdf', 'رسالة.pdf'],
])('%j is called %j', (name, called) => {
  expect(nameOf(name, 'application/pdf')).toBe(called)
})

test('a name that goes on and on is cut', () => {
  expect([...nameOf(`${'é'.repeat(500)}.pdf`, 'application/pdf')]).toHaveLength(84)
})
