import type { FeatureCollection } from '@/api/types'
import type { StateKey } from '@/composables/format_words'
import type { MapView } from './map_view'

const width = 800
const height = 600
const margin = 40
const metresPerDegree = 111_320

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

interface Frame {
  x: (lon: number) => number
  y: (lat: number) => number
  metresPerPixel: number
}

/** Equirectangular around the middle latitude: good for a county or a province. */
function frameOf(view: MapView): Frame {
  const lons = view.points.map((point) => point.lon)
  const lats = view.points.map((point) => point.lat)
  const [west, east] = [lons.reduce((a, b) => Math.min(a, b), 180), lons.reduce((a, b) => Math.max(a, b), -180)]
  const [south, north] = [lats.reduce((a, b) => Math.min(a, b), 90), lats.reduce((a, b) => Math.max(a, b), -90)]
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min((width - 2 * margin) / Math.max(1e-6, (east - west) * narrowing), (height - 4 * margin) / Math.max(1e-6, north - south))
  return { x: (lon) => margin + (lon - west) * narrowing * scale, y: (lat) => margin + (north - lat) * scale, metresPerPixel: metresPerDegree / scale }
}

function symbol(shape: StateKey, x: number, y: number, colour: string, title: string): string {
  const shapes: Record<StateKey, string> = {
    met: `<circle cx="${x}" cy="${y}" r="5" fill="${colour}"`,
    floor: `<path d="M${x} ${y - 7}l7 7-7 7-7-7z" fill="${colour}"`,
    unmet: `<path d="M${x} ${y - 6}l6 11h-12z" fill="${colour}"`,
    unknown: `<rect x="${x - 5}" y="${y - 5}" width="10" height="10" fill="${colour}"`,
    none: `<circle cx="${x}" cy="${y}" r="4.5" fill="none" stroke-width="2"`
  }
  return `${shapes[shape]} stroke="${shape === 'none' ? colour : '#fff'}"><title>${escape(title)}</title></${shape === 'unknown' ? 'rect' : shape === 'met' || shape === 'none' ? 'circle' : 'path'}>`
}

type Ring = [number, number][]

function borderPaths(boundaries: FeatureCollection | null, frame: Frame): string {
  const lines: string[] = []
  for (const feature of boundaries?.features ?? []) {
    const geometry = feature.geometry as { type?: string; coordinates?: unknown } | null | undefined
    const polygons = geometry?.type === 'Polygon' ? [geometry.coordinates as Ring[]] : geometry?.type === 'MultiPolygon' ? (geometry.coordinates as Ring[][]) : []
    for (const ring of polygons.flat()) lines.push(`<path d="M${ring.map(([lon, lat]) => `${frame.x(lon).toFixed(1)} ${frame.y(lat).toFixed(1)}`).join('L')}Z" fill="none" stroke="#8aa4bd"/>`)
  }
  return lines.join('\n')
}

/** The longest of 1, 2, 5 times a power of ten that fits into 160 pixels. */
export function scaleBarMetres(metresPerPixel: number): number {
  const most = 160 * metresPerPixel
  const power = 10 ** Math.floor(Math.log10(most))
  return ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power
}

/** The map as a drawing for documents: points, borders, legend, scale bar. */
export function mapSvg(view: MapView, boundaries: FeatureCollection | null): string {
  const frame = frameOf(view)
  const points = view.points.map((point) => {
    const group = view.classes[point.group]
    return group === undefined ? '' : symbol(group.shape, Math.round(frame.x(point.lon)), Math.round(frame.y(point.lat)), group.colour, `${point.name}: ${group.label}`)
  })
  const legend = view.classes.map((group, at) => `${symbol(group.shape, margin + at * 150, height - 62, group.colour, group.label)}<text x="${margin + 12 + at * 150}" y="${height - 58}">${escape(group.label)} (${group.count})</text>`)
  const metres = scaleBarMetres(frame.metresPerPixel)
  const length = metres / frame.metresPerPixel
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  const bar = `<path d="M${margin} ${height - 24}v6h${length.toFixed(1)}v-6" fill="none" stroke="#333"/><text x="${margin}" y="${height - 28}">${label}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13"><title>${escape(view.title)}</title><rect width="100%" height="100%" fill="#fff"/><text x="${margin}" y="22" font-size="16">${escape(view.title)}</text>${borderPaths(boundaries, frame)}${points.join('\n')}${legend.join('')}${bar}</svg>`
}
