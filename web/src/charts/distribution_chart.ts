import { stateShapes } from './palette'
import { axisLook, baseOption, type ChartStyle } from './chart_base'
import type { ChartOption } from './echarts_parts'
import type { StateKey } from '@/composables/format_words'

export interface DistributionPoint {
  name: string
  value: number
  pupils: number | null
  state: StateKey
}

export interface DistributionView {
  points: DistributionPoint[]
  stateNames: Record<StateKey, string>
  unit: string
  pupilsName: string
  standard: number | null
  mean: number | null
  standardName: string
  meanName: string
  decimals: number
}

/** Every school as a point: its value across, its pupils upwards; state as colour and shape, standard and mean as lines. */
export function distributionOption(view: DistributionView, style: ChartStyle): ChartOption {
  const colours = style.palette
  const states = (['met', 'floor', 'unmet', 'unknown', 'none'] as const).filter((state) => view.points.some((point) => point.state === state))
  const line = (value: number, name: string, color: string, type: 'dashed' | 'dotted', position: 'start' | 'end') => ({
    xAxis: value,
    lineStyle: { color, type },
    label: { formatter: `${name} ${style.number(value, view.decimals)}`, color, position }
  })
  const lines = [
    ...(view.standard === null ? [] : [line(view.standard, view.standardName, colours.limit, 'dashed', 'end')]),
    ...(view.mean === null ? [] : [line(view.mean, view.meanName, colours.text, 'dotted', 'start')])
  ]
  return {
    ...baseOption(style),
    grid: { left: 12, right: 28, top: 72, bottom: 34, containLabel: true },
    xAxis: { type: 'value', name: view.unit, nameLocation: 'middle', nameGap: 28, scale: true, ...axisLook(style) },
    yAxis: { type: 'value', name: view.pupilsName, min: 0, ...axisLook(style) },
    series: states.map((state, at) => ({
      type: 'scatter' as const,
      name: view.stateNames[state],
      symbol: stateShapes[state],
      symbolSize: 9,
      color: colours[state],
      large: view.points.length > 3000,
      data: view.points.filter((point) => point.state === state).map((point) => ({ name: point.name, value: [point.value, point.pupils ?? 0] })),
      tooltip: {
        formatter: (hit) => {
          const hits = Array.isArray(hit) ? hit[0] : hit
          const value = hits?.value as [number, number] | undefined
          return value === undefined ? '' : `${hits?.name ?? ''}\n${style.number(value[0], view.decimals)} ${view.unit}\n${view.pupilsName} ${style.number(value[1], 0)}`
        }
      },
      ...(at === 0 && lines.length > 0 ? { markLine: { silent: true, symbol: 'none', data: lines } } : {})
    }))
  }
}
