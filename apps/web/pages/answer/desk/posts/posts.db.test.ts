import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import { type TestSite, useTestSite } from '#web/testing'

const site = useTestSite()

async function findSomePost({ db, now }: TestSite, by: string, url: string | null): Promise<string> {
  const [id, sourceId] = [newId(), newId()]
  const address = `https://${sourceId}.example/feed`
  const source = {
    id: sourceId,
    address,
    address_key: address,
    host: 'blog.example',
    title: 'Wijkblog Noord',
  }
  await db
    .insertInto('source')
    .values({
      ...{ ...source, purpose: 'Hinder zien', legal_basis: 'public_task' },
      ...{ next_fetch_at: now, added_by: by, added_at: now },
    })
    .execute()
  const text = { title: 'De brug is dicht', html: '<p>Hoe lang?</p>', body: 'Hoe lang?', content_hash: id }
  await db
    .insertInto('post')
    .values({
      ...{ id, source_id: sourceId, url, language: 'nl', ...text },
      ...{ published_at: now, first_seen_at: now, text_since: now },
    })
    .execute()
  return id
}

async function begin(url: string | null = 'https://blog.example/brug') {
  const ann = await site().signInAs('responder', 'Ann Visser')
  const post = `/nl/desk/listen/posts/${await findSomePost(site(), ann.accountId, url)}`
  const read = async (path: string) => (await site().get(path, ann)).text()
  const make = (form: Record<string, string>) => site().post(`${post}/conversation`, form, ann)
  return { ann, post, read, make }
}

test('a post becomes a conversation from its page, and each leads to the other', async () => {
  const { ann, post, read, make } = await begin()
  expect(await read(post)).toContain(`href="${post}/conversation"`)
  expect(await read(`${post}/conversation`)).toContain('Een antwoord zet u zelf onder het bericht')
  const task = { to: `staff:${ann.accountId}`, question: 'Wanneer gaat hij open?' }
  const answer = await make({ promisedOn: '2026-03-04', ...task })
  const path = answer.headers.get('location') ?? ''
  expect([answer.status, path]).toEqual([303, expect.stringMatching(/^\/nl\/desk\/inbox\/[\da-f-]{36}$/)])
  const conversation = await read(path)
  expect(conversation).toContain('Iemand schreef dit op Wijkblog Noord.')
  expect(conversation).toContain('Antwoord zet u zelf onder het bericht')
  expect(conversation).toContain(
    'Onder uw tekst komt vanzelf te staan: Ann Visser, namens Gemeente Voorbeeld',
  )
  expect(conversation).toContain('Wanneer gaat hij open?')
  expect(conversation).toContain(`href="${post}"`)
  const after = await read(post)
  expect(after).toContain(`href="${path}"`)
  expect(after).not.toContain('name="dossier"')
  const again = await site().get(`${post}/conversation`, ann)
  expect(again.headers.get('location')).toBe(path)
})

test('two who press at once come to the same conversation', async () => {
  const { make } = await begin()
  const answers = await Promise.all([make({}), make({})])
  expect(new Set(answers.map(({ headers }) => headers.get('location')))).toHaveLength(1)
})

test('what is wrong is said beside its field, with all that was filled in', async () => {
  const { make } = await begin()
  const answer = await make({ promisedOn: '2026-02-01', question: '<b>Wie?</b>', dueOn: '2026-03-03' })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('Kies een team of collega uit de lijst.')
  expect(html).toContain('&lt;b&gt;Wie?&lt;/b&gt;')
  expect(html).toMatch(/<details class="wk-details" open/)
  const late = await make({ promisedOn: '2026-12-01' })
  expect(await late.text()).toContain('Deze dag is te laat')
})

test('where nobody knows where a post stands, no answer is offered', async () => {
  const { read, make } = await begin(null)
  const path = (await make({})).headers.get('location') ?? ''
  const html = await read(path)
  expect(html).toContain('Wij weten niet hoe wij kunnen antwoorden')
  expect(html).not.toContain('id="reply"')
})

test('a post that is not there is not found', async () => {
  const ann = await site().signInAs('responder')
  for (const id of [newId(), 'x']) {
    const path = `/nl/desk/listen/posts/${id}/conversation`
    expect((await site().get(path, ann)).status).toBe(404)
    expect((await site().post(path, {}, ann)).status).toBe(404)
  }
})
