import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanFilm } from './clean-film.ts'
import { filmTypeOf } from './film-type.ts'
import { ReceivedFile } from './received-file.ts'

const run = promisify(execFile)
const folder = join(import.meta.dirname, 'fixtures')
const films = [
  'phone.mp4',
  'phone.mov',
  'old-phone.mov',
  'pieces.mp4',
  'drone.mp4',
  'browser.webm',
  'live.webm',
]
const film = (name: string) => readFile(join(folder, name))

async function clean(bytes: Buffer): Promise<{ kind: string; bytes: Buffer }> {
  const file = await ReceivedFile.create()
  try {
    await file.append(bytes)
    const { kind } = await cleanFilm(file)
    return { kind, bytes: await file.read(0, file.size) }
  } finally {
    await file.close()
  }
}

const hasFfmpeg = await run('ffmpeg', ['-version']).then(
  () => true,
  () => false,
)

/** What ffmpeg sees of a film: a hash of each picture and each piece of sound. */
async function seen(bytes: Buffer): Promise<string> {
  const path = join(tmpdir(), `film-${crypto.randomUUID()}`)
  await writeFile(path, bytes)
  try {
    const { stdout } = await run('ffmpeg', [
      '-v',
      'error',
      '-i',
      path,
      '-map',
      '0:v',
      '-map',
      '0:a',
      '-f',
      'framemd5',
      '-',
    ])
    return stdout.replace(/^#(tb|media_type|codec_id|software).*$/gm, '')
  } finally {
    await rm(path)
  }
}

describe('a film as a camera or a browser makes it', () => {
  test.each(films)('%s says no longer where, when and by what it was made', async (name) => {
    const before = await film(name)
    expect(before.toString('latin1')).toMatch(/52\.0907|loci/)
    const { kind, bytes: after } = await clean(before)
    expect(kind).toBe('cleaned')
    expect(after.length).toBe(before.length)
    expect(after.toString('latin1')).not.toMatch(/52\.09|5\.1214|mij thuis|Apple|ISO6709|loci|\xa9xyz|udta/)
    expect(filmTypeOf(after)).toBe(filmTypeOf(before))
    expect((await clean(after)).bytes.equals(after), 'cleaned twice is cleaned').toBe(true)
  })

  // Without ffmpeg it is not known what they show.
  test.skipIf(!hasFfmpeg).each(films)('%s shows and sounds as before', async (name) => {
    const before = await film(name)
    const shown = await seen(before)
    expect(await seen((await clean(before)).bytes)).toBe(shown)
  })
})

describe('what is no film of ours', () => {
  const box = (type: string, content = '') => {
    const bytes = Buffer.from(`    ${type}${content}`, 'latin1')
    bytes.writeUInt32BE(bytes.length)
    return bytes
  }
  const ftyp = box('ftyp', 'isom\0\0\0\0isom')

  test.each([
    ['nothing', Buffer.alloc(0), 'no-film'],
    ['a picture in the same container', box('ftyp', 'heic\0\0\0\0mif1'), 'no-film'],
    ['sound in the same container', box('ftyp', 'M4A \0\0\0\0'), 'no-film'],
    [
      'Matroska that is no WebM',
      Buffer.from('\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska', 'latin1'),
      'no-film',
    ],
    ['a beginning alone', ftyp, 'broken'],
    ['an index without a picture', Buffer.concat([ftyp, box('moov')]), 'no-film'],
    ['two indexes', Buffer.concat([ftyp, box('moov'), box('moov')]), 'broken'],
    [
      'a box larger than the film',
      Buffer.concat([ftyp, Buffer.from('\x7f\xff\xff\xffmoov', 'latin1')]),
      'broken',
    ],
    ['a box smaller than its head', Buffer.concat([ftyp, Buffer.from('\0\0\0\x04moov', 'latin1')]), 'broken'],
    [
      'a page behind the beginning of a film',
      Buffer.concat([ftyp, Buffer.from('<script>alert(1)</script>')]),
      'broken',
    ],
  ])('%s', async (_, bytes, kind) => {
    expect((await clean(bytes)).kind).toBe(kind)
  })

  test('a film that was cut off is broken, wherever it was cut', async () => {
    const whole = await film('phone.mp4')
    for (let at = 100; at < whole.length; at += 333)
      expect((await clean(whole.subarray(0, at))).kind, `${at}`).toBe('broken')
  })

  test('whatever is wrong in a film, reading it ends, and nothing of it grows', async () => {
    const wholes = await Promise.all(films.map(film))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...wholes),
        fc.nat(),
        fc.nat(255),
        fc.nat(4),
        async (whole, where, byte, many) => {
          const bytes = Buffer.from(whole)
          const from = where % bytes.length
          bytes.fill(byte, from, Math.min(from + 1 + many, bytes.length))
          const { kind, bytes: after } = await clean(bytes)
          expect(['cleaned', 'broken', 'no-film', 'unclean']).toContain(kind)
          expect(after.length).toBe(bytes.length)
        },
      ),
      { numRuns: 400 },
    )
  })
})
