/** What holds words that somebody typed is not folded away: not after coming back, nor when a script put them there. */
function open(field: EventTarget | null): void {
  const isWritten = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
  if (!isWritten || field.value === '') return
  const fold = field.closest('details')
  if (fold) fold.open = true
}

function openAll(): void {
  for (const field of document.querySelectorAll('details textarea')) open(field)
}

document.addEventListener('input', (event) => open(event.target))
addEventListener('pageshow', openAll)
document.addEventListener('turbo:load', openAll)

/** An address that leads to what is folded away opens it, where the browser does not do so itself. */
function openTarget(): HTMLElement | null {
  const target = document.getElementById(location.hash.slice(1))
  const fold = target?.closest('details')
  if (fold) fold.open = true
  return target
}

/** A link to a field of the page puts the cursor in it. */
addEventListener('hashchange', () => {
  const target = openTarget()
  if (target?.matches('input, textarea, select')) target.focus()
})
document.addEventListener('turbo:load', openTarget)
