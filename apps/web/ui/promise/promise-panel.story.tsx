import { Section } from '../frame/page.tsx'
import { Facts, PromisePanel } from './promise-panel.tsx'

export function PromisePanelStory() {
  return (
    <Section id="kit-promise" title="Belofte" gap="m">
      <PromisePanel
        id="kit-promised"
        title="Onze belofte"
        promise="Wij nemen uw advies over. Doen wij dat niet, dan leggen wij precies uit waarom."
        facts={[
          { term: 'Wie beslist?', detail: 'De gemeenteraad' },
          { term: 'Wanneer?', detail: '25 juni 2026' },
          { term: 'U krijgt antwoord', detail: 'uiterlijk 8 mei 2026' },
          { term: 'Gewijzigd op 3 maart', detail: <a href="#kit-promise">Bekijk versie 1 en 2</a> },
        ]}
        ladder={{
          sentence: 'Hoeveel invloed hebt u? Stap 3 van 5.',
          steps: ['Weten', 'Meedenken', 'Adviseren', 'Samen maken', 'Meebeslissen'],
          level: 3,
        }}
      />
      <Facts
        facts={[
          { term: 'Van wie komt dit?', detail: 'Team Verkeer' },
          { term: 'Sinds wanneer?', detail: '3 maart 2026' },
        ]}
      />
    </Section>
  )
}
