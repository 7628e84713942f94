import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Setting, settings } from './settings.ts'

const document = join(import.meta.dirname, '..', '..', 'docs', 'SETTINGS.md')

test('docs/SETTINGS.md says what the settings are (npm run test:unit -- platform/config -u writes it)', async () => {
  await expect(describeSettings()).toMatchFileSnapshot(document)
})

function describeSettings(): string {
  const rows = Object.entries<Setting>(settings).map(
    ([name, { fallback, about }]) => `| \`${name}\` | ${fallback ? `\`${fallback}\`` : 'empty'} | ${about} |`,
  )
  return `# Settings

<!-- Written from platform/config/settings.ts. Change it there. -->

All settings come from the environment, and all may be left out. They are read once, at the start; whatever is wrong
with them is said at once, a sentence each, and nothing is started. \`npm run -s weerklank -- doctor\` checks them.

| Setting | Default | What it does |
|---|---|---|
${rows.join('\n')}
`
}
