/** Beside an open conversation the list scrolls by itself: it stays where it was, as far as that shows which one is open. */
let scrolledTo = 0

const queueHere = () => document.querySelector<HTMLElement>('.wk-bench--open > .wk-queue')

function showOpenOne(): void {
  const queue = queueHere()
  const open = queue?.querySelector<HTMLElement>('a[aria-current]')
  if (!queue || !open) return
  queue.scrollTop = scrolledTo
  // Beside a conversation the list begins below the page's head, so its lower part may be out of sight.
  const seen = Math.min(queue.clientHeight, innerHeight - queue.getBoundingClientRect().top)
  const [list, line] = [queue.getBoundingClientRect(), open.getBoundingClientRect()]
  const isSeen = line.top >= list.top && line.bottom <= list.top + seen
  if (!isSeen) queue.scrollTop += line.top - list.top - (seen - line.height) / 2
}

document.addEventListener('turbo:before-render', () => {
  scrolledTo = queueHere()?.scrollTop ?? 0
})
document.addEventListener('turbo:render', showOpenOne)
document.addEventListener('turbo:load', showOpenOne)
