import { Section } from '../frame/page.tsx'
import { Tree } from './tree.tsx'

const nodes = [
  { id: 'a', parentId: null, name: 'Leefomgeving', who: 'Niemand' },
  { id: 'b', parentId: 'a', name: 'Groen', who: 'Sanne de Vries: Klantcontact' },
  { id: 'c', parentId: 'b', name: 'Bomen', who: 'Youssef Amrani: Beleidsmaker' },
  { id: 'd', parentId: null, name: 'Griffie', who: 'Noor Hendriks: Beheerder' },
]

export function TreeStory() {
  return (
    <Section id="kit-tree" title="Boom" gap="m">
      <Tree
        nodes={nodes}
        line={({ name, who }) => (
          <>
            <a href="#kit-tree">{name}</a>
            <span class="wk-tree__more">{who}</span>
          </>
        )}
      />
    </Section>
  )
}
