import type { WebContext } from '#web/http'
import { Details, GroupSign, Section, wholePercentage } from '#web/ui'
import { langOf, say } from '#web/words'
import { apartOf, type MapFindings, type NamedStatements } from './map-findings.tsx'
import { placeMessages } from './place.messages.ts'

type GroupsProps = { c: WebContext; snapshot: MapFindings; statements: NamedStatements }
type Group = MapFindings['groups']['list'][number]

/** Where a group's line on the map leads: to what it thinks. */
export function groupLinks(c: WebContext, { groups }: MapFindings) {
  const t = say(c, placeMessages)
  if (!groups.areReal) return []
  return groups.list.map(({ letter }) => ({
    letter,
    href: `#${idOf(letter)}`,
    label: t('groupThinks', { letter }),
  }))
}

function idOf(letter: string): string {
  return `group-${letter.toLowerCase()}`
}

/** What each group thinks, one line a group until somebody opens it. */
export function GroupViews({ c, snapshot, statements }: GroupsProps) {
  const t = say(c, placeMessages)
  if (!snapshot.groups.areReal) return null
  return (
    <Section id="groups" title={t('groupsTitle')} gap="s">
      <p class="wk-small wk-soft">{t('groupsHow')}</p>
      <div>
        {snapshot.groups.list.map((group) => (
          <Details
            summary={
              <>
                <GroupSign letter={group.letter} /> {t('group', { letter: group.letter, size: group.size })}
              </>
            }
          >
            {/* The address leads to what is within: a browser then opens what it is in. */}
            <div class="wk-stack" id={idOf(group.letter)}>
              <GroupView c={c} snapshot={snapshot} statements={statements} group={group} />
            </div>
          </Details>
        ))}
      </div>
    </Section>
  )
}

function GroupView({ c, snapshot, statements, group }: GroupsProps & { group: Group }) {
  const t = say(c, placeMessages)
  const apart = apartOf(snapshot, group.id)
  if (apart.length === 0) return <p>{t('groupNothing')}</p>
  const lists = [
    { title: t('groupMore', { letter: group.letter }), entries: apart.filter(({ effect }) => effect > 0) },
    { title: t('groupLess', { letter: group.letter }), entries: apart.filter(({ effect }) => effect < 0) },
  ]
  return (
    <>
      {lists.map(
        ({ title, entries }) =>
          entries.length > 0 && (
            <div class="wk-stack wk-stack--s">
              <h3>{title}</h3>
              <ul class="wk-bullets">
                {entries.map(({ statement }) => (
                  <OneView
                    c={c}
                    snapshot={snapshot}
                    statements={statements}
                    group={group}
                    number={statement}
                  />
                ))}
              </ul>
            </div>
          ),
      )}
    </>
  )
}

/** A statement with how many of each group agree, the group's own share first. */
function OneView({ c, snapshot, statements, group, number }: GroupsProps & { group: Group; number: number }) {
  const t = say(c, placeMessages)
  const statement = statements.get(number)
  if (!statement) return null
  const shares = snapshot.commonGround.find((entry) => entry.statement === number)?.groups ?? []
  const share = (id: number) => {
    const found = shares.find((one) => one.group === id)
    return found && wholePercentage(found.share)
  }
  const others = snapshot.groups.list.flatMap(({ id, letter }) =>
    id === group.id || share(id) === undefined ? [] : [t('shareOf', { letter, share: share(id) ?? 0 })],
  )
  const own = share(group.id)
  return (
    <li>
      <span {...langOf(c, statement.language)}>‘{statement.text}’</span>
      {own !== undefined && (
        <span class="wk-small wk-soft">
          {' '}
          {[t('shareOf', { letter: group.letter, share: own }), ...others].join(' · ')}
        </span>
      )}
    </li>
  )
}
