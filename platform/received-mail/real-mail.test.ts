import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { sharedData } from '#testing'
import { fingerprintMail } from './fingerprint.ts'
import { foldMail, unfoldedText } from './fold-mail.ts'
import { expectHarmless } from './harmless.fixture.ts'
import { htmlToText } from './html-text.ts'
import { readMail } from './read-mail.ts'
import type { DeliveryState, ReceivedMail } from './received-mail.ts'

// Collections of real and of broken mail. Without WEERKLANK_DATA these tests are skipped.
const folder = sharedData('mail') ?? ''
const isAbsent = folder === ''

const walk = (at: string): string[] =>
  readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(at, entry.name)) : [join(at, entry.name)],
  )

async function read(file: string): Promise<ReceivedMail> {
  const outcome = await readMail(readFileSync(file), new Date('2026-11-30'))
  if (outcome.kind !== 'read') throw new Error(`${file}: ${outcome.reason}`)
  return outcome.mail
}

const squeeze = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()

test.skipIf(isAbsent)(
  'every mail of the collections is read, and folds cover its text in order',
  async () => {
    const files = walk(folder).filter((file) => /\.(eml|msg)$|mimekit\/messages|rlug/.test(file))
    expect(files.length).toBeGreaterThan(600)
    for (const file of files) {
      const mail = await read(file)
      const text = mail.text ?? htmlToText(mail.html ?? '')
      let at = 0
      for (const { start, end } of foldMail(text)) {
        expect(start >= at && end > start && end <= text.length, file).toBe(true)
        at = end
      }
      expect(fingerprintMail(readFileSync(file)), file).toMatch(/^[\da-f]{64}$/)
    }
  },
)

test.skipIf(isAbsent)(
  'the HTML of every mail of the collections can be shown, and does no harm',
  async () => {
    let shown = 0
    for (const file of walk(folder).filter((name) => /\.(eml|msg)$|mimekit\/messages|rlug/.test(name))) {
      const { html } = await read(file)
      if (html === null) continue
      expect(expectHarmless(html), file).toBe(true)
      shown++
    }
    expect(shown).toBeGreaterThan(70)
  },
  120_000,
)

/** A mail as the tests of Stalwart's mail-parser expect it. */
type Expected = {
  text_body: number[]
  html_body: number[]
  attachments: number[]
  parts: { headers: { name: string; value: { Text?: string } }[]; body: { Text?: string; Html?: string } }[]
}

/** Where we differ, and why. */
const justified: Readonly<Record<string, string>> = {
  '007.eml html': 'plain parts beside the HTML part are put into the HTML as well, so that nothing is unseen',
  '002.eml text': 'four parts in binary rubbish: theirs keeps one as a file, ours all as text',
  '002.eml attachments': 'the same part',
  '005.eml text': 'the line of a boundary that is not one stays text, and a lost byte shows as such',
  '015.eml attachments': 'messages of a digest are three files, theirs one file of three messages',
}

test.skipIf(isAbsent)('the expected parses of stalwart agree, but for what is justified', async () => {
  let agreed = 0
  const differences: string[] = []
  for (const file of walk(join(folder, 'stalwart')).filter((one) => one.endsWith('.eml'))) {
    const expected = JSON.parse(readFileSync(file.replace(/\.eml$/, '.json'), 'utf8')) as Expected
    const mail = await read(file)
    const bodies = (ids: number[], kind: 'Text' | 'Html') =>
      squeeze(
        ids
          .map((id) => expected.parts[id]?.body[kind])
          .filter((body) => body !== undefined)
          .join('\n'),
      )
    const subject = expected.parts[0]?.headers.find(({ name }) => name === 'subject')?.value.Text
    const compared: [string, unknown, unknown][] = [
      ['text', squeeze(mail.text), bodies(expected.text_body, 'Text')],
      ['html', squeeze(mail.html), bodies(expected.html_body, 'Html')],
      ['subject', squeeze(mail.subject), squeeze(subject)],
      ['attachments', mail.attachments.length, expected.attachments.length],
    ]
    for (const [what, ours, theirs] of compared) {
      if (ours === theirs) agreed++
      else differences.push(`${basename(file)} ${what}`)
    }
  }
  expect(differences.filter((difference) => !(difference in justified))).toEqual([])
  expect(agreed).toBeGreaterThanOrEqual(115)
})

