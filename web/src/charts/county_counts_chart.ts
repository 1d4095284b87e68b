import { axisLook, baseOption, type ChartStyle } from './chart_base'
import type { ChartOption } from './echarts_parts'

export interface CountsView {
  areas: { name: string; met: number; unmet: number; unknown: number }[]
  words: { met: string; unmet: string; unknown: string }
}

/** Counties by verdict in each area below, stacked. */
export function countsOption(view: CountsView, style: ChartStyle): ChartOption {
  const colours = style.palette
  const names = view.areas.map((area) => area.name)
  return {
    ...baseOption(style),
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    xAxis: { type: 'value', minInterval: 1, ...axisLook(style) },
    yAxis: { type: 'category', inverse: true, data: names, ...axisLook(style), splitLine: { show: false } },
    series: (['met', 'unmet', 'unknown'] as const).map((key) => ({
      type: 'bar' as const,
      name: view.words[key],
      stack: 'counties',
      barMaxWidth: 18,
      color: colours[key],
      ...(key === 'unmet' ? { itemStyle: { decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4, color: 'rgba(255,255,255,.55)' } } } : {}),
      data: view.areas.map((area) => area[key])
    }))
  }
}
