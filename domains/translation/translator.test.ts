import { expect, test } from 'vitest'
import type { FetchOutcome, PostRequest } from '#platform/fetch'
import { createTranslator } from './translator.ts'

const at = { url: 'https://vertaler.example', key: 'sleutel' }

async function translate(answer: FetchOutcome | string, asked = { text: 'Merhaba', to: 'nl' }) {
  const sent: PostRequest[] = []
  const outcome = await createTranslator(at, async (request) => {
    sent.push(request)
    const body = new TextEncoder().encode(typeof answer === 'string' ? answer : '')
    return typeof answer === 'string' ? { kind: 'fetched', url: request.url, headers: {}, body } : answer
  })(asked)
  return { outcome, sent }
}

test('a text is asked in another language, and what comes says from which', async () => {
  const answer = JSON.stringify({
    ...{ translatedText: 'Hallo\u0000', detectedLanguage: { confidence: 90, language: 'tr' } },
  })
  const { outcome, sent } = await translate(answer)
  expect(outcome).toEqual({ kind: 'translated', text: 'Hallo', from: 'tr' })
  expect(sent[0]?.url).toBe('https://vertaler.example/translate')
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
    ...{ q: 'Merhaba', source: 'auto', target: 'nl', format: 'text', api_key: 'sleutel' },
  })
})

test.each<FetchOutcome | string>([
  { kind: 'failed', url: '', reason: 'timeout', transient: true },
  { kind: 'refused', url: '', reason: 'too-large' },
  'geen JSON',
  '{"error":"xx is not supported"}',
  '{"translatedText":""}',
])('what is no translation is none: %o', async (answer) => {
  expect((await translate(answer)).outcome).toEqual({ kind: 'failed' })
})

test('a language that is no code of one is not believed', async () => {
  const answer = JSON.stringify({ translatedText: 'Hallo', detectedLanguage: { language: '"><b>' } })
  expect((await translate(answer)).outcome).toMatchObject({ text: 'Hallo', from: undefined })
})
