import { expect, test } from 'vitest'
import { makeOpenDialogue, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
const trees = 'Op het plein komen meer bomen.'
const market = 'De markt blijft op het plein.'

async function read(path: string, visitor?: Visitor): Promise<string> {
  return (await site().get(path, visitor)).text()
}

/** Somebody who answers the statements of a dialogue, in a browser that keeps its cookie. */
async function vote(page: string, statement: string, visitor?: Visitor): Promise<Visitor> {
  const answered = await site().post(`${page}/vote`, { statement, choice: 'agree' }, visitor)
  return visitor ?? { cookie: answered.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

test('staff call a statement a fact about people, and an opinion again: the log says so, and people go on answering', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site())
  expect(await read(`${desk}/statements`, staff)).toContain('Noem dit een feit over mensen')
  const done = await site().post(`${desk}/statements/2/fact`, {}, staff)
  expect(done.headers.get('location')).toBe(`${desk}/statements?told=marked-fact`)
  const list = await read(`${desk}/statements?told=marked-fact`, staff)
  expect(list).toContain('De stelling is nu een feit over mensen.')
  expect(list).toContain('Noem dit weer een mening')
  const log = await read(`${page}/moderation`)
  expect(log).toContain('Feit over mensen')
  expect(log).toContain(market)
  expect(log).not.toContain('Noor Bakker')
  expect(await read(`${page}/moderation.csv`)).toMatch(/,2,.*,fact,/)
  const anna = await vote(page, '2')
  expect(await read(`${page}/my-votes`, anna)).toContain(market)
  await site().post(`${desk}/statements/2/opinion`, {}, staff)
  expect(await read(`${desk}/log`, staff)).toContain('Weer een mening')
  const none = await site().post(`${desk}/statements/77/fact`, {}, staff)
  expect(none.headers.get('location')).toBe(`${desk}/statements?told=mark-not-found`)
  const stranger = await site().post(`${desk}/statements/2/fact`, {})
  expect(stranger.headers.get('location') ?? '').not.toContain('told=')
})

test('staff split a statement: residents are asked the new ones and read why', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site())
  const anna = await vote(page, '1')
  const form = await read(`${desk}/revise?kind=split&from[]=1`, staff)
  expect(form).toContain(trees)
  expect(form).toContain('Er is 1 antwoord.')
  const split = {
    kind: 'split',
    'from[]': ['1'],
    text: 'Er komen meer bomen.\r\n\r\nEr komt meer gras.\r\n',
    reason: 'Er stonden twee ideeën in.',
  }
  const done = await site().post(`${desk}/revise`, split, staff)
  expect(done.headers.get('location')).toBe(`${desk}/statements?told=split`)
  expect(await read(`${desk}/statements?told=split`, staff)).toContain('Vervangen door 3, 4')
  const ballot = await read(`${page}?statement=3`, anna)
  expect(ballot).toContain('Er komen meer bomen.')
  expect(ballot).toContain('0 van 3 stellingen beantwoord')
  expect(ballot).toContain(`vervangt een stelling die u beantwoordde: <span dir="auto">‘${trees}’`)
  expect(await read(`${page}?statement=1`)).not.toContain('kwam in de plaats van')
  const late = await site().post(`${page}/vote`, { statement: '1', choice: 'disagree' }, anna)
  expect(late.headers.get('location')).toBe(`${page}?told=noLonger&statement=1`)
  const told = await read(`${page}?told=noLonger&statement=1`, anna)
  // Under the answers, which would else move under the thumb.
  expect(told.indexOf('kunt u niet meer stemmen')).toBeGreaterThan(told.indexOf('wk-choices'))
  expect(told).toContain('Uw antwoord is niet geteld.')
  expect(told).toContain('Er komen meer bomen.')
  const mine = await read(`${page}/my-votes`, anna)
  expect(mine).toContain('Deze stelling is vervangen. Uw antwoord telt mee in de kaart.')
  expect(mine).toContain(`${page}?statement=1`)
  expect(await read(`${page}?statement=1`, anna)).toContain('Er komen meer bomen.')
  const results = await read(`${page}/results`)
  expect(results).toContain('1 stelling is vervangen')
  expect(results).toContain('Gesplitst in:')
  const said = await site().post(`${page}/statements/new`, { text: trees, anyway: 'yes' }, anna)
  expect(await said.text()).toContain('Deze stelling was er al, en is vervangen')
  const log = await read(`${page}/moderation`)
  expect(log).toContain('Gesplitst')
  expect(log).toContain('Waarom: Er stonden twee ideeën in.')
  expect(log).not.toContain('Noor Bakker')
  expect(await read(`${desk}/log`, staff)).toContain('Noor Bakker')
})

