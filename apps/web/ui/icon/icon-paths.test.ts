import { expect, test } from 'vitest'
import { iconShapes } from './generate-icons.ts'
import { boldPaths, regularPaths } from './icon-paths.ts'

test('the icons are those of the package, all of them, none changed by hand', () => {
  expect({ boldPaths, regularPaths }).toEqual(iconShapes())
})
