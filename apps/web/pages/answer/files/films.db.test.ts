import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
const folder = join(import.meta.dirname, '../../../../../platform/blobs/fixtures')
const film = async (name: string) => new File([new Uint8Array(await readFile(join(folder, name)))], name)

/** As a browser does, which says how large a form is. */
async function send(
  path: string,
  fields: [string, string | File][],
  visitor: Visitor = {},
): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  const encoded = new Response(body)
  const bytes = await encoded.arrayBuffer()
  const headers = {
    origin: new URL(site().services.config.url).origin,
    cookie: visitor.cookie ?? '',
    'content-length': String(bytes.byteLength),
    'content-type': encoded.headers.get('content-type') ?? '',
  }
  return site().request(path, { method: 'POST', headers, body: bytes })
}

async function newest(): Promise<string> {
  const { id } = await site()
    .db.selectFrom('conversation')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return id
}

async function ask(name: string, told = ''): Promise<string> {
  const sent = await send('/nl/tell-us', [
    ...Object.entries({ body: 'Zie de film.', name: '', address: '', onBehalfOf: '', website: '' }),
    ['file', await film(name)],
    ['alternative[]', told],
  ])
  expect(sent.status, name).toBe(303)
  return newest()
}

test('a film comes along with a question; staff play it, a part at a time, and nothing in it says where it was made', async () => {
  const ann = await site().signInAs('responder')
  const id = await ask('phone.mov', 'De brug trilt.\n“Hoort u dat?”')
  const page = await (await site().get(`/nl/desk/inbox/${id}`, ann)).text()
  const path =
    /<video controls="" preload="metadata" src="([^"]+)" aria-label="phone\.mov">/.exec(page)?.[1] ?? ''
  expect(page).toContain('Film: phone.mov (5 kB)')
  expect(page).toContain('“Hoort u dat?”')
  expect(page).toContain('Deze film heeft geen ondertiteling.')
  expect(page).not.toContain('niet wat er te zien')
  expect((await site().get(path)).status, 'of a stranger').toBe(303)
  const whole = await site().get(path, ann)
  const bytes = Buffer.from(await whole.arrayBuffer())
  expect(bytes.toString('latin1')).not.toMatch(/52\.09|Apple/)
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'video/quicktime',
    'content-length': `${bytes.length}`,
    'accept-ranges': 'bytes',
    'content-disposition': "attachment; filename*=UTF-8''phone.mov",
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  })
  const range = (range: string) => site().request(path, { headers: { cookie: ann.cookie ?? '', range } })
  const part = await range('bytes=100-199')
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${bytes.length}`])
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true)
  const outside = await range('bytes=999999-')
  expect([outside.status, outside.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`])
})

test('a film without words says so, and staff write down what is seen and said', async () => {
  const ann = await site().signInAs('responder')
  const id = await ask('browser.webm')
  const page = await (await site().get(`/nl/desk/inbox/${id}`, ann)).text()
  expect(page).toContain(
    'Bij deze film staat niet wat er te zien en te horen is. Deze film heeft geen ondertiteling.',
  )
  expect(page).not.toContain('<track')
  const words = /href="([^"]+\/words)"/.exec(page)?.[1] ?? ''
  expect((await site().get(words, ann)).status).toBe(200)
  expect((await site().get(words)).status, 'of a stranger').toBe(303)
  const captions = words.replace('/words', '/captions')
  expect((await site().get(captions, ann)).status).toBe(404)

  const wrong = await send(
    words,
    [
      ['told', 'Een brug.'],
      ['captions', 'Hoort u dat?'],
    ],
    ann,
  )
  const back = await wrong.text()
  expect(wrong.status).toBe(422)
  expect(back).toContain('In regel 1 van de ondertiteling staat geen tijd.')
  expect(back).toMatch(/<textarea[^>]*>Een brug\.<\/textarea>/)
  expect(back).toMatch(/<textarea[^>]*>Hoort u dat\?<\/textarea>/)
  const picture = await send(
    words,
    [
      ['told', ''],
      ['captions', ''],
      ['file', await film('phone.mp4')],
    ],
    ann,
  )
  expect(await picture.text()).toContain('Dit bestand kunnen wij niet lezen.')

  const srt = new File(['1\n00:00:00,500 --> 00:00:01,000\n<i>Hoort</i> u dat?\n'], 'brug.srt')
  const saved = await send(
    words,
    [
      ['told', 'Een brug.'],
      ['captions', ''],
      ['file', srt],
    ],
    ann,
  )
  expect(saved.headers.get('location')).toContain('done=film-described')
  const after = await (await site().get(`/nl/desk/inbox/${id}`, ann)).text()
  expect(after).toContain(
    `<track default="" kind="captions" src="${captions}" srclang="nl" label="Ondertiteling"`,
  )
  const played = await site().get(captions, ann)
  expect(played.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
  expect(await played.text()).toBe('WEBVTT\n\n00:00:00.500 --> 00:00:01.000\nHoort u dat?\n')
})

test('what is no film, or a broken one, comes back with its name', async () => {
  const whole = new Uint8Array(await readFile(join(folder, 'phone.mp4')))
  for (const [file, said] of [
    [new File([whole.subarray(0, 3000)], 'half.mp4'), 'half.mp4 is beschadigd.'],
    [new File(['\0\0\0\x14ftypM4A \0\0\0\0M4A '], 'lied.m4a'), 'lied.m4a kunnen wij niet openen.'],
  ] as const) {
    const back = await send('/nl/tell-us', [
      ['body', 'Zie.'],
      ['file', file],
    ])
    expect(back.status).toBe(422)
    expect(await back.text()).toContain(said)
  }
})

test('what is held for the virus scanner, or had a virus, is named and not given out; staff read why', async () => {
  const { db } = site()
  const ann = await site().signInAs('responder')
  const id = await ask('pieces.mp4')
  const desk = async () => (await site().get(`/nl/desk/inbox/${id}`, ann)).text()
  const path = /src="([^"]+\/files\/1\/\w+)"/.exec(await desk())?.[1] ?? ''
  const set = (values: { state: 'held' | 'refused'; held_why: 'away' | null }) =>
    db.updateTable('blob').set(values).where('type', '=', 'video/mp4').execute()
  await set({ state: 'held', held_why: 'away' })
  const held = await desk()
  expect(held).toContain('Film: pieces.mp4 (5 kB): wordt nog gecontroleerd op virussen.')
  expect(held).toContain('De virusscanner antwoordt niet; wij proberen het elke minuut opnieuw.')
  expect(held).not.toContain(path)
  expect((await site().get(path, ann)).status).toBe(404)
  await set({ state: 'refused', held_why: null })
  expect(await desk()).toContain('pieces.mp4: hierin zat een virus. Wij hebben het bestand weggegooid.')
  expect((await site().get(`${path}/words`, ann)).status).toBe(404)
})
