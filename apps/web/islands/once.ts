/**
 * Gives each form that posts a one-time key when it is sent, so that a second press or a second attempt is the same
 * sending to the server. The key goes along with what is sent and is put in no page: browsers and Turbo both read a form
 * through this event.
 */
document.addEventListener('formdata', ({ target, formData }) => {
  if (!(target instanceof HTMLFormElement) || target.getAttribute('method')?.toLowerCase() !== 'post') return
  const key = keys.get(target) ?? drawOnceKey()
  keys.set(target, key)
  formData.set('once', key)
})

/** A form keeps its key until it is another sending: something in it changed, or an answer came. */
const keys = new WeakMap<Element, string>()

document.addEventListener('input', ({ target }) => forgetKey(target))
document.addEventListener('turbo:submit-end', ({ target, detail }) => {
  if (detail.success) forgetKey(target)
})

function forgetKey(target: EventTarget | null): void {
  const form = target instanceof Element && target.closest('form')
  if (form) keys.delete(form)
}

/** 128 bits, as 22 characters; `crypto.randomUUID` is not there without HTTPS. */
function drawOnceKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
