import { z } from 'zod'
import type { Poster } from '#platform/fetch'
import { cleanText } from '#platform/text'

/** A computer that translates, by the settings: nothing that it makes is kept by itself, and nothing of it is sent by itself. */
export type Translator = (asked: { text: string; to: string }) => Promise<MachineTranslation>

export type MachineTranslation =
  /** @property from  the language that it takes the text to be in, as `tr`; undefined where it does not say */
  | { kind: 'translated'; text: string; from: string | undefined }
  /** It is away, does not know the language, or said something that is no translation. */
  | { kind: 'failed' }

const answerSchema = z.object({
  translatedText: z.string().min(1),
  detectedLanguage: z.object({ language: z.string() }).optional(),
})

/** A code of a language, as it may stand in a page and in what we ask. */
export const languageCode = z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/)

/**
 * Makes a translator of a server that speaks the interface of LibreTranslate (`POST /translate`).
 * @param url  without the path
 */
export function createTranslator(
  { url, key }: { url: string; key: string | undefined },
  post: Poster,
): Translator {
  return async ({ text, to }) => {
    const asked = { q: text, source: 'auto', target: to, format: 'text', ...(key ? { api_key: key } : {}) }
    const outcome = await post({
      url: `${url}/translate`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(asked),
    })
    if (outcome.kind !== 'fetched') return { kind: 'failed' }
    const read = answerSchema.safeParse(parseJson(outcome.body))
    if (!read.success) return { kind: 'failed' }
    const { translatedText, detectedLanguage } = read.data
    const from = languageCode.safeParse(detectedLanguage?.language)
    return { kind: 'translated', text: cleanText(translatedText), from: from.data }
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
