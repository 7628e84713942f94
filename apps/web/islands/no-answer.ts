/**
 * Turbo sends forms by itself, and says nothing when no answer comes: on a train somebody would think that their vote
 * counts. What to say then comes with every page, in its language.
 */
document.addEventListener('turbo:fetch-request-error', ({ target }) => {
  const words = document.querySelector<HTMLTemplateElement>('template#no-answer')?.content.firstElementChild
  if (!(target instanceof HTMLFormElement) || !words) return
  takeAway()
  const notice = document.importNode(words, true)
  notice.id = NOTICE
  target.before(notice)
  if (notice instanceof HTMLElement) notice.focus()
})
document.addEventListener('turbo:submit-start', takeAway)

const NOTICE = 'no-answer-now'

function takeAway(): void {
  document.getElementById(NOTICE)?.remove()
}
