import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as door from './index.ts'
import { Kit } from './kit.tsx'

const html = String(await (<Kit />))

function all(pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map((match) => match[1] ?? '')
}

describe('the kit', () => {
  test('shows every component in a story, but for what every page stands in', () => {
    const stories = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.story.tsx'))
      .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))
      .join('')
    const used = new Set([...stories.matchAll(/<([A-Z]\w+)/g)].map(([, name]) => name))
    const components = Object.keys(door).filter((name) => /^[A-Z]/.test(name))
    expect(components.length).toBeGreaterThan(50)
    expect(components.filter((name) => !used.has(name))).toEqual([
      'Kit',
      'Layout',
      'Masthead',
      'Foot',
      'Wrap',
    ])
  })

  test('uses each id once', () => {
    const ids = all(/ id="([^"]+)"/g)
    expect(ids.length).toBeGreaterThan(30)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('points at ids that are there', () => {
    const ids = new Set(all(/ id="([^"]+)"/g))
    const pointed = all(/ (?:aria-describedby|aria-labelledby|for)="([^"]+)"/g).flatMap((value) =>
      value.split(' '),
    )
    expect(pointed.length).toBeGreaterThan(30)
    expect(pointed.filter((id) => !ids.has(id))).toEqual([])
  })

  test('carries no inline style, no script and no data address: the Content-Security-Policy refuses them', () => {
    expect(html).not.toMatch(/ style=|<style|<script|javascript:|data:| on[a-z]+="/)
  })

  test('hides every drawing that has no name of its own', () => {
    const drawings = all(/<svg([^>]*)>/g)
    expect(drawings.length).toBeGreaterThan(40)
    expect(
      drawings.filter((tag) => !/aria-hidden="true"|role="(?:img|group)" aria-label="[^"]+"/.test(tag)),
    ).toEqual([])
  })

  test('gives every field a label', () => {
    const fields = all(/<(?:input class="utrecht-textbox[^"]*"|textarea|select)[^>]* id="([^"]+)"/g)
    const labelled = new Set(all(/<label class="utrecht-form-label" for="([^"]+)"/g))
    expect(fields.length).toBeGreaterThan(7)
    expect(fields.filter((id) => !labelled.has(id))).toEqual([])
  })

  test('puts description and error before the field, in that order', () => {
    const field = html.slice(html.indexOf('for="kit-mail"'))
    expect(field.indexOf('id="kit-mail-error"')).toBeLessThan(field.indexOf('id="kit-mail"'))
    expect(field).toContain('aria-invalid="true" aria-describedby="kit-mail-error"')
  })

  test('skips no level of heading', () => {
    const levels = all(/<h([1-6])[ >]/g).map(Number)
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 1) + 1)
    expect(jumps).toEqual([])
  })

  test('offers agree, disagree and pass in one order and one weight', () => {
    const votes = all(/<button class="wk-choice" type="submit" name="vote" value="([a-z]+)"/g)
    expect(votes).toEqual(['agree', 'disagree', 'pass', 'agree', 'disagree', 'pass'])
  })

  test('keeps a button that is not possible in reach, with its reason', () => {
    expect(html).toMatch(
      /<button class="nl-button" type="button" aria-disabled="true" aria-describedby="kit-why">/,
    )
    expect(html).not.toMatch(/ disabled(="|>| )/)
  })

  test('marks one current step in each thread', () => {
    const current = all(/(aria-current="step")/g)
    const threads = all(/<ol class="(wk-(?:timeline|track|ladder))/g)
    expect(current).toHaveLength(threads.length)
  })
})
