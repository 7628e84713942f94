import { beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/db'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

type Staff = Visitor & { accountId: string }
let writer: Staff
let approver: Staff
beforeAll(async () => {
  writer = await site().signInAs('responder', 'Wieke Postma')
  approver = await site().signInAs('policy_maker', 'Samir Haddad')
})

const read = async (path: string, visitor?: Visitor) => (await site().get(path, visitor)).text()

async function formOf(said: Record<string, string | string[]> = {}) {
  const { unit_id: unitId } = await site()
    .db.selectFrom('staff_role')
    .select('unit_id')
    .where('account_id', '=', writer.accountId)
    .executeTakeFirstOrThrow()
  return {
    ...{ claim: 'De brug blijft dicht', verdict: 'wrong', answer: 'De brug gaat op 1 april open' },
    ...{ explanation: 'De aannemer is eerder klaar.', knownOn: '2026-03-01', unitId, subjectId: '' },
    'sourceUrl[]': ['https://aannemer.example/plan', ''],
    'sourceTitle[]': ['Planning', ''],
    'sourceOn[]': ['2026-02-20', ''],
    ...said,
  }
}

async function put(said: Record<string, string | string[]> = {}, query = ''): Promise<string> {
  const answer = await site().post(`/nl/desk/facts/new${query}`, await formOf(said), writer)
  const path = answer.headers.get('location')?.split('?')[0] ?? ''
  if (answer.status !== 303) throw new Error(await answer.text())
  return path
}

const approve = (path: string, version = '1', by = approver) =>
  site().post(`${path}/approve`, { version }, by)

/** Where everybody reads it. */
async function publicPathOf(path: string): Promise<string> {
  const found = /href="(\/nl\/facts\/\d+)"/.exec(await read(path, writer))
  return found?.[1] ?? ''
}

async function publish(said: Record<string, string | string[]> = {}) {
  const path = await put(said)
  expect((await approve(path)).status).toBe(303)
  return { path, shown: await publicPathOf(path) }
}

async function findSomePost(): Promise<string> {
  const { db, now } = site()
  const [id, sourceId] = [newId(), newId()]
  const address = `https://${sourceId}.example/feed`
  const source = {
    id: sourceId,
    address,
    address_key: address,
    host: 'blog.example',
    title: 'Wijkblog Noord',
  }
  const why = { purpose: 'Hinder zien', legal_basis: 'public_task' } as const
  const added = { next_fetch_at: now, added_by: writer.accountId, added_at: now }
  await db
    .insertInto('source')
    .values({ ...source, ...why, ...added })
    .execute()
  const text = { title: 'De brug blijft tot juli dicht!', html: '<p>Zegt men</p>', body: 'Zegt men' }
  await db
    .insertInto('post')
    .values({
      ...{
        id,
        source_id: sourceId,
        url: 'https://blog.example/brug',
        language: 'nl',
        content_hash: id,
        ...text,
      },
      ...{ published_at: now, first_seen_at: now, text_since: now },
    })
    .execute()
  return id
}

test('a sheet begins at a post, is approved by a second person, and everybody reads it', async () => {
  const postId = await findSomePost()
  const post = `/nl/desk/listen/posts/${postId}`
  expect(await read(post, writer)).toContain(`href="/nl/desk/facts/new?post=${postId}"`)
  const empty = await read(`/nl/desk/facts/new?post=${postId}`, writer)
  expect(empty).toMatch(/<textarea[^>]* name="claim"[^>]*>De brug blijft tot juli dicht!</)
  expect(empty).toContain('Wijkblog Noord')
  const path = await put({ claim: 'De brug blijft tot juli dicht' }, `?post=${postId}`)
  const own = await read(path, writer)
  expect(own).toContain('Een collega moet het goedkeuren')
  expect(own).not.toContain(`action="${path}/approve"`)
  expect(own).toContain('1 bericht op 1 plaats.')
  expect(await read(post, writer)).toContain(`href="${path}"`)
  expect((await approve(path, '1', writer)).status).toBe(422)
  expect(await read('/nl/desk/facts?show=waiting', approver)).toContain('Wacht op goedkeuring (1 voor u)')
  expect((await approve(path)).headers.get('location')).toBe(`${path}?done=published`)
  const shown = await publicPathOf(path)
  const page = await read(shown)
  for (const words of [
    'Klopt niet',
    'De brug gaat op 1 april open',
    'Planning',
    'Team Ruimte',
    'ClaimReview',
  ])
    expect(page).toContain(words)
  expect(page).not.toContain('Wieke')
  expect(page).not.toContain('Samir')
  expect(await read('/nl/facts')).toContain(`href="${shown}"`)
  expect(await read('/nl/search?q=juli')).toContain(`href="${shown}"`)
  const unlink = { unlink: path.split('/').at(-1) ?? '' }
  expect((await site().post(`${post}/facts`, unlink, writer)).status).toBe(303)
  expect(await read(post, writer)).toContain('Dit klopt niet: hoort bij dit blad')
  await site().post(`${post}/facts`, { fact: unlink.unlink }, writer)
  expect(await read(post, writer)).toContain('Dit bericht hoort bij:')
})

test('what is not filled in well comes back as it was, with what is wrong beside it', async () => {
  const form = await formOf({
    ...{ claim: '', verdict: '', knownOn: '2027-01-01', explanation: '<b>Zo</b>' },
    'sourceUrl[]': ['', 'javascript:alert(1)'],
    'sourceTitle[]': ['', 'Bron'],
    'sourceOn[]': ['', '2026-01-01'],
  })
  const answer = await site().post('/nl/desk/facts/new', form, writer)
  const html = await answer.text()
  expect(answer.status).toBe(422)
  for (const words of [
    'Kies een van de vier.',
    'Deze dag moet nog komen',
    'Dit is geen adres van een pagina',
  ])
    expect(html).toContain(words)
  expect(html).toContain('&lt;b&gt;Zo&lt;/b&gt;')
  expect(html).toContain('href="#sources.0.url"')
  expect(html).toContain('value="javascript:alert(1)"')
})

test('a correction says what changed, and what stood there first can still be read', async () => {
  const { path, shown } = await publish({ claim: 'De boom wordt gekapt' })
  const edit = await read(`${path}/edit`, writer)
  expect(edit).toContain('De boom wordt gekapt')
  const silent = await site().post(
    `${path}/edit`,
    { ...(await formOf({ verdict: 'partly' })), seen: '1' },
    writer,
  )
  expect([silent.status, await silent.text()]).toEqual([
    422,
    expect.stringContaining('Schrijf wat er verandert'),
  ])
  const change = { claim: 'De boom wordt gekapt', verdict: 'partly', change: 'De boom is ziek.' }
  await site().post(`${path}/edit`, { ...(await formOf(change)), seen: '1' }, writer)
  expect(await read(shown)).not.toContain('De boom is ziek.')
  await approve(path, '2')
  const page = await read(shown)
  expect(page).toContain('De boom is ziek.')
  expect(page).toContain('Zo stond het er eerst')
  expect(page).toContain('id="v1"')
})

test('what was withdrawn stays with the reason, and says nothing else any more', async () => {
  const { path, shown } = await publish({ claim: 'De school sluit' })
  expect((await site().post(`${path}/withdraw`, { seen: '1', why: ' ' }, writer)).status).toBe(422)
  await site().post(`${path}/withdraw`, { seen: '1', why: 'Wij hadden het mis.' }, writer)
  expect(await read(path, approver)).toContain('Keur het intrekken goed')
  await approve(path, '2')
  const page = await read(shown)
  expect(page).toContain('Wij hadden het mis.')
  expect(page).not.toContain('ClaimReview')
  expect(await read('/nl/search?q=school')).not.toContain(`href="${shown}"`)
  expect(await read(path, writer)).not.toContain(`href="${path}/edit"`)
})

test('a reply names a sheet; when that changes, the text and who was told of it are pointed out', async () => {
  const { db } = site()
  const { path, shown } = await publish({ claim: 'De markt verhuist' })
  await site().post('/nl/tell-us', { body: 'Verhuist de markt?' })
  const { id } = await db
    .selectFrom('conversation')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const talk = `/nl/desk/inbox/${id}`
  const fact = path.split('/').at(-1) ?? ''
  const insert = (chosen: string) =>
    site().post(`${talk}/insert-fact`, { seen: '1', reply: 'Dag,', fact: chosen }, writer)
  expect((await insert('')).status).toBe(422)
  expect((await insert(fact)).status).toBe(303)
  const html = await read(talk, writer)
  expect(html).toContain(`Dag,\n\n“De markt verhuist.” Dat klopt niet.`)
  expect(html).toContain(`https://praat.voorbeeld.example${shown}#v1`)
  expect(html).not.toContain('is veranderd sinds')
  const change = { claim: 'De markt verhuist', verdict: 'right', change: 'Het is besloten.' }
  await site().post(`${path}/edit`, { ...(await formOf(change)), seen: '1' }, writer)
  await approve(path, '2')
  expect(await read(talk, writer)).toContain('is veranderd sinds het in uw tekst kwam')
})

test('somebody who thinks it is not right tells us with its number filled in', async () => {
  const { shown } = await publish({ claim: 'De haven gaat dicht' })
  const number = shown.split('/').at(-1) ?? ''
  expect(await read(shown)).toContain(`/nl/tell-us?fact=${number}`)
  expect(await read(`/nl/tell-us?fact=${number}`)).toContain(
    `Over feitenblad ${number}, “De haven gaat dicht”:`,
  )
  expect((await site().get('/nl/tell-us?fact=999999999')).status).toBe(200)
})

test('readers of feeds get what changed, as XML that holds', async () => {
  const { shown } = await publish({ claim: 'Er komt "gratis" <parkeren> & meer' })
  const answer = await site().get('/nl/facts/feed')
  expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  const feed = await answer.text()
  expect(feed).toContain(`<id>https://praat.voorbeeld.example${shown}</id>`)
  expect(feed).toContain('&quot;gratis&quot; &lt;parkeren&gt; &amp; meer')
  const page = await read(shown)
  expect(page).toContain('\\u003cparkeren>')
  expect(page).not.toContain('<parkeren>')
})

test('what is in no language of the page says so, until it is translated', async () => {
  const { path, shown } = await publish({ claim: 'De toren blijft' })
  expect(await read(shown.replace('/nl/', '/en/'))).toContain('lang="nl"')
  const translated = { text0: 'The tower stays', text1: 'It opens on 1 April', text2: 'Finished early.' }
  expect((await site().post(`${path}/translate`, translated, writer)).status).toBe(303)
  const page = await read(shown.replace('/nl/', '/en/'))
  expect(page).toContain('The tower stays')
  expect(page).toContain('Finished early.')
})

test('addresses that name nothing are not found', async () => {
  expect((await site().get('/nl/feiten')).headers.get('location')).toBe('/nl/facts')
  for (const path of [
    '/nl/facts/0',
    '/nl/facts/999999',
    '/nl/facts/x',
    '/nl/facts?subject=x',
    `/nl/facts?subject=${newId()}`,
  ])
    expect((await site().get(path)).status).toBe(404)
  for (const path of [`/nl/desk/facts/${newId()}`, '/nl/desk/facts/x', `/nl/desk/facts/${newId()}/edit`])
    expect((await site().get(path, writer)).status).toBe(404)
  expect((await site().post(`/nl/desk/facts/${newId()}/approve`, { version: '1' }, approver)).status).toBe(
    404,
  )
})
