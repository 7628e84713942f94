import { Breadcrumbs, Pager, Tabs } from './navigation.tsx'
import { Section } from './page.tsx'

export function NavigationStory() {
  return (
    <Section id="kit-navigation" title="Kruimelpad, tabs, bladeren" gap="m">
      <Breadcrumbs label="Kruimelpad" trail={[{ href: '#', label: 'Meepraten' }]} here="Bouwdoos" />
      <Tabs
        label="Onderdelen"
        tabs={[
          { href: '#', label: 'Alle 26', current: true },
          { href: '#', label: 'Overgenomen 14' },
          { href: '#', label: 'Niet overgenomen 6' },
        ]}
      />
      <Pager
        label="Bladeren"
        previous={{ href: '#', label: 'Nieuwere' }}
        next={{ href: '#', label: 'Oudere' }}
      />
    </Section>
  )
}
