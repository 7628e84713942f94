import { describe, expect, test } from 'vitest'
import type { ReceivedMail } from '#platform/received-mail'
import { readMailLinks } from './mail-header.ts'
import { drawMailKey, mailedAddress, mailKeyOf } from './mailed-address.ts'
import { identityOf, isOf, listAddresses, listLinks, mailToItem } from './mailed-post.ts'

const mail = (more: Partial<ReceivedMail>): ReceivedMail => ({
  ...{ messageId: 'a@b', inReplyTo: [], references: [], to: [], cc: [], replyTo: [], listId: null },
  ...{
    from: [{ name: 'Jan de Vries', address: 'jan@dorp.example' }],
    subject: 'Nieuws',
    text: null,
    html: null,
  },
  ...{ date: new Date('2026-04-16T08:00:00Z'), attachments: [], unpacked: [], report: null, warnings: [] },
  machine: { auto: true, bounce: false, list: true, reasons: [] },
  ...more,
})
const nowhere = { archived: undefined }

test('an address of ours with a key is told from all others', () => {
  const key = drawMailKey()
  const address = mailedAddress('info@gemeente.example', key)
  expect(address).toBe(`info+listen-${key}@gemeente.example`)
  expect([mailKeyOf(address), mailKeyOf(address.toUpperCase())]).toEqual([key, key])
  for (const other of [
    'info@gemeente.example',
    'info+listen-@gemeente.example',
    `info+${key}@gemeente.example`,
    '',
  ]) {
    expect(mailKeyOf(other)).toBeUndefined()
  }
})

describe('mail is of whom staff named', () => {
  const list = identityOf(mail({ listId: 'bewoners.dorp.example' }))
  const letter = identityOf(mail({}))
  test.each([
    [
      'the same list, whoever writes',
      list,
      { listId: 'bewoners.dorp.example', domain: 'elders.example' },
      true,
    ],
    [
      'another list of the same place',
      list,
      { listId: 'bestuur.dorp.example', domain: 'dorp.example' },
      false,
    ],
    ['the same domain', letter, { listId: null, domain: 'dorp.example' }, true],
    ['a domain under it', letter, { listId: null, domain: 'mail.dorp.example' }, true],
    ['a list of it', letter, { listId: 'nieuws.dorp.example', domain: 'post.example' }, true],
    ['a domain that ends the same', letter, { listId: null, domain: 'bijdorp.example' }, false],
    ['nobody', letter, { listId: null, domain: null }, false],
  ])('%s', (_, confirmed, other, fits) => expect(isOf(confirmed, other)).toBe(fits))

  test('and of nobody before that', () => {
    expect(isOf({ listId: null, domain: null }, letter)).toBe(false)
    expect(isOf({ listId: null, domain: null }, { listId: null, domain: null })).toBe(false)
  })
})

describe('a mail as a post', () => {
  const html = `<p>Beste buren, de <b>brug</b> gaat dicht.</p><img src="https://meet.example/open.gif?who=7">
    <p><a href="https://klik.example/ls/click?u=jan">Lees meer</a></p>
    <p><a href="https://brief.example/april?utm_source=mail">Bekijk in uw browser</a></p>`

  test('is its words: no picture, no link that counts, nobody who wrote it', () => {
    const item = mailToItem(mail({ html }), nowhere)
    expect(item).toMatchObject({ guid: 'a@b', title: 'Nieuws', url: 'https://brief.example/april' })
    expect(item.text).toContain('Beste buren, de brug gaat dicht.')
    for (const left of ['http', 'meet.example', 'klik.example', 'Jan', 'href', 'img'])
      expect(`${item.html}${item.text}`).not.toContain(left)
  })

  test('stands where its list keeps it, if anywhere', () => {
    const item = mailToItem(mail({ html }), { archived: 'https://lijst.example/1' })
    expect(item.url).toBe('https://lijst.example/1')
    const counted = html.replace('https://brief.example/april', 'https://brief.example/click/april')
    expect(mailToItem(mail({ html: counted }), nowhere).url).toBeUndefined()
  })

  test('has neither what it answers nor a signature', () => {
    const text =
      'Ik ben het eens.\n\nOp 3 maart schreef Piet:\n> De brug moet open.\n\n-- \nJan de Vries\n06-12345678\n'
    const item = mailToItem(mail({ text }), nowhere)
    expect(item.text).toContain('Ik ben het eens.')
    for (const left of ['06-1234', 'moet open']) expect(item.text).not.toContain(left)
  })

  test('keeps an address that people wrote, and no other', () => {
    const text = `Zie https://dorp.example/plan?utm_source=x en <https://t.example/track/${'a'.repeat(90)}> of https://a.example/?e=jan@dorp.example`
    expect(mailToItem(mail({ text }), nowhere).text).toBe('Zie https://dorp.example/plan en  of')
  })

  test.each([
    ['nothing', mail({ subject: '' })],
    ['another alphabet', mail({ subject: 'مرحبا', text: 'الطريق مغلق' })],
    ['a NUL', mail({ subject: 'a\0b', text: 'c\0d' })],
    ['half a character', mail({ text: `${'a'.repeat(199_999)}😀` })],
    ['links without end', mail({ html: '<a href="https://a.example">x'.repeat(20_000) })],
  ])('can be of %s', (_, one) => {
    const { title, text } = mailToItem(one, nowhere)
    expect(`${title}${text}`).not.toContain('\0')
    expect(text.isWellFormed()).toBe(true)
  })
})

test('the links of a mail are listed for people to open, each once, and none that is a script', () => {
  expect(
    listLinks(
      '<a href="https://a.example/ja">Ja, <b>bevestig</b></a><a href="https://a.example/ja">x</a><a href="javascript:x">y</a>',
    ),
  ).toEqual([{ href: 'https://a.example/ja', text: 'Ja, bevestig' }])
  expect(listAddresses('Bevestig: https://a.example/ja. Of (https://a.example/nee)')).toEqual([
    { href: 'https://a.example/ja', text: '' },
    { href: 'https://a.example/nee', text: '' },
  ])
})

test('the header says where a mail stands and how one leaves, over several lines and whatever else it holds', () => {
  const raw = (header: string) =>
    Buffer.from(`Subject: x\r\n${header}\r\n\r\nArchived-At: <https://nee.example/>`)
  expect(
    readMailLinks(
      raw(
        'Archived-At:\r\n <https://lijst.example/1>\r\nList-Unsubscribe: <mailto:weg@dorp.example>,\r\n\t<https://dorp.example/weg>',
      ),
    ),
  ).toEqual({ archived: 'https://lijst.example/1', unsubscribe: 'https://dorp.example/weg' })
  expect(readMailLinks(raw('List-Unsubscribe: <mailto:weg@dorp.example>, <javascript:x>'))).toEqual({
    archived: undefined,
    unsubscribe: 'mailto:weg@dorp.example',
  })
  expect(readMailLinks(raw('List-Unsubscribe: <javascript:x>'))).toEqual({
    archived: undefined,
    unsubscribe: undefined,
  })
})
