import { expect, test } from 'vitest'
import { slugOf } from '#domains/dossier'
import { parts } from '#web/pages'

test('no question gets an address that another page of the site has', () => {
  const paths = parts.flatMap(({ residents = [], desk = [] }) =>
    [residents, desk].map((routes) => routes.flatMap((app) => app.routes.map(({ path }) => path))),
  )
  const words = paths.flatMap((ofOne) => {
    const named = new Set(ofOne.flatMap((path) => /^(.*)\/:slug(?=\/|$)/.exec(path)?.[1] ?? []))
    return ofOne.flatMap((path) => {
      const cut = path.lastIndexOf('/')
      const word = path.slice(cut + 1)
      return named.has(path.slice(0, cut)) && /^[a-z]/.test(word) ? [word] : []
    })
  })
  expect(words).toContain('new')
  for (const word of new Set(words)) expect(slugOf(word), word).not.toBe(word)
})
