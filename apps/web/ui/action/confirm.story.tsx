import { Section } from '../frame/page.tsx'
import { Confirm } from './confirm.tsx'

export function ConfirmStory() {
  return (
    <Section id="kit-confirming" title="Bevestigen" gap="m">
      <Confirm
        id="kit-confirm"
        title="Wilt u uw gegevens wissen?"
        level={3}
        action="#"
        confirm="Ja, wis mijn gegevens"
        cancel={{ href: '#', label: 'Nee, ga terug' }}
      >
        <p>Uw naam en adres verdwijnen. Wat u zei blijft meetellen, zonder naam. Dit kan niet terug.</p>
      </Confirm>
    </Section>
  )
}
