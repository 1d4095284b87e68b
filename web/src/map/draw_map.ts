import 'maplibre-gl/dist/maplibre-gl.css'
import maplibre from 'maplibre-gl/dist/maplibre-gl-csp'
import workerAddress from 'maplibre-gl/dist/maplibre-gl-csp-worker?url'
import type { FeatureCollection } from '@/api/types'
import type { StateKey } from '@/composables/format_words'
import type { MapView } from './map_view'

maplibre.setWorkerUrl(workerAddress)

export interface DrawnMap {
  show: (view: MapView, boundaries: FeatureCollection | null, isDark: boolean) => void
  picture: () => Promise<Blob | null>
  remove: () => void
}

export interface MapOptions {
  onPick: (schoolId: string) => void
  onPoint: (name: string) => void
  words: { zoomIn: string; zoomOut: string; canvas: string }
}

const iconPixels = 28

/** One shape per state, so that the map is read without its colours too. */
function icon(shape: StateKey, colour: string): ImageData {
  const canvas = new OffscreenCanvas(iconPixels, iconPixels)
  const pen = canvas.getContext('2d')
  if (pen === null) return new ImageData(iconPixels, iconPixels)
  const middle = iconPixels / 2
  const radius = middle - 5
  pen.fillStyle = colour
  pen.strokeStyle = '#ffffff'
  pen.lineWidth = 3
  pen.beginPath()
  if (shape === 'unmet') {
    pen.moveTo(middle, 3)
    pen.lineTo(iconPixels - 3, iconPixels - 5)
    pen.lineTo(3, iconPixels - 5)
    pen.closePath()
  } else if (shape === 'floor') {
    pen.moveTo(middle, 2)
    pen.lineTo(iconPixels - 2, middle)
    pen.lineTo(middle, iconPixels - 2)
    pen.lineTo(2, middle)
    pen.closePath()
  } else if (shape === 'unknown') pen.rect(6, 6, iconPixels - 12, iconPixels - 12)
  else pen.arc(middle, middle, radius, 0, 2 * Math.PI)
  if (shape === 'none') {
    pen.strokeStyle = colour
    pen.stroke()
  } else {
    pen.stroke()
    pen.fill()
  }
  return pen.getImageData(0, 0, iconPixels, iconPixels)
}

export function drawMap(box: HTMLElement, options: MapOptions): DrawnMap {
  const map = new maplibre.Map({
    container: box,
    style: { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#eef2f5' } }] },
    center: [104, 36],
    zoom: 3,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    canvasContextAttributes: { preserveDrawingBuffer: true },
    locale: { 'NavigationControl.ZoomIn': options.words.zoomIn, 'NavigationControl.ZoomOut': options.words.zoomOut, 'Map.Title': options.words.canvas }
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new maplibre.ScaleControl({ unit: 'metric' }), 'bottom-left')
  const isReady = new Promise<void>((resolve) => map.once('load', () => resolve()))
  let fitted = ''

  map.on('click', 'schools', (event) => {
    const id = event.features?.[0]?.properties.id as string | undefined
    if (id !== undefined) options.onPick(id)
  })
  map.on('mousemove', 'schools', (event) => {
    map.getCanvas().style.cursor = 'pointer'
    const found = event.features?.[0]?.properties
    options.onPoint(found === undefined ? '' : `${String(found.name)}: ${String(found.label)}`)
  })
  map.on('mouseleave', 'schools', () => {
    map.getCanvas().style.cursor = ''
    options.onPoint('')
  })

  function setSource(id: string, data: GeoJSON.FeatureCollection): void {
    const source = map.getSource<maplibregl.GeoJSONSource>(id)
    if (source === undefined) map.addSource(id, { type: 'geojson', data })
    else source.setData(data)
  }

  async function show(view: MapView, boundaries: FeatureCollection | null, isDark: boolean): Promise<void> {
    await isReady
    map.setPaintProperty('ground', 'background-color', isDark ? '#1b2127' : '#eef2f5')
    view.classes.forEach((group, at) => {
      const name = `class-${at}`
      if (map.hasImage(name)) map.removeImage(name)
      map.addImage(name, icon(group.shape, group.colour), { pixelRatio: 2 })
    })
    setSource('boundaries', { type: 'FeatureCollection', features: (boundaries?.features ?? []) as unknown as GeoJSON.Feature[] })
    setSource('schools', {
      type: 'FeatureCollection',
      features: view.points.map((point) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [point.lon, point.lat] },
        properties: { id: point.id, name: point.name, icon: `class-${point.group}`, label: view.classes[point.group]?.label ?? '' }
      }))
    })
    if (map.getLayer('areas') === undefined) {
      map.addLayer({ id: 'areas', type: 'fill', source: 'boundaries', paint: { 'fill-color': '#8aa4bd', 'fill-opacity': 0.12 } })
      map.addLayer({ id: 'borders', type: 'line', source: 'boundaries', paint: { 'line-color': '#6b8299', 'line-width': 1.2 } })
      map.addLayer({ id: 'schools', type: 'symbol', source: 'schools', layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-ignore-placement': true } })
    }
    fit(view)
  }

  function fit(view: MapView): void {
    const key = view.points.map((point) => point.id).join()
    if (view.points.length === 0 || key === fitted) return
    fitted = key
    const bounds = new maplibre.LngLatBounds()
    for (const point of view.points) bounds.extend([point.lon, point.lat])
    map.fitBounds(bounds, { padding: 36, maxZoom: 13, animate: false })
  }

  return {
    show: (view, boundaries, isDark) => void show(view, boundaries, isDark),
    picture: () => new Promise((resolve) => map.getCanvas().toBlob(resolve, 'image/png')),
    remove: () => map.remove()
  }
}
