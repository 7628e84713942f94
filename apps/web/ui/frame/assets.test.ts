import { expect, test } from 'vitest'
import { pageAssets } from './assets.ts'

const manifest = {
  'public-sans-latin-400-normal-everyday.woff2': 'public-sans-latin-400-normal-everyday-AAAA.woff2',
  'staff.css': 'staff-EEEE.css',
  'themes/gemeente-duin.css': 'gemeente-duin-BBBB.css',
  'weerklank.css': 'weerklank-CCCC.css',
  'weerklank.js': 'weerklank-DDDD.js',
}

test('a page asks for the files of this build', () => {
  expect(pageAssets(manifest, '/assets/')).toEqual({
    stylesheet: '/assets/weerklank-CCCC.css',
    staffStylesheet: '/assets/staff-EEEE.css',
    script: '/assets/weerklank-DDDD.js',
    textFont: '/assets/public-sans-latin-400-normal-everyday-AAAA.woff2',
    themes: { 'gemeente-duin': '/assets/gemeente-duin-BBBB.css' },
  })
})

test('a file that was not built is said at the start, not as a page without a style', () => {
  expect(() => pageAssets({}, '/assets/')).toThrow('weerklank.css')
})
