import { axisLook, baseOption, legendHeight, type ChartStyle } from './chart_base'
import type { ChartOption } from './echarts_parts'

/** What was and what is forecast, year by year. */
export interface FanView {
  years: string[]
  /** One per year; null where nothing is known, and in the years of the forecast. */
  known: (number | null)[]
  /** One per year; null in the years before the forecast. */
  middle: (number | null)[]
  low: (number | null)[]
  high: (number | null)[]
  /** The forecast without what the reader has moved; null: nothing is moved. */
  unmoved: (number | null)[] | null
  words: { known: string; forecast: string; band: string; unmoved: string; unit: string }
}

type Values = (number | null)[]

/** The last known number, so that the lines of the forecast begin where the known one ends. */
function joined(values: Values, known: Values): Values {
  const first = values.findIndex((value) => value !== null)
  return values.map((value, at) => (at === first - 1 ? (known[at] ?? null) : value))
}

/** A line of what was, a broken one of the forecast, and the band of its interval; symbols tell the lines apart as well. */
export function fanOption(view: FanView, style: ChartStyle): ChartOption {
  const colours = style.palette
  const main = colours.series[0] ?? colours.text
  const other = colours.series[1] ?? colours.text
  const low = joined(view.low, view.known)
  const high = joined(view.high, view.known)
  const width = high.map((value, at) => (value === null || low[at] == null ? null : value - low[at]))
  const edge = { type: 'line' as const, stack: 'band', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false }, color: main }
  const number = (value: number | null | undefined): string => style.number(value ?? null, 0)
  const names = [view.words.known, view.words.forecast, view.words.band, ...(view.unmoved === null ? [] : [view.words.unmoved])]
  return {
    ...baseOption(style),
    grid: { left: 12, right: 28, top: 40 + legendHeight(names, style.width), bottom: 8, containLabel: true },
    legend: { ...baseOption(style).legend, data: [{ name: view.words.known }, { name: view.words.forecast }, { name: view.words.band, icon: 'rect' }, ...(view.unmoved === null ? [] : [{ name: view.words.unmoved }])] },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', confine: true,
      formatter: (hits) => {
        const at = Array.isArray(hits) ? (hits[0]?.dataIndex ?? 0) : hits.dataIndex
        const lines = [view.years[at] ?? '']
        if (view.known[at] != null) lines.push(`${view.words.known} ${number(view.known[at])}`)
        if (view.middle[at] != null) lines.push(`${view.words.forecast} ${number(view.middle[at])}`, `${view.words.band} ${number(view.low[at])} – ${number(view.high[at])}`)
        if (view.unmoved?.[at] != null) lines.push(`${view.words.unmoved} ${number(view.unmoved[at])}`)
        return lines.join('\n')
      }
    },
    xAxis: { type: 'category', data: view.years, boundaryGap: false, ...axisLook(style) },
    yAxis: { type: 'value', scale: true, minInterval: 1, ...axisLook(style), name: view.words.unit, nameTextStyle: { color: colours.text, align: 'left' }, axisLabel: { ...axisLook(style).axisLabel, formatter: (value: number) => style.number(value, 0) } },
    series: [
      { ...edge, name: 'low', data: low },
      { ...edge, name: view.words.band, data: width, areaStyle: { color: main, opacity: 0.22 }, stackStrategy: 'all' as const },
      { type: 'line', name: view.words.known, data: view.known, connectNulls: false, symbol: 'circle', symbolSize: 7, color: main, lineStyle: { width: 2 } },
      { type: 'line', name: view.words.forecast, data: joined(view.middle, view.known), symbol: 'diamond', symbolSize: 8, color: main, lineStyle: { width: 2, type: 'dashed' } },
      ...(view.unmoved === null ? [] : [{ type: 'line' as const, name: view.words.unmoved, data: joined(view.unmoved, view.known), symbol: 'emptyTriangle', symbolSize: 7, color: other, lineStyle: { width: 1.5, type: 'dotted' as const } }])
    ]
  }
}