test('staff add a statement while people answer: it is asked next, not marked as a resident’s, and everybody reads why', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site())
  const anna = await vote(page, '1')
  await vote(page, '2', anna)
  const path = `${desk}/add`
  expect(await read(`${desk}/statements`, staff)).toContain(`href="${path}"`)
  const kiosk = { text: 'Er komt een kiosk op het plein.', reason: 'De raad vroeg hiernaar.' }
  const done = await site().post(path, kiosk, staff)
  expect(done.headers.get('location')).toBe(`${desk}/statements?told=added`)
  const ballot = await read(page, anna)
  expect(ballot).toContain(kiosk.text)
  expect(ballot).not.toContain('Van een bewoner')
  const log = await read(`${page}/moderation`)
  expect(log).toMatch(/Toegevoegd door de organisatie.+Er komt een kiosk.+Waarom: De raad vroeg hiernaar\./s)
  expect(log).not.toContain('Noor Bakker')
  expect(await read(`${page}/moderation.csv`)).toMatch(
    /,3,Er komt een kiosk[^,]*,added,,De raad vroeg hiernaar\.,/,
  )
  const again = await site().post(path, kiosk, staff)
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('Stelling 3 zegt dit al')
  const silent = await site().post(path, { ...kiosk, text: 'Er komt een fontein.', reason: ' ' }, staff)
  expect(await silent.text()).toContain('Schrijf op waarom')
})

test('only moderators add a statement, and only while the dialogue is open', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site())
  const kiosk = { text: 'Er komt een kiosk op het plein.', reason: 'De raad vroeg hiernaar.' }
  expect((await site().post(`${desk}/add`, kiosk)).headers.get('location')).toBe('/nl/sign-in')
  await site().post(`${desk}/close`, {}, staff)
  expect(await read(`${desk}/statements`, staff)).not.toContain(`${desk}/add`)
  const late = await site().post(`${desk}/add`, kiosk, staff)
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('De dialoog is niet meer open. Er is niets veranderd.')
  expect(await read(`${page}/results`)).not.toContain('kiosk')
})

test('what cannot be done is said beside its field, with what was typed', async () => {
  const { desk, staff } = await makeOpenDialogue(site())
  const form = {
    kind: 'split',
    'from[]': ['1'],
    text: 'Er komen <b>bomen</b>.\nEr komt gras.',
    reason: 'Twee ideeën.',
  }
  const wrong = async (change: Partial<typeof form>) => {
    const answer = await site().post(`${desk}/revise`, { ...form, ...change }, staff)
    expect(answer.status).toBe(422)
    return answer.text()
  }
  const markup = await wrong({})
  expect(markup).toContain('staat HTML. Schrijf gewone tekst.')
  expect(markup).toContain('Er komen &lt;b&gt;bomen&lt;/b&gt;.')
  expect(markup).toContain('Twee ideeën.')
  const silent = await wrong({ reason: ' ' })
  expect(silent).toContain('id="reason-error"')
  expect(silent).toContain('Schrijf op waarom')
  expect(await wrong({ text: 'a'.repeat(30_000) })).toContain(
    'Een stelling is te lang: hoogstens 280 tekens.',
  )
  const many = Array.from({ length: 60 }, (_, at) => String(at + 1))
  expect(await wrong({ kind: 'merged', 'from[]': many, text: market })).toContain(
    'Vink hoogstens 20 stellingen aan.',
  )
  expect(await wrong({ text: 'Er komt alleen gras.' })).toContain('Schrijf minstens 2 stellingen')
  expect(await wrong({ kind: 'corrected', text: market })).toContain('Stelling 2 zegt dit al')
  expect(await wrong({ kind: 'merged', text: 'Bomen en markt op het plein.' })).toContain('Vink minstens 2')
})

