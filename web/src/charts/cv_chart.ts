import { axisLook, baseOption, type ChartStyle } from './chart_base'
import type { ChartOption } from './echarts_parts'
import type { StateKey } from '@/composables/format_words'

export interface CvBar {
  name: string
  /** One per series; null where it is unknown. */
  values: (number | null)[]
  limit: number | null
  states: StateKey[]
}

export interface CvView {
  /** "小学", or "之前" and "之后": one per value of a bar. */
  series: string[]
  bars: CvBar[]
  limitName: string
  unknownWord: string
}

/** Pixels from the middle of a line to the middle of either bar of a pair. */
const pairOffset = 9

/** Coefficients of variation as bars, each with the mark of its own limit; a bar over the limit is hatched as well as coloured. */
export function cvOption(view: CvView, style: ChartStyle): ChartOption {
  const names = view.bars.map((bar) => bar.name)
  const colours = style.palette
  const isPair = view.series.length > 1
  const bars = view.series.map((name, at) => ({
    type: 'bar' as const,
    name,
    z: 3,
    barMaxWidth: 16,
    barGap: '15%',
    color: isPair && at === 0 ? colours.none : colours.met,
    data: view.bars.map((bar) => {
      const state = bar.states[at] ?? 'none'
      const isOver = state === 'unmet'
      const colour = isPair && at === 0 ? colours.none : isOver ? colours.unmet : state === 'met' ? colours.met : colours.unknown
      return {
        value: bar.values[at] ?? null,
        itemStyle: { color: colour, ...(isOver ? { decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4, color: 'rgba(255,255,255,.55)' } } : {}) }
      }
    })
  }))
  /** Labels stand behind bar and limit both, so that none covers the mark of the limit. */
  const labels = view.series.map((_, at) => ({
    type: 'scatter' as const,
    symbolSize: 0.1,
    silent: true,
    tooltip: { show: false },
    z: 4,
    data: view.bars.map((bar, row) => ({
      value: [Math.max(bar.values[at] ?? 0, bar.limit ?? 0), row],
      label: { show: true, position: 'right' as const, offset: [0, isPair ? (at === 0 ? -pairOffset : pairOffset) : 0], color: colours.text, formatter: bar.values[at] == null ? view.unknownWord : style.fixed(bar.values[at] ?? null, 3) }
    }))
  }))
  const limits = {
    type: 'scatter' as const,
    name: view.limitName,
    symbol: 'rect',
    symbolSize: [3, isPair ? 34 : 22],
    color: colours.limit,
    z: 2,
    data: view.bars.map((bar, at) => [bar.limit, at]).filter((point) => point[0] !== null) as number[][]
  }
  return {
    ...baseOption(style),
    grid: { left: 12, right: 60, top: 36, bottom: 12, containLabel: true },
    xAxis: { type: 'value', min: 0, ...axisLook(style) },
    yAxis: { type: 'category', inverse: true, data: names, ...axisLook(style), axisLabel: { color: colours.text, width: 150, overflow: 'break' }, splitLine: { show: false } },
    series: [...bars, limits, ...labels]
  }
}
