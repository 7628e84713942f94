import { Section } from '../frame/page.tsx'
import { Tag } from '../show/tag.tsx'
import { Answer } from './speech.tsx'
import { Echo, Timeline, Track } from './thread.tsx'

export function ThreadStory() {
  return (
    <Section id="kit-threads" title="De draad">
      <Echo
        said={{
          label: '12 mensen zeiden',
          body: (
            <p>
              <q>Open ring: iemand zegt iets.</q>
            </p>
          ),
        }}
        did={{ label: 'Wij deden', body: <p>Dichte stip: de gemeente antwoordt.</p> }}
        because={{ label: 'Omdat', body: <p>Altijd met een reden.</p> }}
      />
      <Timeline
        wide
        steps={[
          { when: { words: 'Maart 2026', iso: '2026-03' }, title: 'Klaar', note: '3 ontwerpen, met kosten' },
          { when: { words: 'Nu' }, title: 'Bezig', note: 'Stem, vertel of kom langs', moment: 'now' },
          { when: { words: 'Vóór 8 mei 2026', iso: '2026-05-08' }, title: 'Later', moment: 'later' },
          { when: { words: '25 juni 2026', iso: '2026-06-25' }, title: 'Besluit', moment: 'later' },
        ]}
      />
      <Track
        steps={[
          { icon: 'check', title: 'Ontvangen', when: { words: '12 november 2025', iso: '2025-11-12' } },
          {
            icon: 'arrows-merge',
            title: 'Samengevoegd met 46 anderen',
            when: { words: '2 december 2025' },
            body: <p>Uw eigen woorden blijven bewaard.</p>,
          },
          {
            icon: 'chat-text',
            title: 'Beantwoord',
            by: 'org',
            when: { words: '9 januari 2026, op tijd (beloofd: 15 januari)' },
            body: (
              <Answer who="Team Verkeer, Joris Bos">
                <p>
                  <Tag icon="check" tone="answer">
                    Overgenomen
                  </Tag>
                </p>
                <p>U hebt gelijk. Er komt een zebrapad met verlichting.</p>
              </Answer>
            ),
          },
          {
            icon: 'hourglass',
            title: 'Nu: wij meten of het helpt',
            when: { words: 'Tot en met 1 juni 2026' },
            moment: 'now',
          },
          {
            icon: 'flag',
            title: 'Daarna: u krijgt de uitkomst',
            when: { words: 'Vóór 15 juni 2026' },
            moment: 'later',
          },
        ]}
      />
    </Section>
  )
}