test('statements are merged from the list, and the old addresses lead to what is asked now', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site())
  expect(await read(`${desk}/statements`, staff)).toContain('Voeg de aangevinkte stellingen samen')
  const form = await read(`${desk}/revise?kind=merged&from[]=1&from[]=2`, staff)
  expect(form.match(/checked/g)).toHaveLength(2)
  const merged = {
    kind: 'merged',
    'from[]': ['1', '2'],
    text: 'Bomen en markt op het plein.',
    reason: 'Eén idee.',
  }
  const done = await site().post(`${desk}/revise`, merged, staff)
  expect(done.headers.get('location')).toBe(`${desk}/statements?told=merged`)
  const again = await site().post(`${desk}/revise`, merged, staff)
  expect(await again.text()).toContain('Over stelling 1 besliste net iemand anders.')
  expect(await read(`${page}/moderation`)).toContain('Samengevoegd')
})

function ticksIn(html: string): string[] {
  return [...html.matchAll(/<input type="checkbox"[^>]*value="(\d+)" checked/g)].map(
    ([, number = '']) => number,
  )
}

test('what is ticked stays ticked on the next page of the list, and in a search', async () => {
  const seeds = Array.from({ length: 30 }, (_, at) => `Er komt fontein nummer ${at + 1}.`)
  const { desk, staff } = await makeOpenDialogue(site(), { seeds })
  const first = await read(`${desk}/statements`, staff)
  const after = /name="after" value="([^"]+)"/.exec(first)?.[1] ?? ''
  expect(first).not.toContain('Al aangevinkt')
  // As the form sends it: the field of the search, the ticks, and the button.
  const next = await read(`${desk}/statements?q=&from[]=30&from[]=2&after=${after}`, staff)
  expect(next).toContain('Al aangevinkt')
  expect(next).toContain('Er komt fontein nummer 30.')
  expect(ticksIn(next)).toEqual(['30', '2'])
  const found = await read(`${desk}/statements?q=nummer+7&from[]=30&from[]=2`, staff)
  expect(found).toContain('Er komt fontein nummer 7.')
  expect(ticksIn(found)).toEqual(['2', '30'])
  const form = await read(`${desk}/revise?q=nummer+7&from[]=30&from[]=2&kind=merged`, staff)
  expect(form).toContain(`${desk}/statements?from%5B%5D=30&amp;from%5B%5D=2`)
})

test('who wrote a statement that was replaced reads by what, and why', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site(), { moderation: 'light' })
  const sent = await site().post(`${page}/statements/new`, {
    text: 'Er komt een kiosk met koffie.',
    anyway: 'yes',
  })
  const code = /wk-code[^>]*>([^<]+)</.exec(await sent.text())?.[1] ?? ''
  const form = {
    kind: 'corrected',
    'from[]': ['3'],
    text: 'Er komt een kiosk.',
    reason: 'Koffie mag niet in het park.',
  }
  await site().post(`${desk}/revise`, form, staff)
  const opened = await site().post('/nl/my-input', { code })
  const track = await read(opened.headers.get('location') ?? '')
  expect(track).toContain('Wij verbeterden de tekst van uw stelling')
  expect(track).toContain('Er komt een kiosk.')
  expect(track).toContain('Koffie mag niet in het park.')
})

test('who comes in the second in which all statements are replaced, is asked the new one', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site())
  expect(await read(page)).toContain('op het plein')
  const merged = { kind: 'merged', 'from[]': ['1', '2'], text: 'Bomen naast de kramen.', reason: 'Eén idee.' }
  await site().post(`${desk}/revise`, merged, staff)
  expect(await read(page)).toContain('Bomen naast de kramen.')
})

test('a refusal that is not filled in well is told beside the field, and nothing is decided', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site())
  await site().post(`${page}/statements/new`, { text: 'Er komt een kiosk.' })
  const refuse = async (form: Record<string, string>, path = 'statements/3') => {
    const answer = await site().post(`${desk}/${path}`, { decision: 'refuse', ...form }, staff)
    expect(answer.status).toBe(422)
    return answer.text()
  }
  const long = await refuse({ reason: 'unclear', explanation: `<i>${'x'.repeat(500)}` })
  expect(long).toContain('De uitleg is te lang: hoogstens 500 tekens.')
  expect(long).toContain(`&lt;i&gt;${'x'.repeat(500)}`)
  expect(await refuse({ explanation: 'Omdat.' })).toContain('Kies een reden.')
  const removal = await refuse({ reason: 'unclear', explanation: 'x'.repeat(501) }, 'statements/1/removal')
  expect(removal).toContain('id="explanation-error"')
  expect(removal).toContain('selected')
  expect(await read(desk, staff)).toContain('Er komt een kiosk.')
  expect(await read(`${page}/moderation`)).toContain('Er is nog niets geweigerd of veranderd')
})

