import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './index.ts'

const secret = `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`
const older = `whsec_${Buffer.from('o'.repeat(24)).toString('base64')}`
const read = (text: string) => readConfig({ HOOK_SECRETS: text }).hooks

test('channels are read with their secrets, and where answers go', () => {
  expect(read(`buurtapp,${secret},${older},https://buurtapp.example/a?b=1  meldingen,${older}`)).toEqual([
    {
      ...{ name: 'buurtapp', answersTo: 'https://buurtapp.example/a?b=1' },
      secrets: [Buffer.from('k'.repeat(32)), Buffer.from('o'.repeat(24))],
    },
    { name: 'meldingen', secrets: [Buffer.from('o'.repeat(24))], answersTo: undefined },
  ])
  expect(read('')).toEqual([])
})

test.each([
  secret,
  'buurtapp',
  'buurtapp,GEHEIM',
  'buurtapp,whsec_GEHEIM',
  `Buurt app,${secret}`,
  `info@gemeente.example,${secret}`,
  `buurtapp,${secret},ftp://GEHEIM.example`,
  `buurtapp,${secret},https://a.example,https://GEHEIM.example`,
  `buurtapp,${secret} buurtapp,${older}`,
])('what cannot be read is told with the way out, and never with a secret: %s', (text) => {
  try {
    read(text)
    expect.fail('It was read.')
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    expect(error.message).toMatch(/^HOOK_SECRETS=… .+: (write|make) /)
    expect(error.message).not.toMatch(/GEHEIM|a2tra2/)
  }
})
