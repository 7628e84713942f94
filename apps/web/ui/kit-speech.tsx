import { Ballot, Poll, Progress } from './ballot.tsx'
import { ClaimCode } from './claim-code.tsx'
import { Feature, Halves, Section, Stack } from './page.tsx'
import { PromisePanel } from './promise-panel.tsx'
import { Answer, Voice } from './speech.tsx'
import { Tag } from './tag.tsx'
import { Echo, Timeline, Track } from './thread.tsx'

const labels = { agree: 'Eens', disagree: 'Oneens', pass: 'Weet ik niet' }

export function KitSpeech() {
  return (
    <>
      <KitVoices />
      <KitThreads />
      <KitPromise />
      <KitVoting />
    </>
  )
}

function KitVoices() {
  return (
    <Section id="kit-voices" title="Stem en antwoord">
      <Halves>
        <Voice
          who="Bewoner, op papier ingestuurd"
          quote="Wie iets zegt, krijgt een open ring en een ronde tekstvorm."
        />
        <Answer who="Gemeente, Team Verkeer">
          <p>Wie antwoordt, krijgt een dichte stip. De rechte hoek zit aan de andere kant.</p>
        </Answer>
      </Halves>
    </Section>
  )
}

function KitThreads() {
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

function KitPromise() {
  return (
    <Section id="kit-promise" title="Belofte en code">
      <PromisePanel
        id="kit-promised"
        title="Onze belofte"
        promise="Wij nemen uw advies over. Doen wij dat niet, dan leggen wij precies uit waarom."
        facts={[
          { term: 'Wie beslist?', detail: 'De gemeenteraad' },
          { term: 'Wanneer?', detail: '25 juni 2026' },
          { term: 'U hebt antwoord vóór', detail: '8 mei 2026' },
          { term: 'Gewijzigd op 3 maart', detail: <a href="#kit-promise">Bekijk versie 1 en 2</a> },
        ]}
        ladder={{
          sentence: 'Hoeveel invloed hebt u? Stap 3 van 5.',
          steps: ['Weten', 'Meedenken', 'Adviseren', 'Samen maken', 'Meebeslissen'],
          level: 3,
        }}
      />
      <ClaimCode
        id="kit-claim"
        title="Uw volgcode"
        headingLevel={3}
        code="K7M 4PX 29T"
        qr={{ svg: <SampleQr />, name: 'QR-code naar uw spoor' }}
        copy={{
          label: 'Kopieer de code',
          done: 'Gekopieerd',
          failed: 'Kopiëren lukt niet. Schrijf de code over.',
        }}
      >
        Met deze code komt u altijd terug. Bewaar hem goed: wie de code heeft, kan meelezen.
      </ClaimCode>
    </Section>
  )
}

/** Not a code that can be read: the three corners, to see the frame. */
function SampleQr() {
  return (
    <svg viewBox="0 0 21 21" width="21" height="21" aria-hidden="true" focusable="false">
      <path d="M0 0h7v7H0zM14 0h7v7h-7zM0 14h7v7H0z" fill="currentColor" />
      <path d="M1 1h5v5H1zM15 1h5v5h-5zM1 15h5v5H1z" fill="white" />
      <path
        d="M2 2h3v3H2zM16 2h3v3h-3zM2 16h3v3H2zM9 9h3v3H9zM14 14h2v2h-2zM18 18h2v2h-2z"
        fill="currentColor"
      />
    </svg>
  )
}

function KitVoting() {
  return (
    <Section id="kit-voting" title="Stemmen: drie antwoorden, even zwaar">
      <Stack>
        <p class="wk-small">Stelling 7 van ongeveer 20</p>
        <Progress done={0.35} />
        <Ballot
          action="#"
          id="kit-ballot"
          level={3}
          name="vote"
          labels={labels}
          statement="Laat de bus voortaan om het centrum heen rijden."
        >
          <a href="#kit-voting">Meer uitleg bij deze stelling</a>
          <span class="wk-soft">Stoppen mag altijd. Alles telt al mee.</span>
        </Ballot>
      </Stack>
      <Halves>
        <Feature>
          <h3>
            <a href="#kit-voting">Hoe maken we de Dorpsstraat veilig voor fietsers?</a>
          </h3>
          <Poll
            action="#"
            id="kit-poll"
            name="vote"
            labels={labels}
            chosen="agree"
            statement="Fietsers horen in de Dorpsstraat vóór te gaan op auto’s."
          >
            Bewoners schreven deze stelling. U ziet meteen wat anderen vinden.
          </Poll>
        </Feature>
      </Halves>
    </Section>
  )
}
