import type { Asked } from './gate.ts'

/** What a request asks for, by its address alone. */
export function askedBy({ method, url }: { method: string; url: string }): Asked {
  const { pathname, searchParams } = new URL(url)
  const isForm = method !== 'GET' && method !== 'HEAD'
  const found = kinds.find(({ path, ofForms = isForm }) => path.test(pathname) && ofForms === isForm)
  if (found) return found.asked
  if (isForm) return 'form'
  if (searchParams.get('q')) return 'search'
  if (searchParams.has('told') || searchParams.has('done')) return 'answer'
  return DIALOGUE.test(pathname) && searchParams.has('after') ? 'answer' : 'page'
}

const DIALOGUE = /^\/\w+\/dialogues\/[^/]+$/

/** Where it does not say so, a form and a page of that address are of one kind. */
const kinds: { asked: Asked; path: RegExp; ofForms?: boolean }[] = [
  { asked: 'vote', path: /^\/\w+\/dialogues\/[^/]+\/vote$/, ofForms: true },
  { asked: 'code', path: /^\/\w+\/(my-input|dialogues\/[^/]+\/take-part)(\/|$)/ },
  { asked: 'form', path: /^\/\w+\/(sign-in|tell-us|dialogues\/[^/]+\/statements\/new)(\/|$)/ },
  { asked: 'live', path: /^\/\w+\/dialogues\/[^/]+\/live$/, ofForms: false },
  { asked: 'report', path: /\.(csv|json)$/, ofForms: false },
  { asked: 'report', path: /^\/\w+\/desk\/(condition|dialogues\/[^/]+\/log)$/, ofForms: false },
  { asked: 'search', path: /^\/\w+\/desk\/dialogues\/[^/]+\/together$/, ofForms: false },
]
