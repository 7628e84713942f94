import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import { makeOpenDossier } from '#stories'
import { useTestSite } from '#web/testing'

const site = useTestSite()

async function findSomePost(by: string, url: string): Promise<string> {
  const { db, now } = site()
  const [id, sourceId] = [newId(), newId()]
  const address = `https://${sourceId}.example/feed`
  const ground = { purpose: 'Hinder zien', legal_basis: 'public_task' } as const
  await db
    .insertInto('source')
    .values({
      ...{ id: sourceId, address, address_key: address, host: 'blog.example', title: 'Wijkblog Noord' },
      ...{ ...ground, next_fetch_at: now, added_by: by, added_at: now },
    })
    .execute()
  const text = { title: 'De brug is dicht', html: '<p>Hoe lang?</p>', body: 'Hoe lang?', content_hash: id }
  const times = { published_at: now, first_seen_at: now, text_since: now }
  await db
    .insertInto('post')
    .values({ id, source_id: sourceId, url, language: 'nl', ...text, ...times })
    .execute()
  return id
}

async function begin() {
  const ann = await site().signInAs('responder', 'Ann Visser')
  const url = `https://blog.example/${newId()}`
  const post = `/nl/desk/listen/posts/${await findSomePost(ann.accountId, url)}`
  const read = async (path: string) => (await site().get(path, ann)).text()
  const send = (path: string, form: Record<string, string>) => site().post(path, form, ann)
  const seenOn = (html: string) => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? ''
  const begun = await send(`${post}/conversation?reply=1`, {})
  const at = begun.headers.get('location') ?? ''
  return { ann, url, post, read, send, seenOn, at, path: at.replace(/[?#].*/, '') }
}

test('from a post to the reply it is two presses, and the reply goes its whole way', async () => {
  const { url, post, read, send, seenOn, at, path } = await begin()
  expect(at).toMatch(/\/nl\/desk\/inbox\/[\da-f-]{36}#reply$/)
  const open = await read(path)
  expect(open).toMatch(/<textarea[^>]* id="reply"/)
  expect(open).toContain('namens Gemeente Voorbeeld')
  expect(open).not.toContain('Verstuur antwoord')
  await send(`${path}/ready`, { seen: seenOn(open), reply: 'Tot maandag.' })
  const ready = await read(path)
  expect(ready).toContain('Antwoord van Ann Visser, klaar om te plaatsen')
  expect(ready).toContain(`opens="${url}"`)
  expect(ready).toMatch(
    /<textarea[^>]* id="placing-text"[^>]* readonly[^>]*>Tot maandag\.\n\nAnn Visser, namens Gemeente/,
  )
  expect(await read('/nl/desk/inbox?filter=place')).toContain(`${path.split('/').at(-1)}`)
  const draft =
    /name="draft" value="(\d+)" ?[^>]*formaction="[^"]*\/stands"|formaction="[^"]*\/stands"[^>]*name="draft" value="(\d+)"/
  const [, one, two] = draft.exec(ready) ?? []
  const form = { seen: seenOn(ready), draft: one ?? two ?? '' }
  const wrong = await send(`${path}/stands`, { ...form, placedAddress: 'onder het bericht' })
  const refused = await wrong.text()
  expect(wrong.status).toBe(422)
  expect(refused).toContain('Dit is geen adres van een webpagina.')
  expect(refused).toContain('value="onder het bericht"')
  const other = await (
    await send(`${path}/stands`, { ...form, placedAddress: 'https://elders.example/1' })
  ).text()
  expect(other).toContain('dat op blog.example staat')
  expect(other).toContain('name="otherHost"')
  const stood = await send(`${path}/stands`, { ...form, placedAddress: `${url}#comment-1` })
  expect(stood.status).toBe(303)
  const done = await read(path)
  expect(done).toContain('Geplaatst. Wij kijken zo of het er staat')
  expect(done).toContain(`href="${url}#comment-1"`)
  const sent = /formaction="[^"]*\/stands\/seen"[^>]*|<button[^>]*stands\/seen"/.exec(done)?.[0] ?? ''
  expect(sent).not.toBe('')
  const seq = /name="placed" value="(\d+)"/.exec(done)?.[1] ?? ''
  await send(`${path}/stands/seen`, { seen: seenOn(done), placed: seq })
  expect(await read(path)).toContain('Geplaatst. Ann Visser zag het staan op 2 maart')
  expect(await read(post)).toContain(`href="${path}"`)
})

test('a text of an earlier draft is gone on with as it was typed', async () => {
  const { read, send, seenOn, path } = await begin()
  await send(`${path}/ready`, { seen: '1', reply: 'Tot maandag.' })
  const ready = await read(path)
  await send(`${path}/continue-draft`, { seen: seenOn(ready), draft: '2' })
  expect(await read(path)).toMatch(/<textarea[^>]* id="reply"[^>]*>Tot maandag\.<\/textarea>/)
})

test('who writes to the address for other replies is told how this one goes, and nothing is sent', async () => {
  const { read, send, path } = await begin()
  const answer = await send(`${path}/reply`, { seen: '1', reply: 'Tot maandag.' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Dit antwoord zet u zelf onder het bericht. Leg het eerst klaar.')
  expect(await read(path)).toContain('Tot maandag.')
})

test('what is not there is not found', async () => {
  const { send, path } = await begin()
  expect((await send(`/nl/desk/listen/posts/${newId()}/conversation`, {})).status).toBe(404)
  expect((await send(`${path}/stands/else`, { placed: '1' })).status).toBe(404)
  expect((await send(`${path}/stands/seen`, { seen: '1', placed: '99' })).status).toBe(404)
})

test('what waits to be placed is told at the desk of listeners, and where it then stands on the page of its dossier', async () => {
  const { ann, url, read, send, seenOn, path } = await begin()
  const { db, now } = site()
  const by = ann.accountId
  const { unit_id: unitId } = await db
    .selectFrom('staff_role')
    .select('unit_id')
    .where('account_id', '=', by)
    .executeTakeFirstOrThrow()
  const dossier = await makeOpenDossier(db, { question: 'Wanneer gaat de brug open?', by, unitId, at: now })
  await db
    .updateTable('input')
    .set({ dossier_id: dossier.id })
    .where(
      'id',
      'in',
      db
        .selectFrom('conversation')
        .select('input_id')
        .where('id', '=', path.split('/').at(-1) ?? ''),
    )
    .execute()
  const watch = { name: 'Brug', query: 'brug', purpose: 'Hinder zien', followsSubject: 'yes' }
  await send('/nl/desk/listen/watches/new', watch)
  const waiting = async () => {
    const said = /\?filter=place">(\d+) antwoord/.exec(await read('/nl/desk/listen'))
    return Number(said?.[1] ?? 0)
  }
  const before = await waiting()
  await send(`${path}/ready`, { seen: seenOn(await read(path)), reply: 'Dag Jan,\n\nTot maandag.' })
  expect(await waiting()).toBe(before + 1)
  const ready = await read(path)
  const draft = /id="placing-text"/.test(ready) ? '2' : ''
  await send(`${path}/stands`, { seen: seenOn(ready), draft, placedAddress: `${url}#comment-1` })
  const page = () => site().get(`/nl/dossiers/${dossier.slug}`)
  expect(await (await page()).text()).not.toContain('Waar wij elders antwoordden')
  const done = await read(path)
  const placed = /name="placed" value="(\d+)"/.exec(done)?.[1] ?? ''
  await send(`${path}/stands/seen`, { seen: seenOn(done), placed })
  const told = await (await page()).text()
  expect(told).toContain(`<a href="${url}#comment-1">blog.example</a>`)
  expect(told).toMatch(/Tot maandag\.<\/p>/)
  expect(told).not.toMatch(/Dag Jan|Hoe lang\?/)
  const odd = await site().get(`/nl/dossiers/${dossier.slug}?replies=${'x'.repeat(5000)}`)
  expect(odd.status).toBe(200)
  expect(await waiting()).toBe(before)
})
