import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Runs `run` as npm test does, on one test file that is written for it. */
async function runOn(content: string, patienceMs: number) {
  const folder = await mkdtemp(join(root, 'scripts', 'hanging-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'one.test.ts')
  await writeFile(file, content)
  const script = `
    import { run } from ${JSON.stringify(join(root, 'scripts', 'progress.ts'))}
    const reporter = ${JSON.stringify(`--reporter=${join(root, 'scripts', 'progress-reporter.ts')}`)}
    process.exit(await run('vitest', ['run', ${JSON.stringify(file)}, '--project=pure', reporter], {
      patienceMs: ${patienceMs},
      onFailure: ({ where, why }) => console.error('Failed: ' + where + ' | ' + why),
    }))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said, file }
}

test('a test that loops for ever is ended, and its file is named', async () => {
  const loop = `import { test } from 'vitest'\ntest('loops', () => { for (;;); })\n`
  const { code, said, file } = await runOn(loop, 3000)
  expect(code).not.toBe(0)
  expect(said).toContain(`Nothing began or ended for 3 s: ${file}`)
})

test('a run that goes on is left alone', async () => {
  const content = `import { test } from 'vitest'\ntest('passes', () => undefined)\n`
  expect(await runOn(content, 60_000)).toMatchObject({ code: 0, said: '' })
})

test('what failed is named with its file and its reason: a test, a file without tests, a promise nobody waits for', async () => {
  const failing = `import { expect, test } from 'vitest'\ntest('adds', () => expect(1 + 1).toBe(3))\n`
  const { said, file } = await runOn(failing, 60_000)
  expect(said).toContain(`Failed: ${relative(root, file)} > adds | expected 2 to be 3`)

  expect((await runOn(`throw new Error('broke early')\n`, 60_000)).said).toContain('broke early')
  const unhandled = `import { test } from 'vitest'\ntest('passes', () => void Promise.reject(new Error('left alone')))\n`
  expect((await runOn(unhandled, 60_000)).said).toContain('Failed: between tests | left alone')
})
