/**
 * What many people behind one address do in the same minute: vote, come in, stop notices from their mail program; and what
 * opens with a code or a sealed link, of which only wrong guesses may count. None of it changes what everybody reads.
 */
export function isOfMany(path: string): boolean {
  return (
    /^\/\w+\/dialogues\/[^/]+\/(vote|take-part|take-part\/open)$/.test(path) ||
    /^\/\w+\/my-input(\/(mail|address)\/[^/]+(\/stop)?)?$/.test(path) ||
    /^\/\w+\/sign-in\/open$/.test(path)
  )
}
