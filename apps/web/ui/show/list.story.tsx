import { MoreLink } from '../action/button.tsx'
import { Section } from '../frame/page.tsx'
import { Agenda, List, Meta, Ways } from './list.tsx'
import { Tag } from './tag.tsx'

export function ListStory() {
  return (
    <Section id="kit-lists" title="Lijsten" more={<MoreLink href="#kit-lists">Alle 9 onderwerpen</MoreLink>}>
      <List
        items={[
          {
            href: '#',
            title: 'Waar geven we € 150.000 aan uit in Oosterwijk?',
            tag: (
              <Tag icon="check-circle" tone="answer">
                U beslist mee
              </Tag>
            ),
            meta: [
              { icon: 'clock', text: 'Stemmen kan tot en met 30 april' },
              { icon: 'users', text: '1.204 stemmen' },
            ],
          },
          {
            href: '#',
            title: 'Hoe houden we de wijk koel in de zomer?',
            body: <p>Antwoord vóór 24 april.</p>,
          },
        ]}
      />
      <Ways
        ways={[
          {
            href: '#',
            icon: 'check-square',
            title: 'Stem op stellingen',
            text: '3 minuten. U kunt altijd stoppen. Geen account.',
          },
          {
            href: '#',
            icon: 'chat-circle-text',
            title: 'Vertel uw verhaal',
            text: '5 minuten. Schrijven, inspreken of een foto.',
          },
          {
            icon: 'phone',
            title: 'Bel of kom langs',
            text: '14 0123 of de balie. Of vul het papieren formulier in.',
          },
        ]}
      />
      <Meta
        items={[
          { icon: 'clock', text: 'Nog 12 dagen' },
          { icon: 'users', text: '1.204 stemmen' },
        ]}
      />
      <Agenda
        items={[
          { when: '28 april', what: 'Meepraten sluit. Team Verkeer telt alles.' },
          { when: 'Vóór 8 mei', what: 'U leest op elk thema ons antwoord.' },
        ]}
      />
    </Section>
  )
}
