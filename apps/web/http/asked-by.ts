import type { HonoRequest } from 'hono'
import type { Asked } from './gate.ts'

type Address = Pick<HonoRequest, 'method' | 'path' | 'url'>

/** What a request asks for, by its address alone. */
export function askedBy({ method, path: pathname, url }: Address): Asked {
  const isForm = method !== 'GET' && method !== 'HEAD'
  const found = kinds.find(({ path, ofForms = isForm }) => path.test(pathname) && ofForms === isForm)
  if (found) return found.asked
  if (isForm) return 'form'
  const query = url.indexOf('?')
  if (query < 0) return 'page'
  const searchParams = new URLSearchParams(url.slice(query + 1))
  if (searchParams.get('q')) return 'search'
  if (searchParams.has('told') || searchParams.has('done')) return 'answer'
  return DIALOGUE.test(pathname) && searchParams.has('after') ? 'answer' : 'page'
}

const DIALOGUE = /^\/\w+\/dialogues\/[^/]+$/

/** Where it does not say so, a form and a page of that address are of one kind. */
const kinds: { asked: Asked; path: RegExp; ofForms?: boolean }[] = [
  { asked: 'vote', path: /^\/\w+\/dialogues\/[^/]+\/vote$/, ofForms: true },
  { asked: 'live', path: /^\/\w+\/(my-input|desk\/inbox)\/(.+\/)?live$/, ofForms: false },
  { asked: 'code', path: /^\/\w+\/(my-input|dialogues\/[^/]+\/take-part)(\/|$)/ },
  { asked: 'form', path: /^\/\w+\/(sign-in|tell-us|dialogues\/[^/]+\/statements\/new)(\/|$)/ },
  { asked: 'live', path: /^\/\w+\/dialogues\/[^/]+\/live$/, ofForms: false },
  { asked: 'report', path: /\.(csv|json)$/, ofForms: false },
  { asked: 'report', path: /^\/\w+\/desk\/(condition|dialogues\/[^/]+\/log)$/, ofForms: false },
  { asked: 'search', path: /^\/\w+\/desk\/dialogues\/[^/]+\/together$/, ofForms: false },
]
