import { expect, test } from 'vitest'
import { Highlighted } from './highlight.tsx'

test('marked text is escaped like all text', () => {
  expect((<Highlighted text="<b>a & b" spans={[0, 3]} />).toString()).toBe('<mark>&lt;b&gt;</mark>a &amp; b')
})
