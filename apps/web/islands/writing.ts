/** A place that a standard text leaves to be filled in. */
const OPEN_PLACE = /⟨[^⟨⟩]+⟩/

/**
 * Where somebody comes to a text to go on with it: what is still to fill in is chosen, else the cursor stands behind the last
 * word. Where they had a cursor of their own, it stays.
 */
export function goOnWriting(field: HTMLTextAreaElement): void {
  field.focus()
  if (field.selectionEnd > 0) return
  const open = OPEN_PLACE.exec(field.value)
  if (open) field.setSelectionRange(open.index, open.index + open[0].length)
  else field.setSelectionRange(field.value.length, field.value.length)
  field.scrollIntoView({ block: 'nearest' })
}

/** A page that opens at a text shows it: Turbo has put the focus there, and then scrolled to the top. */
document.addEventListener('turbo:load', () => {
  const field = document.querySelector('textarea[autofocus]')
  if (field instanceof HTMLTextAreaElement && field === document.activeElement) goOnWriting(field)
})
