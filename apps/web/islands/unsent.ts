import { dropCopies, dropCopy, dropOldCopies, findCopy, keepCopy } from './kept-copy.ts'
import { type Field, fieldsOnPage, isKept, nameOf, placeOf, typedIn, wordsHere } from './unsent-field.ts'
import { fill, showColleague, tell } from './unsent-words.ts'

/**
 * Typed text is never lost: it is kept while somebody types, and is there again on the next page with the same form, until
 * the form was taken. At the desk the server keeps it, for colleagues too; what it did not take yet, and all that a resident
 * types, is kept by the browser.
 */

/** Text on its way to the server. */
type Typed = { field: Field; place: string; name: string; text: string }

const PAUSE_MS = 600
const AGAIN_AFTER_MS = 10_000
/** A server that says nothing holds up no form. */
const ANSWER_WITHIN_MS = 4000

const waiting = new Map<string, Typed>()
/** What somebody typed in since the page came: nothing is put over it. */
const touched = new WeakSet<Field>()
let timer = 0
let onItsWay: Promise<void> | undefined

document.addEventListener('input', ({ target, isTrusted }) => {
  // What was put in by ourselves is kept already.
  if (!isTrusted || !isKept(target)) return
  touched.add(target)
  keepHere(target)
})

function keepHere(field: Field): void {
  keepCopy(nameOf(field), field.value)
  if (!wordsHere()?.server) return
  const { place, field: name } = nameOf(field)
  waiting.set(`${place} ${name}`, { field, place, name, text: field.value })
  saveAfter(PAUSE_MS)
}

function saveAfter(pauseMs: number): void {
  clearTimeout(timer)
  timer = window.setTimeout(save, pauseMs)
}

/** Sends what waits; `leaves` says that the page may be gone before an answer comes. */
function save(leaves = false): void {
  clearTimeout(timer)
  const { server } = wordsHere() ?? {}
  const all = [...waiting.values()]
  waiting.clear()
  if (!server || all.length === 0) return
  const places = Map.groupBy(all, ({ place }) => place)
  const sendAll = () => Promise.all([...places].map(([place, texts]) => send(server, place, texts, leaves)))
  // One after the other, so that what is older never comes last; whoever leaves cannot wait.
  const sending = leaves || !onItsWay ? Promise.all([onItsWay, sendAll()]) : onItsWay.then(sendAll)
  const ended = sending.then(() => {
    if (onItsWay === ended) onItsWay = undefined
  })
  onItsWay = ended
}

async function send(server: string, place: string, texts: Typed[], keepalive: boolean): Promise<void> {
  const body = new URLSearchParams({ place })
  for (const { name, text } of texts) body.append(`text.${name}`, text)
  for (const [name, value] of typedIn(texts[0]?.field.form)) body.append(name, value)
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
  const request = { method: 'POST', body, keepalive, redirect: 'manual', signal } as const
  const answer = await fetch(server, request).catch(() => undefined)
  const said: unknown = answer?.ok ? await answer.json().catch(() => undefined) : undefined
  for (const typed of texts) {
    if (typeof said !== 'string') notTaken(typed)
    else if (typed.field.value === typed.text) {
      dropCopy(nameOf(typed.field))
      tell(typed.field, said)
    }
  }
}

/** It stays in this browser, and is sent again. */
function notTaken(typed: Typed): void {
  const key = `${typed.place} ${typed.name}`
  if (!waiting.has(key)) waiting.set(key, typed)
  tell(typed.field, wordsHere()?.alone ?? '', { aloud: true })
  saveAfter(AGAIN_AFTER_MS)
}

addEventListener('online', () => save())
addEventListener('pagehide', () => save(true))
document.addEventListener('visibilitychange', () => document.hidden && save(true))
document.addEventListener('turbo:before-visit', () => save(true))

/** Forms that wait for what is being saved, and those that have waited. */
const held = new WeakSet<HTMLFormElement>()
const mayGo = new WeakSet<HTMLFormElement>()

/** Whether something must be saved before a form goes; it then goes by itself, once, however often it was pressed. */
function holdsUp(form: HTMLFormElement, submitter: HTMLElement | null): boolean {
  save()
  if (!onItsWay) return false
  if (!held.has(form))
    onItsWay.finally(() => {
      held.delete(form)
      mayGo.add(form)
      form.requestSubmit(submitter && stillThere(form, submitter))
    })
  held.add(form)
  return true
}

