import { type Field, wordsHere } from './unsent-field.ts'

/** Where it is said under a field what became of its text. */
function placeUnder(field: Field): HTMLElement {
  const id = `${field.id || field.name}-unsent`
  const known = document.getElementById(id)
  if (known) return known
  const place = document.createElement('div')
  place.id = id
  place.className = 'wk-unsent'
  const frame = field.closest('.utrecht-form-field')
  if (frame) frame.append(place)
  else field.after(place)
  return place
}

/** Says in one line what became of a text. Each saving is not read out; that it was not saved is. */
export function tell(field: Field, said: string, { aloud = false } = {}): void {
  if (!field.isConnected) return
  const line = document.createElement('span')
  line.textContent = said
  if (aloud) line.role = 'status'
  placeUnder(field).replaceChildren(line)
}

/** Puts a text that was typed before into its field, says so, and offers to throw it away. */
export function fill(field: Field, text: string, said: string, throwAway: (field: Field) => void): void {
  if (field.value === text) return
  const original = field.value
  put(field, text)
  const away = document.createElement('button')
  away.type = 'button'
  away.className = 'nl-button nl-button--subtle nl-button--small'
  away.textContent = wordsHere()?.discard ?? ''
  away.onclick = () => {
    put(field, original)
    placeUnder(field).replaceChildren()
    throwAway(field)
    field.focus()
  }
  tell(field, said)
  placeUnder(field).append(away)
}

function put(field: Field, text: string): void {
  field.value = text
  // Whoever counts characters counts again, and what is folded opens.
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** What a colleague typed in the same field and did not send: to be read, and never over one's own. */
export function showColleague(field: Field, { said, body }: { said: string; body: string }): void {
  const note = document.createElement('div')
  note.className = 'wk-note'
  const who = document.createElement('p')
  who.className = 'wk-note__who'
  who.textContent = said
  const text = document.createElement('p')
  text.className = 'wk-unsent__text'
  text.dir = 'auto'
  text.textContent = body
  note.append(who, text)
  placeUnder(field).after(note)
}