/** The leaves of a structure that mime4j expects: the type of each, and the file with its text, if it is one. */
function leavesOf(xml: string): { type: string; name: string | undefined; isFile: boolean }[] {
  const leaves = xml.split(/<(?:text-body|binary-body)/).slice(1)
  const headers = xml.split(/<(?:text-body|binary-body)[^>]*>/)
  return leaves.map((leaf, at) => {
    const header = headers[at]?.slice(headers[at]?.lastIndexOf('<header>')) ?? ''
    const type = /content-type:\s*([\w/+-]+)/i.exec(header)?.[1]?.toLowerCase() ?? 'text/plain'
    return {
      type,
      name: /name="([^"]+)"/.exec(leaf)?.[1],
      isFile: /content-disposition:\s*attachment/i.test(header),
    }
  })
}

/**
 * Where nothing begins at a boundary, ours takes all as text; after a line of blanks that should have ended the header,
 * or where there is no header at all, theirs takes text for more of it, and loses that.
 */
const apart = /missing-inner-start-boundary|bad-header-separator|malformedHeaderStartsBody|multipartnopart/
const whole = /<message>[\s\S]*<message>/

test.skipIf(isAbsent)('the structures of mime4j agree: texts to the word, files by number', async () => {
  let compared = 0
  for (const file of walk(join(folder, 'mime4j')).filter((one) => one.endsWith('.msg'))) {
    const xml = readFileSync(file.replace(/\.msg$/, '_decoded.xml'), 'utf8')
    // Theirs looks into messages that came along; ours hands them out as files.
    if (whole.test(xml)) {
      expect(
        (await read(file)).attachments.map(({ type }) => type),
        file,
      ).toContain('message/rfc822')
      continue
    }
    const leaves = leavesOf(xml)
    const texts = leaves.filter(({ type, isFile }) => type === 'text/plain' && !isFile)
    const mail = await read(file)
    const expected = texts
      .map(({ name }) => readFileSync(join(folder, 'mime4j', name ?? ''), 'utf8'))
      .join('\n')
    if (!apart.test(file)) expect(squeeze(mail.text), file).toBe(squeeze(expected))
    const files = leaves.filter(({ type, isFile }) => isFile || !/^text\/(plain|html)$/.test(type))
    expect(mail.attachments.length, file).toBe(files.length)
    compared++
  }
  expect(compared).toBeGreaterThan(12)
})

function expectedState([, , , reason = '', isHard]: string[]): DeliveryState {
  if (isHard === 'true') return 'hard'
  return ['feedback', 'vacation', 'delivered'].includes(reason) ? 'none' : 'soft'
}

test.skipIf(isAbsent)(
  '95 of 100 recipients of real bounces get the right state, and no bounce is taken for a person',
  async () => {
    const rows = readFileSync(join(folder, 'sisimai-bounces', 'expected.tsv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    const byFile = Map.groupBy(
      rows.map((row) => row.split('\t')),
      ([file]) => file,
    )
    let [right, all] = [0, 0]
    const people: string[] = []
    for (const file of walk(join(folder, 'sisimai-bounces')).filter((one) => one.endsWith('.eml'))) {
      const expected = byFile.get(basename(file))?.map(expectedState)
      if (!expected) continue
      const { report, machine } = await read(file)
      if (!machine.auto) people.push(file)
      const states = report?.recipients.map(({ state }) => state) ?? ['none']
      all += expected.length
      for (const state of expected) {
        const at = states.indexOf(state)
        if (at < 0) continue
        states.splice(at, 1)
        right++
      }
    }
    expect(all).toBeGreaterThan(400)
    expect(right / all).toBeGreaterThan(0.95)
    expect(people).toEqual([])
  },
)

test.skipIf(isAbsent)('replies of the usual programs show what was written now', async () => {
  for (const file of walk(join(folder, 'talon-replies', 'standard_replies')).filter((one) =>
    one.endsWith('.eml'),
  )) {
    const text = (await read(file)).text ?? ''
    expect(unfoldedText(text, foldMail(text)), file).toBe('Hello')
  }
  for (const file of walk(join(folder, 'talon-replies', 'html_replies'))) {
    const text = htmlToText(readFileSync(file, 'utf8'))
    expect(squeeze(unfoldedText(text, foldMail(text))), file).toBe('Hi. I am fine. Thanks, Alex')
  }
})

test.skipIf(isAbsent)('the text above a quote in many languages is all that stays unfolded', () => {
  const written = /^Fusce bibendum,[\s\S]*nec nec nibh\.$/
  const known: string[] = []
  for (const file of walk(join(folder, 'reply-parser')).filter((one) => one.endsWith('.txt'))) {
    const text = readFileSync(file, 'utf8')
    if (!text.startsWith('Fusce bibendum')) continue
    const shown = unfoldedText(text, foldMail(text))
    expect(shown, file).toContain('nec nec nibh.')
    if (written.test(shown) && !shown.includes('\n\n')) known.push(basename(file))
  }
  expect(known.length).toBeGreaterThanOrEqual(25)
})
