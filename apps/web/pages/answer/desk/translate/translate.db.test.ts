import { createServer } from 'node:http'
import { beforeAll, expect, test } from 'vitest'
import { listenOnLoopback } from '#testing'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

/** Says what it is asked in capitals, and takes all for Turkish; away once it is told so. */
const engine = { asked: [] as { q: string; target: string }[], isAway: false }

beforeAll(async () => {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const asked: { q: string; target: string } = JSON.parse(body)
    engine.asked.push(asked)
    if (engine.isAway) return response.writeHead(503).end()
    const detectedLanguage = { language: 'tr', confidence: 90 }
    return response.end(JSON.stringify({ translatedText: asked.q.toUpperCase(), detectedLanguage }))
  })
  const port = await listenOnLoopback(server)
  site().services.config.translator = { url: `http://127.0.0.1:${port}`, key: undefined }
  return () => server.close()
})

async function ask(words: string): Promise<string> {
  expect((await site().post('/nl/tell-us', { body: words })).status).toBe(303)
  const { id } = await site()
    .db.selectFrom('conversation')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return `/nl/desk/inbox/${id}`
}

const read = async (path: string, visitor: Visitor) => (await site().get(path, visitor)).text()
const wordsInDatabase = async () =>
  (await site().db.selectFrom('conversation_entry').select('body').execute()).map(({ body }) => body)

test('staff read what somebody wrote in their own language, marked, and nothing of it is kept', async () => {
  const ann = await site().signInAs('responder')
  const path = await ask('Köprü gıcırdıyor.')
  expect(await read(path, ann)).toContain(`href="${path}/translation"`)
  const html = await read(`${path}/translation`, ann)
  expect(html).toContain('KÖPRÜ GICIRDIYOR.')
  expect(html).toContain('Vertaald door een computer uit het Turks')
  expect(html).toMatch(/lang="tr"[^>]*>.*Köprü gıcırdıyor\./s)
  expect(engine.asked.at(-1)).toMatchObject({ q: 'Köprü gıcırdıyor.', target: 'nl' })
  expect(await wordsInDatabase()).not.toContain('KÖPRÜ GICIRDIYOR.')
})

test('an answer in their language waits in the editor, marked and with what was written, and is sent by nobody', async () => {
  const ann = await site().signInAs('responder')
  const path = await ask('Lamba bozuk.')
  const answer = await site().post(`${path}/translation`, { text: 'Wij maken hem morgen.', to: 'tr' }, ann)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?done=translated&at=reply`])
  const page = await read(`${path}?done=translated`, ann)
  expect(page).toContain('De vertaling staat in uw antwoord.')
  const typed = /<textarea[^>]*id="reply"[^>]*>(.*?)<\/textarea>/s.exec(page)?.[1]
  expect(typed).toMatch(/^WIJ MAKEN HEM MORGEN\.\n\nDIT ANTWOORD IS .*\n\nWij maken hem morgen\.$/s)
  expect(await wordsInDatabase()).not.toContain('Wij maken hem morgen.')
})

test('while it is away the page says so, and what was typed is there still', async () => {
  const ann = await site().signInAs('responder')
  const path = await ask('Yol bozuk.')
  engine.isAway = true
  expect(await read(`${path}/translation`, ann)).toContain('Dit kon nu niet worden vertaald.')
  const answer = await site().post(`${path}/translation`, { text: 'Wij <komen>.', to: 'tr' }, ann)
  engine.isAway = false
  const html = await answer.text()
  expect([answer.status, html.includes('De vertaling lukt nu niet.')]).toEqual([422, true])
  expect(html).toContain('Wij &lt;komen&gt;.</textarea>')
})

test('an empty answer, a language that is none, and a conversation that is not there come to nothing', async () => {
  const ann = await site().signInAs('responder')
  const path = await ask('Merhaba dünya.')
  const post = (form: Record<string, string>) => site().post(`${path}/translation`, form, ann)
  expect(await (await post({ text: ' ', to: 'tr' })).text()).toContain('Schrijf eerst uw antwoord.')
  expect((await post({ text: 'Dag', to: '<b>' })).status).toBe(404)
  expect((await site().get(`/nl/desk/inbox/${crypto.randomUUID()}/translation`, ann)).status).toBe(404)
})

test('without a computer that translates nothing is offered', async () => {
  const { config } = site().services
  const { translator } = config
  const ann = await site().signInAs('responder')
  const path = await ask('Köprü kapalı.')
  config.translator = undefined
  const [page, status] = [await read(path, ann), (await site().get(`${path}/translation`, ann)).status]
  config.translator = translator
  expect(page).not.toContain('/translation')
  expect(status).toBe(404)
})
