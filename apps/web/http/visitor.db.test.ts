import { expect, test } from 'vitest'
import { useTestSite } from '#web/testing'

const site = useTestSite()

test('what the organisation says stands on pages in the language it is said in, and on no others', async () => {
  await site().db.updateTable('organisation').set({ other_tagline: 'have your say' }).execute()
  const page = async (path: string) => (await site().get(path)).text()
  const [dutch, english] = await Promise.all([page('/nl/tell-us'), page('/en/tell-us')])
  expect(dutch).toContain('praat mee')
  expect(dutch).toContain('ma t/m vr 8.30–17.00 uur')
  expect(english).toContain('have your say')
  expect(english).toContain('14 0123')
  expect(english).not.toMatch(/praat mee|ma t\/m/)
})