test('nothing ticked is said; numbers that nobody has are not found', async () => {
  const { desk, staff } = await makeOpenDialogue(site())
  for (const query of ['kind=merged', 'kind=split&from[]=99', 'kind=x&from[]=-1&from[]=1e99&from[]=%00']) {
    const answer = await site().get(`${desk}/revise?${query}`, staff)
    expect(answer.headers.get('location')).toBe(`${desk}/statements?told=nothing-chosen`)
  }
})

test('a long list is searched without capitals and accents, and read page by page', async () => {
  const seeds = Array.from({ length: 40 }, (_, at) => `Stelling nummer ${at + 1} over het café.`)
  const { desk, staff } = await makeOpenDialogue(site(), { seeds })
  const first = await read(`${desk}/statements`, staff)
  expect(first).toContain('nummer 40 over')
  expect(first).not.toContain('nummer 15 over')
  const after = /name="after" value="([^"]+)"/.exec(first)?.[1] ?? ''
  expect(await read(`${desk}/statements?q=&after=${after}`, staff)).toContain('nummer 15 over')
  const found = await read(`${desk}/statements?q=${encodeURIComponent('NUMMER 7 over het cafe')}`, staff)
  expect(found).toContain('nummer 7 over')
  expect(found).not.toContain('nummer 8 over')
  expect(await read(`${desk}/statements?q=%25_'--`, staff)).toContain('Geen stelling gevonden')
})

test('who does not moderate sees and changes nothing', async () => {
  const { desk } = await makeOpenDialogue(site())
  for (const path of [`${desk}/statements`, `${desk}/revise?kind=split&from[]=1`, `${desk}/log`])
    expect((await site().get(path)).status).toBe(303)
  expect((await site().post(`${desk}/revise`, { kind: 'split' })).status).toBe(303)
})

test('a statement that waits is shown with its writer and what looks like it, and the next one follows', async () => {
  const { desk, page, staff } = await makeOpenDialogue(site())
  const write = (text: string) => site().post(`${page}/statements/new`, { text, anyway: 'yes' })
  await write('Op het plein komen nog meer bomen.')
  await write('Er komt een fontein.')
  const html = await read(desk, staff)
  expect(html).toContain('Van deze schrijver is hier nog niets geplaatst')
  expect(html).toContain('Dit staat er al en lijkt erop')
  expect(html).toContain('data-key="p"')
  expect(html).toContain('data-key="8"')
  const decided = await site().post(
    `${desk}/statements/3`,
    { decision: 'refuse', reason: 'duplicate', explanation: 'Dit staat er al.', from: '3' },
    staff,
  )
  expect(decided.headers.get('location')).toBe(`${desk}?told=refused&statement=3`)
  expect(await read(`${desk}?told=refused&statement=3`, staff)).toContain('Er komt een fontein.')
  const log = await read(`${page}/moderation`)
  expect(log).toContain('Geweigerd')
  expect(log).not.toContain('nog meer bomen')
  const file = await read(`${page}/moderation.csv`)
  expect(file).toContain('refused,duplicate')
  expect(file).not.toContain('nog meer bomen')
  expect(file).not.toContain('Dit staat er al')
})

test('at the desk a dialogue whose dossier is closed is closed, and nothing is offered that would be refused', async () => {
  const { desk, dossier, staff } = await makeOpenDialogue(site(), { access: 'code' })
  const shown = async () => [await read(desk, staff), await read(`${desk}/statements`, staff)]
  const [open = '', openStatements] = await shown()
  expect(open).toContain(`action="${desk}/codes"`)
  expect(openStatements).toContain(`href="${desk}/add"`)
  await site()
    .db.updateTable('dossier')
    .set({ state: 'closed', closed_at: site().now })
    .where('slug', '=', dossier)
    .execute()
  const [closed = '', closedStatements = ''] = await shown()
  expect(closed).toContain('Gesloten')
  expect(closed).not.toContain(`action="${desk}/codes"`)
  expect(closedStatements).not.toContain(`href="${desk}/add"`)
  await site().post(`${desk}/close`, {}, staff)
  expect(await read(desk, staff)).not.toContain(`action="${desk}/open"`)
})
