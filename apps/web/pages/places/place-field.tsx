import { AS_TYPED, areaValue, NO_PLACE, type Place, readPoint } from '#domains/places'
import { pathHere, type WebContext } from '#web/http'
import { AreaMap, Choice, type ChoiceOption, Details, Field, Section } from '#web/ui'
import { say } from '#web/words'
import { type AskedPlace, placeFields } from './asked-place.ts'
import { baseMap } from './base-map.ts'
import { placeMessages } from './place.messages.ts'

type Props = {
  c: WebContext
  asked: AskedPlace | undefined
  /** At the desk the place is of somebody else's question. */
  atDesk?: boolean
  /** What stands above it says what is asked. */
  isUntitled?: boolean
}

/**
 * The part of a form in which somebody says where something is: typed, or with a script where they are now or on the map. The form
 * comes back where it can be more than one place. Left out where no places are known.
 */
export function PlaceField({ c, asked, atDesk = false, isUntitled = false }: Props) {
  if (!asked) return null
  const t = say(c, placeMessages)
  const error = placeError(c, asked)
  const isOfField = error !== undefined && asked.offers.length === 0
  const field = (
    <>
      <Field
        id="place"
        name={placeFields.typed}
        width="m"
        label={t(atDesk ? 'typedDesk' : 'typed')}
        {...(atDesk ? {} : { description: t('typedHelp') })}
        value={asked.typed}
        autocomplete="off"
        {...(isOfField ? { error } : {})}
      />
      <PlaceChoice c={c} asked={asked} error={isOfField ? undefined : error} />
      <div>
        <wk-place
          class="wk-stack wk-stack--s"
          src={pathHere(c, '/places/at')}
          name={placeFields.chosen}
          {...(atDesk ? {} : { here: t('here') })}
          asking={t('asking')}
          failed={t('failed')}
          outside={t('notHere')}
          found={t('found', { place: '{place}' })}
          point={t('point')}
        ></wk-place>
      </div>
      <AreaChoice c={c} asked={asked} />
    </>
  )
  return isUntitled ? (
    field
  ) : (
    <Section id="place-title" title={t('title')} gap="m">
      {field}
    </Section>
  )
}

/** Which of several places; offered before, it is offered again. */
function PlaceChoice({ c, asked, error }: { c: WebContext; asked: AskedPlace; error: string | undefined }) {
  const t = say(c, placeMessages)
  const options = optionsOf(c, asked)
  if (options.length === 0) return null
  const isPhoto = asked.offers.length > 0 && asked.offers.every(({ value }) => readPoint(value))
  return (
    <>
      {asked.offers
        .filter(({ value }) => readPoint(value))
        .map(({ value }) => (
          <input type="hidden" name={placeFields.offered} value={value} />
        ))}
      <Choice
        id="spot"
        name={placeFields.chosen}
        legend={t(isPhoto ? 'photoWhich' : 'which')}
        {...(isPhoto && asked.problem === 'photo' ? { description: t('photoHelp') } : {})}
        options={options}
        value={asked.chosen}
        {...(error ? { error } : {})}
      />
    </>
  )
}

function optionsOf(c: WebContext, { offers, typed, problem, chosen }: AskedPlace): ChoiceOption[] {
  const t = say(c, placeMessages)
  const found = offers.map(({ value, place, within }) => ({
    value,
    label: place.isNear ? t('near', { name: place.name }) : place.name,
    ...(within.length > 0 ? { description: within.join(', ') } : {}),
  }))
  const isAsTyped =
    typed.trim() !== '' && (problem === 'choose' || problem === 'unknown' || chosen === AS_TYPED)
  if (found.length === 0 && !isAsTyped) return []
  return [
    ...found,
    ...(isAsTyped
      ? [{ value: AS_TYPED, label: t('asTyped'), description: t('asTypedHelp', { typed }) }]
      : []),
    { value: NO_PLACE, label: t('none') },
  ]
}

/** The areas by a map and a list; with a script any point of the map. */
function AreaChoice({ c, asked: { areas, chosen } }: { c: WebContext; asked: AskedPlace }) {
  if (areas.length === 0) return null
  const t = say(c, placeMessages)
  return (
    <Details summary={t('onMap')} open={chosen.startsWith('area:')}>
      <fieldset class="wk-stack wk-stack--s">
        <legend class="wk-legend">{t('onMapHelp')}</legend>
        <AreaMap
          name={t('map')}
          chosen={t('chosen')}
          base={baseMap(c)}
          areas={areas.map(({ code, name, shape }) => ({
            shape,
            name: (
              <label class="wk-option">
                <input
                  type="radio"
                  name={placeFields.chosen}
                  value={areaValue(code)}
                  checked={chosen === areaValue(code)}
                />
                <span>{name}</span>
              </label>
            ),
          }))}
        />
      </fieldset>
    </Details>
  )
}

/** Why the form comes back because of the place, and where on the page that stands. */
export function placeError(c: WebContext, asked: AskedPlace | undefined): string | undefined {
  if (!asked?.problem) return undefined
  const t = say(c, placeMessages)
  return `${t(asked.problem, { typed: asked.typed })} ${t('nothingLost')}`
}

/** The field that a message about the place leads to. */
export function placeErrorId({ offers, problem }: AskedPlace): string {
  return offers.length > 0 || problem === 'unknown' ? 'spot' : 'place'
}

/** A place in words. */
export function placeWords(c: WebContext, { name, isNear, area }: Place): string {
  const t = say(c, placeMessages)
  const said = isNear ? t('near', { name }) : name
  return area && area.name !== name ? t('inArea', { name: said, area: area.name }) : said
}
