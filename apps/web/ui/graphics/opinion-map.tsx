import type { Child } from 'hono/jsx'
import { classes } from '../classes.ts'
import { groupClass } from './group-class.ts'
import { GroupSymbol } from './group-symbol.tsx'
import {
  type Canvas,
  dotPaths,
  type LaidOutMap,
  layOutMap,
  type MapDrawing,
  narrowMap,
  wideMap,
} from './opinion-map-layout.ts'

export interface OpinionMapProps {
  drawing: MapDrawing
  /** What the drawing shows, as one or two sentences: it is the drawing's name. */
  finding: string
  /** What the figure is: "Meningenkaart". */
  label: string
  /** What people at an end agree with; an end without words has no line either. */
  poles: { left?: Child; right?: Child; top?: Child; bottom?: Child }
  /** Draws the axes without words too: for maps beside each other, whose ends are told once. */
  bare?: boolean
  /** What a group thinks: where its line and its letter lead, and what that link is called. */
  groupLinks?: readonly { letter: string; href: string; label: string }[]
  /** The letter in the reader's own disc: U, or Y. */
  you?: string
  /** Where newer maps are told of, and what is said beside a drawing that moved. */
  live?: { src: string; said: string; again: string }
}

/**
 * Where people stand, as a swarm: a dot for each of them, at no person's place and never fewer than ten together. The
 * ends of the axes are HTML, so that they grow with the reader's letters. A phone gets a drawing of its own.
 */
export function OpinionMap({ live, ...props }: OpinionMapProps) {
  if (!live) return <Figure {...props} />
  const { you } = props.drawing
  return (
    <wk-opinion-map {...live} you={you && [...you.position, you.uncertainty].join(' ')}>
      <Figure {...props} />
    </wk-opinion-map>
  )
}

function Figure(props: Omit<OpinionMapProps, 'live'>) {
  const { drawing, finding, label, poles, bare, groupLinks = [], you = '' } = props
  const lines = {
    across: bare === true || poles.left !== undefined || poles.right !== undefined,
    upright: bare === true || poles.top !== undefined || poles.bottom !== undefined,
  }
  return (
    <figure class={classes('wk-mapfig', (bare || !lines.across) && 'wk-mapfig--upright')} aria-label={label}>
      {poles.top !== undefined && <p class="wk-pole wk-pole--t">{poles.top}</p>}
      {poles.left !== undefined && <p class="wk-pole wk-pole--l">{poles.left}</p>}
      {poles.right !== undefined && <p class="wk-pole wk-pole--r">{poles.right}</p>}
      {poles.bottom !== undefined && <p class="wk-pole wk-pole--b">{poles.bottom}</p>}
      <Drawing
        map={layOutMap(drawing, wideMap)}
        canvas={wideMap}
        name={finding}
        lines={lines}
        groupLinks={groupLinks}
        you={you}
      />
      <Drawing
        map={layOutMap(drawing, narrowMap)}
        canvas={narrowMap}
        name={finding}
        lines={lines}
        groupLinks={groupLinks}
        you={you}
        isNarrow
      />
    </figure>
  )
}

interface DrawingProps {
  map: LaidOutMap
  canvas: Canvas
  name: string
  lines: { across: boolean; upright: boolean }
  groupLinks: NonNullable<OpinionMapProps['groupLinks']>
  you: string
  isNarrow?: boolean
}

function Drawing({ map, canvas: { width }, name, lines, groupLinks, you, isNarrow }: DrawingProps) {
  const { origin, height } = map
  return (
    <svg
      class={classes('wk-map', isNarrow ? 'wk-narrow' : 'wk-wide')}
      viewBox={`0 0 ${width} ${height}`}
      role={groupLinks.length > 0 ? 'group' : 'img'}
      aria-label={name}
    >
      {lines.across && <line class="axis" x1="4" x2={width - 4} y1={origin.y} y2={origin.y} />}
      {lines.upright && <line class="axis" x1={origin.x} x2={origin.x} y1="4" y2={height - 4} />}
      {map.you && <circle class="sure" cx={map.you.x} cy={map.you.y} r={Math.max(map.you.uncertainty, 1)} />}
      <g class="swarm" stroke-width={2 * map.r}>
        {dotPaths(map.dots).map(({ letter, path }) => (
          <path class={`dots ${groupClass(letter)}`} d={path} />
        ))}
      </g>
      {map.outlines.map((outline) => (
        <Group outline={outline} link={groupLinks.find(({ letter }) => letter === outline.letter)} />
      ))}
      {map.you && <You letter={you} place={map.you} r={isNarrow ? 14 : 19} />}
    </svg>
  )
}

type GroupProps = {
  outline: LaidOutMap['outlines'][number]
  link: NonNullable<OpinionMapProps['groupLinks']>[number] | undefined
}

/** A line around a group and its letter; a tap within the line leads to what the group thinks. */
function Group({ outline: { letter, path, label }, link }: GroupProps) {
  const drawn = (
    <>
      <path class={`hull ${groupClass(letter)}`} d={path} data-outline={letter} />
      <GroupLabel letter={letter} place={label} />
    </>
  )
  if (!link) return drawn
  return (
    <a href={link.href} aria-label={link.label} data-turbo="false">
      {drawn}
    </a>
  )
}

function GroupLabel({ letter, place: { x, y } }: { letter: string; place: { x: number; y: number } }) {
  return (
    <g transform={`translate(${x} ${y})`} data-letter={letter}>
      <g transform="translate(-11 0)">
        <GroupSymbol letter={letter} size={9} />
      </g>
      <text class="let" x="5" y="8">
        {letter}
      </text>
    </g>
  )
}

function You({ letter, place: { x, y }, r }: { letter: string; place: { x: number; y: number }; r: number }) {
  return (
    <g transform={`translate(${x} ${y})`} data-you={true}>
      <circle class="you" r={r} />
      <text class="you-t" y={r * 0.4} text-anchor="middle">
        {letter}
      </text>
    </g>
  )
}