/** The button that was pressed, or the same one where its part of the page was renewed meanwhile; else nothing is sent but a draft. */
function stillThere(form: HTMLFormElement, pressed: HTMLElement): HTMLElement | null {
  if (pressed.isConnected || !(pressed instanceof HTMLButtonElement)) return pressed
  const { formAction, name, value } = pressed
  const same = [...form.elements].find(
    (one) =>
      one instanceof HTMLButtonElement &&
      one.formAction === formAction &&
      one.name === name &&
      one.value === value,
  )
  return same instanceof HTMLElement ? same : null
}

/** What could not be saved goes along with its form: saved behind it, it would be there again once it was sent. */
function takeAlong(form: HTMLFormElement): void {
  const place = placeOf(form)
  for (const [key, typed] of waiting) if (typed.place === place) waiting.delete(key)
}

/**
 * At the desk a form goes when all that was typed is saved, in it and beside it: what the server then still holds of it, it
 * forgets when it has taken the form, and what comes back is no older than what was sent.
 */
addEventListener(
  'submit',
  (event) => {
    const { target: form, submitter } = event
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
    if (!mayGo.delete(form) && holdsUp(form, submitter)) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    takeAlong(form)
    if (placeOf(form).endsWith('/sign-out')) dropCopies({ account: wordsHere()?.account ?? '', place: '' })
    // Whoever is no member of staff leaves nothing behind; what is wrong comes back with the page.
    else if (form.dataset.turbo === 'false' && !wordsHere()?.server) forget(placeOf(form))
  },
  { capture: true },
)

document.addEventListener('turbo:submit-end', ({ target, detail }) => {
  if (!(target instanceof HTMLFormElement)) return
  const endsAt = detail.fetchResponse?.response.url ?? ''
  if (detail.success && !endsAt.endsWith('/sign-in')) forget(placeOf(target))
  else for (const field of target.elements) if (isKept(field) && touched.has(field)) keepHere(field)
})

function forget(place: string): void {
  dropCopies({ account: wordsHere()?.account ?? '', place })
}

/** Puts back what was typed before, wherever nobody typed since. */
async function restore(): Promise<void> {
  dropOldCopies()
  const fields = fieldsOnPage()
  const words = wordsHere()
  if (fields.length === 0 || !words) return
  if (words.server) await restoreFromServer(words.server, fields)
  for (const field of fields) {
    const copy = findCopy(nameOf(field))
    if (copy !== undefined && !touched.has(field))
      fill(field, withKept(field, copy), words.restored ?? '', throwAway)
    // What the server did not take yet is offered again; a form that came back filled is kept like a typed one.
    if (copy !== undefined || (!words.server && field.value !== '')) keepHere(field)
  }
}

/** What the server holds was perhaps typed at another computer since: neither is put over the other. */
function withKept(field: Field, copy: string): string {
  const { form, value } = field
  const isKeptThere = fromServer.has(field) || form?.dataset.unsent === 'shown'
  if (!isKeptThere || value === '' || copy.includes(value)) return copy
  return value.includes(copy) ? value : `${value}\n\n${copy}`
}

const fromServer = new WeakSet<Field>()

type Kept = { place: string; field: string; body: string; said: string; isOwn: boolean }

async function restoreFromServer(server: string, fields: Field[]): Promise<void> {
  const asking = fields.filter(({ form }) => form?.dataset.unsent !== 'shown')
  const places = [...new Set(asking.map((field) => nameOf(field).place))]
  if (places.length === 0) return
  const query = new URLSearchParams(places.map((place) => ['place', place]))
  const answer = await fetch(`${server}?${query}`, { redirect: 'manual' }).catch(() => undefined)
  const kept: Kept[] = answer?.ok ? await answer.json() : []
  for (const text of kept)
    for (const field of asking) {
      const { place, field: name } = nameOf(field)
      if (place !== text.place || name !== text.field) continue
      if (!text.isOwn) showColleague(field, text)
      else if (!touched.has(field)) {
        fromServer.add(field)
        fill(field, text.body, text.said, throwAway)
      }
    }
}

/** The text is not wanted: the field is as it came, here and on the server. */
function throwAway(field: Field): void {
  dropCopy(nameOf(field))
  const { place, field: name } = nameOf(field)
  if (!wordsHere()?.server) return
  waiting.set(`${place} ${name}`, { field, place, name, text: '' })
  save()
}

document.addEventListener('turbo:render', () => void restore())
void restore()
