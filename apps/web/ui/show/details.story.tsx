import { Section } from '../frame/page.tsx'
import { Details, Fold } from './details.tsx'

export function DetailsStory() {
  return (
    <Section id="kit-details" title="Uitklappen" gap="m">
      <Details summary="Uitklappen zonder script">
        <p>Voor de tabel bij een beeld, en voor uitleg.</p>
      </Details>
      <Details summary="Al uitgeklapt" open>
        <p>Dit staat open.</p>
      </Details>
      <Fold id="kit-fold" icon="chat-circle-text" title="Wilt u iets vragen of vertellen?">
        <p>Hier staat het formulier.</p>
      </Fold>
    </Section>
  )
}
