import { quantileColours, type Palette } from '@/charts/palette'
import type { SchoolResults, StageId } from '@/api/types'
import type { StateKey } from '@/composables/format_words'

export interface MapClass {
  label: string
  colour: string
  shape: StateKey
  count: number
}

export interface MapPoint {
  id: string
  name: string
  lon: number
  lat: number
  /** Position in `classes`. */
  group: number
}

/** Schools with a place, sorted into the classes of one legend. */
export interface MapView {
  title: string
  points: MapPoint[]
  classes: MapClass[]
  /** Schools without coordinates. */
  withoutPlace: number
}

export interface MapWords {
  state: Record<StateKey, string>
  title: string
  missing: string
  range: (from: number, to: number) => string
}

const stateOrder: StateKey[] = ['met', 'floor', 'unmet', 'unknown', 'none']

/** `shown` is "verdict", "state:L4" (met or not) or "value:L4" (five classes with equally many schools). */
export function mapView(schools: SchoolResults, stage: StageId, shown: string, words: MapWords, palette: Palette): MapView {
  const [kind, indicator = ''] = shown.split(':')
  const rows = schools.stage.flatMap((own, row) => (own === stage ? [row] : []))
  const placed = rows.filter((row) => schools.lon[row] != null && schools.lat[row] != null)
  const { classes, groupOf } = kind === 'value' ? byValue(schools, indicator, placed, words, palette) : byState(schools, kind === 'state' ? indicator : '', words, palette)
  const points = placed.map((row) => ({
    id: schools.school_id[row] ?? '',
    name: schools.name[row] ?? '',
    lon: schools.lon[row] ?? 0,
    lat: schools.lat[row] ?? 0,
    group: groupOf(row)
  }))
  for (const point of points) {
    const group = classes[point.group]
    if (group !== undefined) ++group.count
  }
  const used = classes.map((group, at) => ({ group, at })).filter(({ group }) => group.count > 0)
  const place = new Map(used.map(({ at }, now) => [at, now]))
  return {
    title: words.title,
    points: points.map((point) => ({ ...point, group: place.get(point.group) ?? 0 })),
    classes: used.map(({ group }) => group),
    withoutPlace: rows.length - placed.length
  }
}

interface Grouping {
  classes: MapClass[]
  groupOf: (row: number) => number
}

function byState(schools: SchoolResults, indicator: string, words: MapWords, palette: Palette): Grouping {
  const classes = stateOrder.map((state) => ({ label: words.state[state], colour: palette[state], shape: state, count: 0 }))
  const groupOf = (row: number): number =>
    stateOrder.indexOf((indicator === '' ? schools.verdict[row] : schools.states[indicator]?.[row]) ?? 'none')
  return { classes, groupOf }
}

function byValue(schools: SchoolResults, indicator: string, rows: number[], words: MapWords, palette: Palette): Grouping {
  const values = schools.values[indicator] ?? []
  const known = rows.map((row) => values[row]).filter((value): value is number => typeof value === 'number').sort((a, b) => a - b)
  const edges = quantileEdges(known, quantileColours.length)
  const shapes: StateKey[] = ['met', 'met', 'met', 'met', 'met']
  const classes: MapClass[] = edges.slice(0, -1).map((from, at) => ({
    label: words.range(from, edges[at + 1] ?? from), colour: quantileColours[at] ?? palette.met, shape: shapes[at] ?? 'met', count: 0
  }))
  classes.push({ label: words.missing, colour: palette.unknown, shape: 'unknown', count: 0 })
  const groupOf = (row: number): number => {
    const value = values[row]
    if (value === null || value === undefined) return classes.length - 1
    let group = 0
    while (group < classes.length - 2 && value > (edges[group + 1] ?? Infinity)) ++group
    return group
  }
  return { classes, groupOf }
}

/** Edges of at most `count` classes with about equally many of the sorted values; equal edges fall together. */
export function quantileEdges(sorted: number[], count: number): number[] {
  if (sorted.length === 0) return []
  const edges: number[] = []
  for (let step = 0; step <= count; ++step) edges.push(sorted[Math.round((step / count) * (sorted.length - 1))] ?? 0)
  const distinct = edges.filter((edge, at) => at === 0 || edge !== edges[at - 1])
  return distinct.length === 1 ? [distinct[0] ?? 0, distinct[0] ?? 0] : distinct
}
