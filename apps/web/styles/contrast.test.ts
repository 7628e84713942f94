import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { colourRoles, contrast, type Scheme } from './contrast.ts'

const surfaces = ['paper', 'sunk', 'raised', 'voice-tint', 'answer-tint', 'next-tint', 'error-tint']

/** Text at least 4.5 on every surface it is used on. */
const text: Readonly<Record<string, readonly string[]>> = {
  ink: surfaces,
  'ink-soft': surfaces,
  voice: surfaces,
  'voice-hover': surfaces,
  answer: ['paper', 'sunk', 'raised', 'answer-tint', 'voice-tint'],
  error: ['paper', 'sunk', 'raised', 'error-tint', 'voice-tint'],
  'next-ink': ['next-tint'],
  'on-voice': ['voice', 'voice-hover'],
  'on-answer': ['answer', 'answer-hover'],
  'on-next': ['next'],
  'on-deep': ['deep'],
  'group-a': ['sunk', 'paper'],
  'group-b': ['sunk', 'paper'],
  'group-c': ['sunk', 'paper'],
}

/** Lines of controls, nodes and data at least 3. */
const lines: Readonly<Record<string, readonly string[]>> = {
  'line-strong': ['paper', 'sunk', 'raised', 'voice-tint'],
  'next-ink': ['next-tint', 'paper'],
  agree: ['paper', 'sunk', 'raised', 'voice-tint'],
  disagree: ['paper', 'sunk', 'raised', 'voice-tint'],
  pass: ['paper'],
}

const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const theme = readFileSync(new URL('../themes/gemeente-duin.css', import.meta.url), 'utf8')
const sheets = {
  'tokens.css': colourRoles(tokens),
  'gemeente-duin.css': new Map([...colourRoles(tokens), ...colourRoles(theme)]),
}

function tooWeak(
  roles: ReturnType<typeof colourRoles>,
  pairs: Readonly<Record<string, readonly string[]>>,
  scheme: Scheme,
  least: number,
): string[] {
  return Object.entries(pairs).flatMap(([role, on]) =>
    on.flatMap((surface) => {
      const ratio = contrast(colour(roles, role, scheme), colour(roles, surface, scheme))
      return ratio < least ? [`${role} on ${surface}: ${ratio.toFixed(2)}`] : []
    }),
  )
}

function colour(roles: ReturnType<typeof colourRoles>, role: string, scheme: Scheme): string {
  const value = roles.get(role)?.[scheme]
  if (value === undefined) throw new Error(`no role ${role}`)
  return value
}

describe.each(Object.entries(sheets))('%s', (_, roles) => {
  test.each(['light', 'dark'] as const)('text can be read on every surface it stands on, %s', (scheme) => {
    expect(tooWeak(roles, text, scheme, 4.5)).toEqual([])
  })

  test.each(['light', 'dark'] as const)('lines and data can be told from their surface, %s', (scheme) => {
    expect(tooWeak(roles, lines, scheme, 3)).toEqual([])
  })

  test.each(['light', 'dark'] as const)('agree and disagree differ in lightness too, %s', (scheme) => {
    expect(contrast(colour(roles, 'agree', scheme), colour(roles, 'disagree', scheme))).toBeGreaterThan(2)
  })
})

describe('contrast', () => {
  test('is 21 for black on white and 1 for a colour on itself', () => {
    expect(contrast('#000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#6b1f60', '#6b1f60')).toBe(1)
  })

  test('refuses what it cannot read, rather than passing it', () => {
    expect(() => contrast('plum', '#fff')).toThrow('plum')
  })

  test('every colour of the tokens is read', () => {
    const written = [...tokens.matchAll(/--wk-[a-z-]+:\s*light-dark/g)]
    expect(colourRoles(tokens).size).toBe(written.length)
    expect(written.length).toBeGreaterThan(25)
  })
})
