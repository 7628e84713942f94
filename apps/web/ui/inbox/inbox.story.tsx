import { Button } from '../action/button.tsx'
import { TextArea } from '../form/field.tsx'
import { SearchForm } from '../form/search-form.tsx'
import { Box, Section } from '../frame/page.tsx'
import { Answer, Voice } from '../speech/speech.tsx'
import { Bench, Queue, Work } from './bench.tsx'
import { Editor } from './editor.tsx'
import { Entries, Event, Files, Note } from './entries.tsx'
import { Keys } from './keys.tsx'

export function InboxStory() {
  return (
    <Section id="kit-desk" title="De werkplek">
      <div class="wk-desk">
        <Bench
          show="open"
          tools={
            <SearchForm
              id="kit-search"
              action="#"
              label="Zoek in gesprekken"
              button="Zoek"
              max={200}
              isLabelHidden
              dataKey="/"
            />
          }
          queue={<SampleQueue />}
        >
          <Work
            contextLabel="Bij dit gesprek"
            thread={<SampleEntries />}
            reply={<SampleEditor />}
            tips={<SampleTips />}
            context={
              <Box title="Mag dit weg?">
                <p class="wk-small">
                  Schade boven € 500: akkoord van <strong>Samira Bakker</strong>. Gevraagd om 10.05 uur.
                </p>
              </Box>
            }
          />
          <Keys
            keys={[
              { keys: ['J', 'K'], does: 'volgende, vorige' },
              { keys: ['R'], does: 'antwoord' },
              { keys: ['/'], does: 'zoek' },
            ]}
            off="Zet sneltoetsen uit"
            on="Zet sneltoetsen aan"
          />
        </Bench>
      </div>
    </Section>
  )
}

function SampleQueue() {
  return (
    <Queue
      label="Gesprekken"
      title="Postvak"
      count="14 open, 2 te laat"
      unread="Ongelezen: "
      items={[
        {
          href: '#1',
          who: 'Dhr. Yılmaz',
          when: '9.12',
          subject: 'Grofvuil niet opgehaald',
          passage: '… het grofvuil staat al een week op straat …',
          unread: true,
          state: { icon: 'warning', text: '1 dag te laat', late: true },
        },
        {
          href: '#2',
          who: 'Mw. Van Dijk',
          when: '9.48',
          subject: 'Schade aan auto door paaltje',
          current: true,
          state: { icon: 'hourglass', text: 'Wacht op akkoord, nog 4 dagen' },
        },
        {
          href: '#3',
          who: '@buurtoost op Mastodon',
          when: '8.55',
          subject: 'Klopt het dat het park dichtgaat?',
          unread: true,
          state: { icon: 'broadcast', text: 'Bericht, vandaag' },
        },
        {
          href: '#4',
          who: 'Mw. Okafor',
          when: 'di',
          subject: 'How do I register my baby?',
          lang: 'en',
          state: { icon: 'translate', text: 'Engels, nog 4 dagen' },
        },
      ]}
    />
  )
}

function SampleEntries() {
  return (
    <Entries
      label="Berichten"
      entries={[
        <Voice who="Mw. Van Dijk, mail, di 14 april 20.14" whoFirst>
          <p>
            Goedenavond, gisteren kwam het paaltje in de Kerkstraat omhoog toen ik erover reed. Wie betaalt
            dit?
          </p>
          <Files files={[{ href: '#', label: 'bumper.jpg (1,2 MB)' }]} />
        </Voice>,
        <Event icon="user-check">Fatima nam dit gesprek, wo 8.41</Event>,
        <Note who="Notitie van Fatima, alleen intern">
          <p>Storing bevestigd door Beheer: paal 3 gaf maandag 17.20–18.05 fouten.</p>
        </Note>,
        <Answer who="Fatima el Idrissi, mail, wo 9.10" whoFirst>
          <p>Wij zoeken dit uit. U hebt vrijdag antwoord.</p>
        </Answer>,
      ]}
    />
  )
}

function SampleEditor() {
  return (
    <Editor
      id="kit-draft"
      title="Concept, versie 2"
      saved="Bewaard om 10.12"
      reason={{ id: 'kit-approval', text: 'Versturen kan na akkoord van Samira Bakker.' }}
      actions={
        <>
          <Button kind="answer" notPossibleBecause="kit-approval">
            Verstuur
          </Button>
          <Button small>Bewaar</Button>
          <Button small>Controleer tekst</Button>
        </>
      }
    >
      <TextArea
        id="kit-answer"
        name="answer"
        rows={6}
        dataKey="r"
        label="Antwoord aan mw. Van Dijk, per mail"
        value={
          'Beste mevrouw Van Dijk,\n\nWat vervelend dat uw bumper kapot is. Dat is onze fout.\n\nMet betrekking tot de schade kunt u de factuur indienen.'
        }
      />
    </Editor>
  )
}

function SampleTips() {
  return (
    <Box title="Kan het duidelijker?">
      <p class="wk-small wk-soft">2 plekken. U beslist zelf.</p>
    </Box>
  )
}
