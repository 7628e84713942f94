import { Row, Section } from '../frame/page.tsx'
import { Icon, type IconName, LargeIcon, type LargeIconName } from './icon.tsx'

/** Each means one thing, wherever it stands. */
const meanings: readonly [IconName, string][] = [
  ['check', 'Overgenomen'],
  ['circle-half', 'Deels overgenomen'],
  ['x', 'Niet overgenomen'],
  ['magnifying-glass', 'Wordt onderzocht'],
  ['hourglass', 'Wacht'],
  ['warning', 'Te laat'],
  ['arrows-merge', 'Samengevoegd'],
  ['gavel', 'Besloten'],
  ['broadcast', 'Elders gehoord'],
]

const large: readonly LargeIconName[] = ['tray', 'phone', 'megaphone', 'storefront']

export function IconStory() {
  return (
    <Section id="kit-icons" title="Tekens" gap="m">
      <Row>
        {meanings.map(([name, words]) => (
          <span>
            <Icon name={name} /> {words}
          </span>
        ))}
      </Row>
      <p>
        {large.map((name) => (
          <LargeIcon name={name} />
        ))}
      </p>
    </Section>
  )
}
