import { expect, test } from 'vitest'
import { fingerprintMail } from './fingerprint.ts'

const print = (source: string) => fingerprintMail(Buffer.from(source))
const mail = 'Message-ID: <een@example.nl>\nSubject: Tegel\n\nHij ligt los.\n'

test('copies that came by different ways are one mail', () => {
  const one = print(mail)
  expect(print(`Received: from a\n\tby b\nDelivered-To: balie@example.nl\nX-Spam: no\n${mail}`)).toBe(one)
  expect(
    print(
      `Return-Path: <zoe@example.nl>\n${mail.replace('Subject', 'X-Original-To: info@example.nl\nSubject')}`,
    ),
  ).toBe(one)
  expect(print(mail.replaceAll('\n', '\r\n'))).toBe(one)
  expect(print(`From zoe@example.nl Mon May  4 11:00:00 2026\n${mail}\n\n`)).toBe(one)
})

test('two mails that carry one Message-ID are two', () => {
  expect(print(mail.replace('los', 'scheef'))).not.toBe(print(mail))
  expect(print(mail.replace('Tegel', 'Stoep'))).not.toBe(print(mail))
})

test('what looks like a trace in the text is text', () => {
  expect(print(`${mail}\nX-Spam: no\n`)).not.toBe(print(mail))
})
