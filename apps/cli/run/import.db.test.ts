import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { buildProgram, runProgram, startProgram } from './program-under-test.ts'

const files = {
  'comments.csv':
    'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1500000000000,x,0,7,2,1,1,Er komen meer bomen.\n',
  'votes.csv':
    'timestamp,datetime,comment-id,voter-id,vote\n1500000010000,x,0,3,1\n1500000011000,x,0,4,1\n1500000012000,x,0,5,-1\n',
  'summary.csv': 'topic,Het plein\nurl,https://pol.is/plein\n',
}
let temporary: string
let settings: Record<string, string>
beforeAll(buildProgram)
beforeEach(async ({ onTestFinished }) => {
  temporary = await mkdtemp(join(tmpdir(), 'weerklank-import-'))
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  // As root, PostgreSQL is another user who has to pass through.
  await chmod(temporary, 0o711)
  settings = { PORT: '0', WEERKLANK_DATA_DIR: join(temporary, 'data') }
})

async function writeExport(change: Partial<typeof files> = {}): Promise<string> {
  const folder = join(temporary, 'export')
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries({ ...files, ...change }))
    await writeFile(join(folder, name), text)
  return folder
}

it('a conversation imported into a fresh folder founds the organisation it needs, and can be exported by the id that was printed', async () => {
  const imported = await runProgram(['import', 'polis', await writeExport(), '--json'], settings)
  expect(imported.stderr).toContain('There was no organisation yet: "Onze organisatie" was founded.')
  expect(imported.code).toBe(0)
  const { dialogue, votes } = JSON.parse(imported.stdout)
  expect(votes).toBe(3)
  const exported = await runProgram(['export', 'polis', dialogue, join(temporary, 'out'), '--json'], settings)
  expect(JSON.parse(exported.stdout)).toMatchObject({ dialogue: 'het-plein', statements: 1, votes: 3 })
  const running = await startProgram(['start'], settings)
  const page = await fetch(`${running.url}/nl/dialogues/het-plein`)
  expect(await page.text()).toContain('Er komen meer bomen.')
})

it('what cannot be imported founds nothing', async () => {
  const folder = await writeExport({
    'votes.csv': 'timestamp,datetime,comment-id,voter-id,vote\n1,x,0,3,9\n',
  })
  const refused = await runProgram(['import', 'polis', folder], settings)
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^votes.csv, line 2: .*\n$/)])
  const again = await runProgram(['import', 'polis', await writeExport(), '--json'], settings)
  expect(again.stderr).toContain('was founded')
})

it('a folder that is asked to be the demo is made nothing else, and the sentence says what to do', async () => {
  const asDemo = { ...settings, WEERKLANK_DEMO: 'on' }
  const refused = await runProgram(['import', 'polis', await writeExport()], asDemo)
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('"weerklank start" does')])
  const running = await startProgram(['start'], asDemo)
  const imported = await runProgram(['import', 'polis', await writeExport(), '--json'], asDemo)
  expect(imported.code).toBe(0)
  expect((await fetch(`${running.url}/nl/dialogues/het-plein`)).status).toBe(200)
})
