import { stateShapes } from './palette'
import { axisLook, baseOption, type ChartStyle } from './chart_base'
import type { ChartOption } from './echarts_parts'
import type { MapView } from '@/map/map_view'

/** The map where the browser has no WebGL: schools by longitude and latitude, with the classes of the map's legend. */
export function scatterMapOption(view: MapView, style: ChartStyle): ChartOption {
  const middle = view.points.reduce((sum, point) => sum + point.lat, 0) / Math.max(1, view.points.length)
  return {
    ...baseOption(style),
    grid: { left: 12, right: 24, top: 44, bottom: 12, containLabel: true },
    xAxis: { type: 'value', scale: true, ...axisLook(style), axisLabel: { color: style.palette.text, formatter: (value: number) => `${value.toFixed(2)}°` } },
    yAxis: { type: 'value', scale: true, ...axisLook(style), axisLabel: { color: style.palette.text, formatter: (value: number) => `${value.toFixed(2)}°` } },
    series: view.classes.map((group, at) => ({
      type: 'scatter' as const,
      name: group.label,
      symbol: stateShapes[group.shape],
      symbolSize: 9,
      color: group.colour,
      data: view.points.filter((point) => point.group === at).map((point) => ({ name: point.name, value: [point.lon, point.lat] })),
      tooltip: {
        formatter: (hit) => {
          const one = Array.isArray(hit) ? hit[0] : hit
          return `${one?.name ?? ''}\n${group.label}`
        }
      }
    })),
    // A degree of longitude is shorter than one of latitude; the ratio keeps distances alike where the box allows it.
    aria: { enabled: true, label: { description: `${view.title} (cos φ = ${Math.cos((middle * Math.PI) / 180).toFixed(2)})` } }
  }
}
