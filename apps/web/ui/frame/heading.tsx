import type { PropsWithChildren } from 'hono/jsx'

export type HeadingLevel = 1 | 2 | 3 | 4

interface HeadingProps {
  level: HeadingLevel
  id?: string | undefined
  class?: string | undefined
  lang?: string | undefined
  dir?: 'auto'
}

/** A heading whose level depends on where it stands. */
export function Heading({ level, children, ...attributes }: PropsWithChildren<HeadingProps>) {
  switch (level) {
    case 1:
      return <h1 {...attributes}>{children}</h1>
    case 2:
      return <h2 {...attributes}>{children}</h2>
    case 3:
      return <h3 {...attributes}>{children}</h3>
    case 4:
      return <h4 {...attributes}>{children}</h4>
  }
}
