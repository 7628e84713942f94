import { expect, test } from 'vitest'
import { listSubjects } from '#domains/people'
import { useTestSite } from '#web/testing'

const site = useTestSite()

test('a subject says who reads and how long what is kept, and a form that is refused comes back filled', async () => {
  const noor = await site().signInAs('administrator')
  const unitId = await site().addUnit('Jeugd')
  const subject = {
    name: 'Jeugdhulp',
    otherName: '',
    parentId: '',
    mail: '30',
    words: '',
    contact: '90',
    files: '',
  }
  const bare = await site().post('/nl/desk/subjects', { ...subject, unitId: '', restricted: 'yes' }, noor)
  const html = await bare.text()
  expect(html).toContain('Kies het team dat antwoordt. Anders kan niemand lezen wat bij deze rubriek hoort.')
  expect(html).toMatch(/name="restricted" value="yes" checked/)
  expect(html).toMatch(/name="mail"[^>]*value="30"|value="30"[^>]*name="mail"/)
  for (const words of ['0', '-1', '1.5', 'lang', '7301', '99999']) {
    const wrong = await site().post('/nl/desk/subjects', { ...subject, unitId, words }, noor)
    expect(await wrong.text()).toContain('Vul een heel getal in van 1 tot en met')
  }
  await site().post('/nl/desk/subjects', { ...subject, unitId, restricted: 'yes' }, noor)
  const [made] = await listSubjects(site().db)
  const kept = { mail: 30, words: null, contact: 90, files: null }
  expect(made).toMatchObject({ restricted: true, unitId, kept })
  const path = `/nl/desk/subjects/${made?.id}`
  expect(await (await site().get(path, noor)).text()).toContain('Afgeschermd')
  await site().post(path, { ...subject, unitId, restricted: 'yes', seen: '1', words: '365' }, noor)
  expect((await listSubjects(site().db))[0]).toMatchObject({ version: 2, kept: { ...kept, words: 365 } })
})
