import { Section } from '../frame/page.tsx'
import { ErrorSummary, Notice } from './notice.tsx'

export function NoticeStory() {
  return (
    <Section id="kit-notices" title="Berichten" gap="m">
      <Notice title="De raad vergadert een week later.">U krijgt nu vóór 15 mei antwoord.</Notice>
      <Notice kind="ok" title="Ontvangen.">
        Uw volgcode is K7M 4PX 29T. U hebt vóór 8 mei antwoord.
      </Notice>
      <Notice kind="warning" title="Wij zijn te laat.">
        <p>U had 8 mei antwoord moeten hebben. Het wordt 14 mei. Sorry.</p>
      </Notice>
      <Notice kind="error" title="Uw bestand is te groot.">
        Kies een bestand tot 10 MB. Uw tekst is bewaard.
      </Notice>
      <ErrorSummary
        title="Er zijn 2 dingen niet goed ingevuld"
        errors={[
          { id: 'kit-mail', message: 'Er mist een @ in uw e-mailadres.' },
          { id: 'kit-topics', message: 'Kies ten minste een onderwerp.' },
        ]}
      />
    </Section>
  )
}
