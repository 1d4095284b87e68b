import { axisLook, baseOption, type ChartStyle } from './chart_base'
import type { ChartOption } from './echarts_parts'

export interface TrendLine {
  name: string
  /** One per year; null leaves a gap, never a zero. */
  values: (number | null)[]
}

export interface TrendView {
  years: string[]
  lines: TrendLine[]
  limit: number | null
  limitName: string
  unit: string
  decimals: number
}

const symbols = ['circle', 'triangle', 'rect', 'diamond', 'pin', 'arrow', 'roundRect']

/** Lines over school years, each with a symbol of its own, and the limit as a dashed line. */
export function trendOption(view: TrendView, style: ChartStyle): ChartOption {
  const colours = style.palette
  return {
    ...baseOption(style),
    grid: { left: 12, right: 40, top: view.lines.length > 4 ? 88 : 52, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: (value) => style.number(typeof value === 'number' ? value : null, view.decimals) },
    xAxis: { type: 'category', data: view.years, ...axisLook(style) },
    yAxis: { type: 'value', scale: true, ...axisLook(style), name: view.unit, nameTextStyle: { color: colours.text, align: 'left' } },
    series: view.lines.map((line, at) => ({
      type: 'line' as const,
      name: line.name,
      data: line.values,
      connectNulls: false,
      symbol: symbols[at % symbols.length],
      symbolSize: 8,
      color: colours.series[at % colours.series.length],
      ...(at === 0 && view.limit !== null
        ? {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: colours.limit, type: 'dashed' as const },
              label: { formatter: `${view.limitName} ${style.number(view.limit, view.decimals)}`, color: colours.limit, position: 'insideEndTop' as const },
              data: [{ yAxis: view.limit }]
            }
          }
        : {})
    }))
  }
}
